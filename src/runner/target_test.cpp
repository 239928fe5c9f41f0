// A run stays on the database that it began with.
#include "runner/target.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "runner/scene.h"

namespace runner {

static const char* const night =
    "# Night\n\n```sql\nINSERT INTO marks VALUES (1);\n```\n\n- [ ] Look at it\n\nThen:\n\n"
    "```sql\nINSERT INTO marks VALUES (2);\n```\n";

namespace {

class RunTargetTest : public testing::Test {
 protected:
  RunTargetTest() {
    scene_.write(night);
    scene_.database = one_;
  }

  static std::string make(const std::string& name) {
    pg::Session server({.target = test_server().url()});
    server.execute("DROP DATABASE IF EXISTS " + name);
    server.execute("CREATE DATABASE " + name);
    const auto url = test_server().url(name);
    pg::Session({.target = url}).execute("CREATE TABLE marks (mark int)");
    return url;
  }
  static long long marks(const std::string& url) {
    return pg::Session({.target = url}).query("SELECT count(*) AS n FROM marks").integer(0, "n");
  }
  // Stops at the box, which nobody signs off.
  void begin() { EXPECT_EQ(scene_.run().state, "paused"); }
  std::optional<base::Error> refusal() {
    try {
      static_cast<void>(scene_.run());
      return std::nullopt;
    } catch (const base::Error& error) {
      return error;
    }
  }
  void sign_off() { scene_.people.answers.push_back({.answer = "done", .by = "Ada"}); }

  std::string one_ = make("target_one");
  std::string other_ = make("target_other");
  Scene scene_;
};

}  // namespace

TEST_F(RunTargetTest, ItsBeginningNamesTheDatabase) {
  begin();
  const auto target = target_of(scene_.journal(), scene_.journal().read({.kind = "run.began"}).front().run);
  EXPECT_EQ(target.identity.database, "target_one");
  EXPECT_FALSE(target.identity.oid.empty());
  EXPECT_FALSE(target.identity.cluster.empty());
  EXPECT_EQ(scene_.journal().read({.kind = "run.began"}).front().database, target.identity);
  ASSERT_FALSE(scene_.people.asked.empty());
  EXPECT_TRUE(scene_.people.asked.front().database.starts_with("target_one on "))
      << scene_.people.asked.front().database;
}

TEST_F(RunTargetTest, AnotherDatabaseIsRefusedAndStaysUntouched) {
  begin();
  sign_off();
  scene_.database = other_;
  const auto refused = refusal();
  ASSERT_TRUE(refused);
  EXPECT_NE(refused->message().find("is about target_one on "), std::string::npos) << refused->message();
  EXPECT_EQ(marks(other_), 0);
  EXPECT_EQ(marks(one_), 1);
  scene_.database = one_;
  EXPECT_EQ(scene_.run().state, "passed");
  EXPECT_EQ(marks(one_), 2);
}

TEST_F(RunTargetTest, ADatabaseOfTheSameNameThatWasCreatedAnewIsAnother) {
  begin();
  make("target_one");
  const auto refused = refusal();
  ASSERT_TRUE(refused);
  EXPECT_NE(refused->message().find("was dropped and created again"), std::string::npos) << refused->message();
}

TEST_F(RunTargetTest, ARestoreWithinTheRunGivesTheNameToAnotherDatabase) {
  begin();
  const auto run = scene_.journal().read({.kind = "run.began"}).front().run;
  make("target_one");
  scene_.journal().append({.run = run, .kind = "backup.restored", .data = {{"database", "target_one"}}});
  sign_off();
  EXPECT_EQ(scene_.run().state, "passed");
  EXPECT_EQ(marks(one_), 1);
}

TEST_F(RunTargetTest, AProcedureOfTheRunIsRefusedAnotherDatabaseToo) {
  scene_.write(std::string(night) + "\n## Rollback procedure\n\n```sql\nDELETE FROM marks;\n```\n");
  begin();
  scene_.database = other_;
  auto settings = scene_.settings();
  settings.procedure = "Rollback";
  EXPECT_THROW(
      static_cast<void>(run(runbook::load(scene_.file()), settings, scene_.journal(), scene_.people, scene_.screen)),
      base::Error);
}

TEST_F(RunTargetTest, TheSameDatabaseByAnotherAddressIsNamedByThatOne) {
  const auto folder = scene_.folder.path() / "sockets";
  pg::Session session({.target = one_});
  std::filesystem::create_directory_symlink(session.host(), folder);
  scene_.database = fmt::format("host={} port={} dbname=target_one user=postgres", folder.string(), session.port());
  begin();
  const auto run = scene_.journal().read({.kind = "run.began"}).front().run;
  EXPECT_TRUE(target_of(scene_.journal(), run).server.starts_with(folder.string()));
  scene_.database = one_;
  begin();
  EXPECT_EQ(target_of(scene_.journal(), run).address, one_);
  begin();
  EXPECT_EQ(scene_.journal().read({.kind = "run.bound"}).size(), 1U);
}

TEST_F(RunTargetTest, ADatabaseThatWasNotReachedIsNamedWhenItIs) {
  scene_.database = "host=/nowhere dbname=target_one";
  scene_.write("# Night\n\n- [ ] Look at it\n\n```sql\nINSERT INTO marks VALUES (2);\n```\n");
  begin();
  scene_.database = one_;
  begin();
  EXPECT_EQ(scene_.journal().read({.kind = "run.bound"}).size(), 1U);
  scene_.database = other_;
  EXPECT_TRUE(refusal());
}

TEST(RunTarget, IsToldWithWhatIsKnown) {
  EXPECT_EQ(described({}), "");
  EXPECT_EQ(described({.environment = "prod"}), "environment prod");
  EXPECT_EQ(described({.environment = "prod", .server = "db:5432", .identity = {.database = "shop"}}),
            "shop on db:5432 (environment prod)");
  EXPECT_EQ(options_naming({.environment = "prod", .address = "postgresql://db/shop"}), " --env prod");
  EXPECT_EQ(options_naming({.address = "postgresql://db/shop"}), " --database-url postgresql://db/shop");
}

}  // namespace runner
