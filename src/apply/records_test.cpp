// Baseline, resolve, status and dry runs: what is recorded, and what is only looked at.
#include "apply/baseline.h"
#include "apply/resolve.h"
#include "apply/scene_test.h"
#include "apply/status.h"
#include "base/error.h"

namespace apply {

class Bookkeeping : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    write("001_a.sql", "CREATE TABLE a (id int);");
    write("002_b.sql", "CREATE TABLE b (id int);");
    write("003_c.sql", "CREATE TABLE c (id int);");
  }
  std::string tell(ResolveRequest request) {
    const auto one = a_run();
    return resolve(one, folder(), request);
  }
  [[nodiscard]] std::string status() {
    const auto all = folder();
    auto session = connect();
    std::string text;
    for (const auto& line : read_status(session, "public", all).lines)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          line.migration ? line.migration->version : line.applied->version, word(line.standing));
    return text;
  }
};

TEST_F(Bookkeeping, BaselineRecordsWithoutRunning) {
  const auto one = a_run();
  EXPECT_EQ(baseline(one, folder(), "002_b", false), (std::vector<std::string>{"001_a", "002_b"}));
  EXPECT_EQ(history(), "001 applied, 002 applied");
  EXPECT_EQ(value("SELECT concat(to_regclass('a'), to_regclass('b'))"), "");
  EXPECT_EQ(status(), "001 applied, 002 applied, 003 pending");
  EXPECT_EQ(error_of([&] { baseline(one, folder(), "003_c", false); }).code(), Code::migration);
  EXPECT_EQ(baseline(one, folder(), "003_c", true), std::vector<std::string>{"003_c"});
}

TEST_F(Bookkeeping, ResolveBelievesTheCatalogFirst) {
  const auto error = error_of([&] { tell({.claim = Claim::applied, .name = "001_a"}); });
  EXPECT_EQ(error.code(), Code::migration);
  EXPECT_EQ(fact(error, "not found"), "table a");
  connect().execute("CREATE TABLE a (id int)");
  tell({.claim = Claim::applied, .name = "001_a"});
  EXPECT_EQ(history(), "001 applied");
  EXPECT_EQ(error_of([&] { tell({.claim = Claim::applied, .name = "001_a"}); }).message(),
            "001_a is applied already");
  EXPECT_EQ(error_of([&] { tell({.claim = Claim::rolled_back, .name = "001_a"}); }).message(), "001_a is applied");
  EXPECT_EQ(error_of([&] { tell({.claim = Claim::rolled_back, .name = "002_b"}); }).code(), Code::migration);
}

TEST_F(Bookkeeping, ResolveTakesOverAChangedFileAndForgetsAVanishedOne) {
  up({.steps = 2});
  write("001_a.sql", "CREATE TABLE a (id int); -- the same");
  EXPECT_EQ(status(), "001 changed, 002 applied, 003 pending");
  tell({.claim = Claim::applied, .name = "001_a"});
  EXPECT_EQ(status(), "001 applied, 002 applied, 003 pending");

  std::filesystem::remove(file("002_b.sql"));
  const auto error = error_of([&] { tell({.claim = Claim::rolled_back, .name = "002_b"}); });
  EXPECT_EQ(fact(error, "found"), "table b\ncolumn b.id");
  connect().execute("DROP TABLE b");
  tell({.claim = Claim::rolled_back, .name = "002_b"});
  EXPECT_EQ(up().applied, std::vector<std::string>{"003_c"});
}

TEST_F(Bookkeeping, ResolveMakesAHalfDoneMigrationPendingOnlyWhenItsTracesAreGone) {
  write("001_a.sql", "-- lockkeeper: no transaction\nCREATE TABLE a (id int);\nSELECT nonsense;");
  error_of([&] { up(); });
  EXPECT_EQ(status(), "001 failed, 002 pending, 003 pending");
  EXPECT_EQ(fact(error_of([&] { tell({.claim = Claim::rolled_back, .name = "001"}); }), "found"),
            "table a\ncolumn a.id");
  connect().execute("DROP TABLE a");
  tell({.claim = Claim::rolled_back, .name = "001"});
  EXPECT_EQ(status(), "001 rolled back, 002 pending, 003 pending");
  write("001_a.sql", "CREATE TABLE a (id int);");
  EXPECT_EQ(up().applied.size(), 3U);
}

TEST_F(Bookkeeping, StatusShowsWhereEachStandsAndWritesNothing) {
  EXPECT_EQ(status(), "001 pending, 002 pending, 003 pending");
  EXPECT_EQ(value("SELECT to_regclass('_migration_history') IS NULL"), "t");
  write("002_b.sql", "SELECT nonsense;");
  error_of([&] { up(); });
  const auto all = folder();
  auto session = connect();
  const auto text = to_text(read_status(session, "public", all), true);
  EXPECT_NE(text.find("002_b  failed        nothing of it was kept: column \"nonsense\" does not exist"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("3 migrations: 1 applied, 1 pending, 1 failed"), std::string::npos) << text;
  EXPECT_EQ(text.find("migration lock"), std::string::npos);
  const auto json = to_json(read_status(session, "public", all));
  EXPECT_EQ(json["migrations"][1]["state"], "failed");
}

TEST_F(Bookkeeping, ADryRunTriesEverythingOnTheStateBeforeAndKeepsNothing) {
  write("002_b.sql", "ALTER TABLE a ADD COLUMN n int; SELECT nonsense FROM a;");
  write("003_c.sql", "CREATE INDEX CONCURRENTLY x ON a (id); ALTER TABLE a ADD COLUMN m int;");
  write("004_d.sql", "BEGIN; ALTER TABLE a DROP COLUMN m; COMMIT;");
  const auto tried = dry_run(a_run(), folder(), {});
  ASSERT_EQ(tried.size(), 4U);
  EXPECT_EQ(tried[0].verdict, DryRunResult::Verdict::passed);
  EXPECT_EQ(tried[1].verdict, DryRunResult::Verdict::failed);
  EXPECT_EQ(tried[1].failure->sqlstate(), "42703");
  EXPECT_EQ(tried[2].verdict, DryRunResult::Verdict::partly);
  ASSERT_EQ(tried[2].untried.size(), 1U);
  EXPECT_EQ(tried[2].untried[0].place.line, 1);
  EXPECT_EQ(tried[3].verdict, DryRunResult::Verdict::passed);
  EXPECT_EQ(value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
}

TEST_F(Bookkeeping, ADryRunTriesWhatABlockWithCommitsDoes) {
  write("002_b.sql", "ALTER TABLE a ADD COLUMN n int; INSERT INTO a (id) SELECT generate_series(10, 12);");
  write("003_c.sql",
        "-- lockkeeper: no transaction\nDO $b$ BEGIN FOR i IN 10..12 LOOP UPDATE a SET n = 1 WHERE id = i;"
        " COMMIT; END LOOP; COMMIT AND CHAIN; PERFORM 'commit'; END $b$;");
  write("004_d.sql", "ALTER TABLE a ADD CHECK (n IS NOT NULL);");
  const auto tried = dry_run(a_run(), folder(), {});
  ASSERT_EQ(tried.size(), 4U);
  EXPECT_EQ(tried[2].verdict, DryRunResult::Verdict::passed);
  EXPECT_TRUE(tried[2].untried.empty());
  EXPECT_EQ(tried[3].verdict, DryRunResult::Verdict::passed) << base::render(*tried[3].failure);
  EXPECT_EQ(value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
}

}  // namespace apply
