// Each layout reads the sample tree that stands beside it.
#include "migration/layouts.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace migration {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

Folder read_sample(const std::string& name, std::vector<std::string> order = {}) {
  return read_folder(
      {.dir = fs::path(LOCKKEEPER_SOURCE) / "src/migration/layouts" / name, .order = std::move(order)});
}

Names names(const Folder& folder) {
  Names result;
  for (const auto& migration : folder.migrations) result.push_back(migration.name);
  return result;
}

Names findings(const Folder& folder) {
  Names result;
  for (const auto& finding : folder.findings)
    result.push_back((finding.severity == Finding::Severity::error ? "error " : "warning ") + finding.rule + ": " +
                     finding.message);
  return result;
}

TEST(SampleTrees, ThereIsOneForEachLayout) {
  for (const auto& entry : layouts()) {
    auto folder = std::string(entry.id);
    std::ranges::replace(folder, '-', '_');
    EXPECT_TRUE(fs::is_directory(fs::path(LOCKKEEPER_SOURCE) / "src/migration/layouts" / folder)) << folder;
  }
}

TEST(SampleTrees, PlainSql) {
  const auto folder = read_sample("plain_sql");
  EXPECT_EQ(folder.layout, "plain-sql");
  EXPECT_EQ(names(folder),
            (Names{"8_add_orders", "009_add_notification_system", "010_shut_down", "20250115120000_add_note"}));
  EXPECT_EQ(folder.migrations[1].version, "009");
  EXPECT_EQ(folder.migrations[0].down->text, "DROP TABLE orders;\n");
  EXPECT_EQ(folder.migrations[1].down->text, "DROP TABLE notifications;\n");
  EXPECT_FALSE(folder.migrations[2].down);
  EXPECT_EQ(folder.migrations[1].header.estimate, "2-3 min");
  EXPECT_EQ(folder.migrations[1].header.depends, Names{"8_add_orders"});
  EXPECT_EQ(folder.ignored, (Names{"seed.sql: its name has no number in front", "011_backfill.py: a program, not SQL",
                                   "archive/: a folder; only the files beside it are read",
                                   "rollbacks/007_gone_rollback.sql: there is no migration 007_gone"}));
  EXPECT_EQ(findings(folder),
            (Names{"warning no-version: seed.sql has no number in front of its name, so it is not run",
                   "error not-taken: 011_backfill.py looks like a migration and would be passed over: a program, not "
                   "SQL"}));
}

TEST(SampleTrees, Prisma) {
  const auto folder = read_sample("prisma", {"organizations", "add_indexes"});
  EXPECT_EQ(folder.layout, "prisma");
  EXPECT_EQ(names(folder),
            (Names{"20250115120000_create_users", "20250625_add_index copy", "organizations", "add_indexes"}));
  EXPECT_EQ(folder.ignored, Names{"loose.sql: a file beside the folders is not a migration"});
  EXPECT_TRUE(folder.findings.empty());
  EXPECT_EQ(folder.migrations[2].down->text, "DROP TABLE \"organizations\";\n");
}

TEST(SampleTrees, PrismaListsDatedFoldersWhereTheOrderSays) {
  const auto folder = read_sample("prisma", {"organizations", "20250115120000_create_users", "add_indexes"});
  EXPECT_EQ(names(folder),
            (Names{"20250625_add_index copy", "organizations", "20250115120000_create_users", "add_indexes"}));
}

TEST(SampleTrees, PrismaSaysWhatIsWrongWithTheOrder) {
  const auto folder = read_sample("prisma", {"organization", "add_indexes", "add_indexes"});
  EXPECT_EQ(findings(folder), (Names{"error unknown-order: 'order' names organization, which is not there",
                                     "error listed-twice: 'order' names add_indexes twice",
                                     "error order-unknown: organizations has no number in front of its name, so its "
                                     "place in the order cannot be told"}));
  EXPECT_EQ(folder.findings[0].hint, "Did you mean organizations?");
  EXPECT_EQ(folder.findings[0].place.file, "lockkeeper.toml");
}

TEST(SampleTrees, UpDown) {
  const auto folder = read_sample("up_down");
  EXPECT_EQ(folder.layout, "up-down");
  EXPECT_EQ(names(folder), (Names{"1_a", "000002_b", "10_c"}));
  EXPECT_EQ(folder.migrations[0].down->text, "DROP TABLE a;\n");
  EXPECT_EQ(folder.ignored, Names{"3_code.up.go: a program, not SQL"});
  EXPECT_EQ(findings(folder),
            Names{"error not-taken: 3_code.up.go looks like a migration and would be passed over: a "
                  "program, not SQL"});
}

}  // namespace
}  // namespace migration
