// A dry run and `up` over the same files: what the one says is what the other meets.
#include "apply/scene_test.h"

namespace apply {

class DryRun : public Scene {
 protected:
  using Verdict = DryRunResult::Verdict;

  [[nodiscard]] std::vector<Verdict> verdicts() {
    why_.clear();
    std::vector<Verdict> out;
    for (const auto& tried : dry_run(a_run(), folder(), {})) {
      out.push_back(tried.verdict);
      why_ += tried.name + ": " + tried.why + (tried.failure ? " | " + tried.failure->message() : "") + "\n";
    }
    EXPECT_EQ(value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kept%'"),
              "0");
    return out;
  }
  std::string why_;
};

TEST_F(DryRun, SaysNothingOfWhatNeedsWhatItDidNotTry) {
  write("001_a.sql", "CREATE TABLE t (i int, j int); CREATE TABLE other (i int);");
  write("002_b.sql", "CREATE UNIQUE INDEX CONCURRENTLY u ON t (i);");
  write("003_c.sql", "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX u;");
  write("004_d.sql", "ALTER TABLE other ADD COLUMN i int;");
  EXPECT_EQ(verdicts(), (std::vector{Verdict::passed, Verdict::untried, Verdict::uncertain, Verdict::uncertain}))
      << why_;
  EXPECT_NE(why_.find("003_c: it may need what was not done here: CREATE INDEX on line 1 of 002_b"),
            std::string::npos)
      << why_;
  std::filesystem::remove(file("003_c.sql"));
  EXPECT_EQ(verdicts(), (std::vector{Verdict::passed, Verdict::untried, Verdict::failed})) << why_;
}

TEST_F(DryRun, KnowsThatADetachedPartitionIsStillThere) {
  write("001_a.sql",
        "CREATE TABLE p (i int) PARTITION BY LIST (i); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);");
  write("002_b.sql", "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;");
  write("003_c.sql", "ALTER TABLE p1 ADD COLUMN j int;");
  EXPECT_EQ(verdicts(), (std::vector{Verdict::passed, Verdict::untried, Verdict::uncertain})) << why_;
  EXPECT_EQ(up().applied.size(), 3U);
}

TEST_F(DryRun, CommitsWhereTheFileDoes) {
  write("001_a.sql",
        "-- lockkeeper: no transaction\n"
        "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);\n"
        "BEGIN; INSERT INTO c VALUES (1); INSERT INTO p VALUES (1); COMMIT;\n"
        "ALTER TABLE c ADD COLUMN n int;\n"
        "BEGIN; INSERT INTO c VALUES (2); INSERT INTO p VALUES (2); COMMIT;\n");
  write("002_b.sql", "INSERT INTO c VALUES (3); INSERT INTO p VALUES (3);");
  write("003_c.sql", "ALTER TABLE c DROP COLUMN n;");
  EXPECT_EQ(verdicts(), (std::vector{Verdict::passed, Verdict::passed, Verdict::passed})) << why_;
  EXPECT_EQ(up().applied.size(), 3U);
}

TEST_F(DryRun, LeavesOutWhatOnlyTheServerKnowsToRunAlone) {
  write("001_a.sql",
        "-- lockkeeper: no transaction\n"
        "CREATE TABLE p (i int) PARTITION BY LIST (i); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);\n"
        "CREATE INDEX x ON p (i);\n"
        "CREATE PROCEDURE go() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO p VALUES (1); COMMIT; END $$;\n"
        "REINDEX TABLE p;\nDO $$ BEGIN CALL go(); END $$;\nDO $$ BEGIN COMMIT AND CHAIN; END $$;\n");
  EXPECT_EQ(verdicts(), std::vector{Verdict::partly}) << why_;
  EXPECT_EQ(up().applied.size(), 1U);
  EXPECT_EQ(value("SELECT count(*) FROM p"), "1");
  EXPECT_EQ(value("SELECT statements_done || '/' || statements_total FROM _migration_history"), "7/7");
}

TEST_F(DryRun, FailsWhereUpFailsForWantOfTheHeader) {
  write("001_a.sql",
        "CREATE TABLE p (i int) PARTITION BY LIST (i); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);\n"
        "REINDEX TABLE p;");
  EXPECT_EQ(verdicts(), std::vector{Verdict::failed}) << why_;
  EXPECT_EQ(error_of([&] { up(); }).sqlstate(), "25001");
}

TEST_F(DryRun, LeavesOutModesOfATransaction) {
  write("001_a.sql", "CREATE TABLE a (i int);");
  write("002_b.sql", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; INSERT INTO a VALUES (1);");
  EXPECT_EQ(verdicts(), (std::vector{Verdict::passed, Verdict::partly})) << why_;
  EXPECT_EQ(up().applied.size(), 2U);
}

TEST_F(DryRun, UsesOfAnEnumValueOfAnEarlierFileCannotBeTried) {
  connect().execute("CREATE TYPE mood AS ENUM ('ok')");
  write("001_a.sql", "ALTER TYPE mood ADD VALUE 'sad';");
  write("002_b.sql", "SELECT 'sad'::mood;");
  EXPECT_EQ(verdicts(), (std::vector{Verdict::passed, Verdict::uncertain})) << why_;
  EXPECT_EQ(up().applied.size(), 2U);
}

TEST_F(DryRun, ALockThatItDoesNotGetIsNoFailure) {
  connect().execute("CREATE TABLE kept (i int)");
  auto busy = connect();
  busy.execute("BEGIN; LOCK TABLE kept");
  write("001_a.sql", "ALTER TABLE kept ADD COLUMN j int;");
  EXPECT_EQ(verdicts(), std::vector{Verdict::uncertain}) << why_;
}

}  // namespace apply
