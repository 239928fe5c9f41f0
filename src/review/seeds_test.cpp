// The defects of the seeds' SQL that analysis has to find: ../shared/features.md, section 5. The SQL is taken from
// the runbooks as it stands there.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/migration.h"
#include "plan/plan.h"
#include "review/review.h"

namespace review {

namespace fs = std::filesystem;

// The text of the fence in which `needle` stands.
static std::string fence_with(const std::string& seed, const std::string& needle) {
  const auto folder = fs::path(LOCKKEEPER_SOURCE) / ".." / "shared" / "seeds";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with(seed)) continue;
    const auto text = base::read_file(entry.path());
    const auto at = text.find(needle);
    if (at == std::string::npos) continue;
    const auto begin = text.find('\n', text.rfind("```", at)) + 1;
    return text.substr(begin, text.find("```", at) - begin);
  }
  return "";
}

static migration::Migration migration_of(const std::string& name, const std::string& up,
                                         const std::string& down = {}) {
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = name, .shown = name, .text = up};
  if (!down.empty()) out.down = migration::Script{.file = "undo", .shown = "undo", .text = down};
  return out;
}

static std::map<std::string, int> counted(const std::vector<findings::Finding>& found) {
  std::map<std::string, int> out;
  for (const auto& finding : found) ++out[finding.rule];
  return out;
}

namespace {
class Seeds : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(fs::path(LOCKKEEPER_SOURCE) / ".." / "shared" / "seeds"))
      GTEST_SKIP() << "no ../shared beside the project";
  }
};
}  // namespace

TEST_F(Seeds, Seed1SwapsATableAndLosesWhatHangsOnIt) {
  const auto migration = migration_of("critical", fence_with("001", "LIKE critical_table INCLUDING ALL"));
  auto found = counted(review({&migration}, {}));
  EXPECT_EQ(found["table-swap"], 1);
  EXPECT_EQ(found["drop-table"], 0);  // the rows themselves were copied first
}

TEST_F(Seeds, Seed1SetsNotNullOnALargeTableAtOnce) {
  const auto migration = migration_of("high", fence_with("001", "ALTER TABLE high_traffic_table ADD COLUMN"));
  EXPECT_EQ(counted(review({&migration}, {}))["set-not-null"], 1);
}

TEST_F(Seeds, Seed0UndoesNothingOfTheTypes) {
  const auto undo = fence_with("000", "DROP TYPE IF EXISTS OrganizationType");
  const auto migration = migration_of("organization",
                                      "CREATE TYPE \"OrganizationType\" AS ENUM ('a');\n"
                                      "CREATE TYPE \"OrganizationStatus\" AS ENUM ('a');\n"
                                      "CREATE TYPE \"MemberStatus\" AS ENUM ('a');\n"
                                      "CREATE TYPE \"KycStatus\" AS ENUM ('a');\n"
                                      "CREATE TABLE organizations (id text PRIMARY KEY);\n",
                                      undo.substr(undo.find("DROP TABLE")));
  const auto found = review({&migration}, {});
  const auto types = std::count_if(found.begin(), found.end(), [](const auto& finding) {
    return finding.rule == "undo-changes-nothing" && finding.message.find(" type ") != std::string::npos;
  });
  EXPECT_GE(types, 4);
}

TEST_F(Seeds, Seed0And4DropWithCascade) {
  for (const auto& [seed, needle] : {std::pair("000", "DROP TABLE IF EXISTS organization_invoices"),
                                     std::pair("004", "DROP TABLE IF EXISTS \"ConsentLog\"")}) {
    const auto fence = fence_with(seed, needle);
    const auto before = migration_of("before",
                                     "CREATE TABLE organizations (id text PRIMARY KEY);\n"
                                     "CREATE TABLE \"ConsentLog\" (id text PRIMARY KEY);\n");
    const auto migration = migration_of("undo", fence.substr(fence.find("DROP TABLE")));
    EXPECT_GE(counted(review({&before, &migration}, {}, {}, 1))["cascade"], 1) << seed;
  }
}

TEST_F(Seeds, Seed4DropsEveryIndexThatLooksAlike) {
  const auto fence = fence_with("004", "WHERE indexname LIKE 'idx_%'\n");
  const auto begin = fence.find("DO $$");
  ASSERT_NE(begin, std::string::npos) << fence;
  const auto migration = migration_of("undo", fence.substr(begin, fence.find("END $$;", begin) + 7 - begin));
  const auto found = review({&migration}, {});
  const auto pattern =
      std::find_if(found.begin(), found.end(), [](const auto& finding) { return finding.rule == "like-pattern"; });
  ASSERT_NE(pattern, found.end());
  EXPECT_EQ(pattern->severity, findings::Severity::error);
}

TEST_F(Seeds, Seed4SwitchesForeignKeysOff) {
  const auto fence = fence_with("004", "SET session_replication_role = replica");
  const auto migration = migration_of("repair", fence.substr(fence.find("SET session_replication_role")));
  EXPECT_EQ(counted(review({&migration}, {}))["triggers-off"], 1);
}

// "Lock Impact: Low" for unique constraints and checks.
TEST_F(Seeds, Seed2CallsLowWhatStopsReaders) {
  const auto migration = migration_of("unique",
                                      "ALTER TABLE recipes ADD CONSTRAINT recipes_key UNIQUE (owner, name);\n"
                                      "ALTER TABLE recipes ADD CONSTRAINT positive CHECK (minutes > 0);\n");
  auto found = counted(review({&migration}, {}));
  EXPECT_EQ(found["constraint-builds-index"], 1);
  EXPECT_EQ(found["check-not-valid"], 1);
}

// 20251202_add_owner_relation… sorts before organization_module, which makes the table.
TEST_F(Seeds, Seed4RunsInAnOrderThatCannotWork) {
  config::Migrations settings;
  settings.dir = fs::path(LOCKKEEPER_SOURCE) / "examples/shop/migrations";
  const auto folder = migration::read_folder(settings);
  const auto found = plan::validate(folder, {}, nullptr);
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const auto& finding) {
    return finding.rule == "order-conflict" && finding.message.find("organization_module") != std::string::npos;
  }));
}

}  // namespace review
