#include "apply/stepwise.h"

#include <thread>

#include "apply/resolve.h"
#include "apply/scene_test.h"
#include "base/error.h"

namespace apply {

class Stepwise : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    connect().execute("CREATE TABLE t (i int, j int); INSERT INTO t SELECT n, n % 3 FROM generate_series(1, 1000) n");
  }
  [[nodiscard]] std::string indexes() const {
    return value(
        "SELECT coalesce(string_agg(c.relname || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END, ', ' ORDER BY "
        "c.relname), '')"
        " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 't'::regclass");
  }
  /// What a crash leaves that struck after `done` statements were recorded.
  void crash_after(const std::string& sql, int done, int total) const {
    connect().query(
        "INSERT INTO _migration_history (version, name, checksum, state, applied_by, host, run_id, transactional,"
        " statements_total, statements_done, sql_text, lease_token)"
        " VALUES ('001', '001_a', 'x', 'running', 'me', 'here', 'r', false, $1, $2, $3, 1)",
        {std::to_string(total), std::to_string(done), sql});
  }
  /// The tables, without any migration.
  void make_history() {
    write("000_first.sql", "SELECT 1;");
    up();
  }
};

TEST_F(Stepwise, RecordsEachStatementAndTheWhole) {
  write("001_a.sql",
        "CREATE INDEX CONCURRENTLY a ON t (i);\nALTER TABLE t ADD COLUMN k int;\nCREATE INDEX CONCURRENTLY b ON t "
        "(k);\nVACUUM t;");
  EXPECT_EQ(up().applied, std::vector<std::string>{"001_a"});
  EXPECT_EQ(indexes(), "a, b");
  EXPECT_EQ(value("SELECT concat_ws(' ', state, transactional, statements_done, statements_total, applied_at IS NOT "
                  "NULL) FROM _migration_history"),
            "applied f 4 4 t");
  EXPECT_EQ(journal_->read({.kind = "migration.statement"}).size(), 4U);
}

TEST_F(Stepwise, KeepsWhatIsDoneOnFailureAndGoesOnWithTheMendedFile) {
  write("001_a.sql",
        "CREATE INDEX CONCURRENTLY a ON t (i);\nCREATE UNIQUE INDEX CONCURRENTLY b ON t (j);\nSELECT 1;");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.sqlstate(), "23505");
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(fact(error, "kept"),
            "1 statement of 3 before it are done and stay; 'lockkeeper up' goes on at this one; the index public.b "
            "is there "
            "and invalid: no query uses it, every write keeps it up, and the next try drops it first");
  EXPECT_EQ(indexes(), "a, b invalid");
  EXPECT_EQ(history(), "001 failed");

  write("001_a.sql",
        "CREATE INDEX CONCURRENTLY a ON t (i); -- as before\nCREATE INDEX CONCURRENTLY b ON t (j);\nSELECT 1;");
  up();
  EXPECT_EQ(indexes(), "a, b");
  EXPECT_TRUE(noted("dropping public.b"));
  EXPECT_EQ(history(), "001 failed, 001 applied");
}

TEST_F(Stepwise, RefusesAChangeInWhatIsDone) {
  write("001_a.sql", "CREATE INDEX CONCURRENTLY a ON t (i);\nSELECT nonsense;");
  error_of([&] { up(); });
  write("001_a.sql", "CREATE INDEX CONCURRENTLY a ON t (j);\nSELECT 1;");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::migration);
  EXPECT_NE(error.message().find("changed in that part"), std::string::npos);
  std::filesystem::remove(file("001_a.sql"));
  write("002_b.sql", "SELECT 1;");
  EXPECT_NE(error_of([&] { up(); }).message().find("its file is gone"), std::string::npos);
}

TEST_F(Stepwise, TakesAValidIndexAsDoneAfterACrash) {
  make_history();
  const std::string sql = "CREATE INDEX CONCURRENTLY a ON t (i);\nCREATE INDEX CONCURRENTLY b ON t (j);";
  write("001_a.sql", sql);
  connect().execute("CREATE INDEX a ON t (i)");
  crash_after(sql, 0, 2);
  up();
  EXPECT_TRUE(noted("index a on t is there already"));
  EXPECT_EQ(indexes(), "a, b");
  EXPECT_EQ(history(), "000 applied, 001 failed, 001 applied");
}

TEST_F(Stepwise, BuildsAnInvalidIndexAgainAlsoBehindIfNotExists) {
  make_history();
  const std::string sql = "CREATE INDEX CONCURRENTLY IF NOT EXISTS b ON t (j);";
  write("001_a.sql", sql);
  auto session = connect();
  error_of([&] { session.execute("CREATE UNIQUE INDEX CONCURRENTLY b ON t (j)"); });
  ASSERT_EQ(indexes(), "b invalid");
  crash_after(sql, 0, 1);
  up();
  EXPECT_EQ(indexes(), "b");
  EXPECT_EQ(value("SELECT indisunique FROM pg_index WHERE indexrelid = 'b'::regclass"), "f");
}

TEST_F(Stepwise, DropsAnInvalidLeftoverOnTheFirstTryToo) {
  auto session = connect();
  error_of([&] { session.execute("CREATE UNIQUE INDEX CONCURRENTLY b ON t (j)"); });
  write("001_a.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS b ON t (j);");
  up();
  EXPECT_EQ(indexes(), "b");
}

TEST_F(Stepwise, DropsAgainOnlyWhatIsStillThere) {
  make_history();
  const std::string sql = "DROP INDEX CONCURRENTLY a;\nVACUUM t;";
  write("001_a.sql", sql);
  crash_after(sql, 0, 2);  // the index is gone: the DROP had run
  up();
  EXPECT_EQ(history(), "000 applied, 001 failed, 001 applied");
}

TEST_F(Stepwise, StopsWhereTheCatalogCannotTellAndGoesOnWhenAPersonSaid) {
  make_history();
  connect().execute("CREATE TABLE runs (n int); CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO runs VALUES (1)'");
  const std::string sql = "-- lockkeeper: no transaction\nSELECT 1;\nCALL p();\nCALL p();";
  write("001_a.sql", sql);
  crash_after(sql, 1, 3);
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::migration);
  EXPECT_EQ(error.place()->line, 3);
  EXPECT_NE(error.hint().find("resolve 001_a --statements-done 2"), std::string::npos) << error.hint();
  EXPECT_EQ(value("SELECT count(*) FROM runs"), "0");
  EXPECT_EQ(error_of([&] { up(); }).code(), Code::migration) << "it asks as long as nobody has answered";

  const auto one = a_run();
  EXPECT_EQ(error_of([&] {
              resolve(one, folder(), {.claim = Claim::statements_done, .name = "001_a", .statements_done = 3});
            }).code(),
            Code::migration);
  resolve(one, folder(),
          {.claim = Claim::statements_done, .name = "001_a", .statements_done = 2, .because = "the row is there"});
  up();
  EXPECT_EQ(value("SELECT count(*) FROM runs"), "1");
}

TEST_F(Stepwise, RunsTheFilesOwnTransactionAsOnePiece) {
  write("001_a.sql",
        "-- lockkeeper: no transaction\nSELECT 1;\nBEGIN;\nCREATE TABLE x (i int);\nSELECT nonsense;\nCOMMIT;");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.place()->line, 5);
  EXPECT_EQ(value("SELECT concat(to_regclass('x'), statements_done) FROM _migration_history"), "1");
  write("001_a.sql",
        "-- lockkeeper: no transaction\nSELECT 1;\nBEGIN;\nCREATE TABLE x (i int);\nCOMMIT;\nDO $$ BEGIN FOR n IN "
        "1..3 LOOP INSERT INTO x VALUES (n); COMMIT; END LOOP; END $$;");
  up();
  EXPECT_EQ(value("SELECT count(*) FROM x"), "3");
}

TEST_F(Stepwise, MakesSettingsAgainWhenItGoesOn) {
  connect().execute("CREATE SCHEMA s");
  write("001_a.sql",
        "-- lockkeeper: no transaction\nSET search_path = s;\nSELECT nonsense;\nCREATE TABLE here (i int);");
  error_of([&] { up(); });
  write("001_a.sql", "-- lockkeeper: no transaction\nSET search_path = s;\nSELECT 1;\nCREATE TABLE here (i int);");
  up();
  EXPECT_EQ(value("SELECT to_regclass('s.here') IS NOT NULL"), "t");
}

TEST_F(Stepwise, StoppedInTheMiddleItGoesOnThere) {
  write("001_a.sql", "CREATE INDEX CONCURRENTLY a ON t (i);\nCREATE INDEX CONCURRENTLY b ON t (j);");
  auto reader = connect();
  std::stop_source stop;
  auto one = a_run();
  one.stop = stop.get_token();
  one.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::statement)
      reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM t");
  };
  // The second build waits for the reader's snapshot, with no timeout of its own.
  std::jthread stopper([&] {
    eventually([&] {  // of b: building a passes through the same phases
      return value(
                 "SELECT count(*) FROM pg_stat_progress_create_index "
                 "WHERE phase LIKE 'waiting for%' AND index_relid = to_regclass('b')") == "1";
    });
    stop.request_stop();
  });
  const auto error = error_of([&] { apply::up(one, folder(), {}); });
  EXPECT_EQ(error.code(), Code::stopped);
  EXPECT_EQ(fact(error, "kept"), "1 of 2 statements are done and stay");
  EXPECT_EQ(history(), "001 running");
  EXPECT_EQ(indexes(), "a, b invalid");
  reader.execute("ROLLBACK");
  up();
  EXPECT_EQ(indexes(), "a, b");
}

TEST_F(Stepwise, StoppedBetweenTwoStatementsItKnowsHowFarItCame) {
  connect().execute("CREATE TABLE runs (n int); CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO runs VALUES (1)'");
  write("001_a.sql", "-- lockkeeper: no transaction\nCALL p();\nCALL p();");
  std::stop_source stop;
  auto one = a_run();
  one.stop = stop.get_token();
  one.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::statement) stop.request_stop();
  };
  EXPECT_EQ(error_of([&] { apply::up(one, folder(), {}); }).code(), Code::stopped);
  EXPECT_EQ(value("SELECT state || ' ' || statements_done FROM _migration_history"), "failed 1");
  up();
  EXPECT_EQ(value("SELECT count(*) FROM runs"), "2");
}

TEST_F(Stepwise, ARecordThatCannotBeWrittenIsNoFailureOfItsStatement) {
  // The trigger comes with the statement itself: one that stands before is refused.
  connect().execute(
      "CREATE TABLE runs (n int);"
      "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;"
      "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO runs VALUES (1);"
      " CREATE TRIGGER refuse BEFORE UPDATE ON _migration_history FOR EACH ROW WHEN (NEW.statements_done = 1)"
      " EXECUTE FUNCTION refuse(); END $$");
  make_history();
  write("001_a.sql", "-- lockkeeper: no transaction\nCALL p();");
  EXPECT_EQ(error_of([&] { up(); }).message(),
            "statement 1 of 001_a took effect, but could not be recorded: disk full");
  EXPECT_EQ(history(), "000 applied, 001 running");
  connect().execute("DROP TRIGGER refuse ON _migration_history");
  EXPECT_NE(error_of([&] { up(); }).message().find("cannot be told"), std::string::npos);
  EXPECT_EQ(value("SELECT count(*) FROM runs"), "1");
}

TEST_F(Stepwise, AddsAnEnumValueAndUsesItInOneFile) {
  connect().execute("CREATE TYPE mood AS ENUM ('good'); CREATE TABLE m (mood mood)");
  write("001_a.sql", "ALTER TYPE mood ADD VALUE 'bad';\nINSERT INTO m VALUES ('bad');");
  up();
  EXPECT_EQ(value("SELECT count(*) FROM m"), "1");
}

TEST_F(Stepwise, SaysWhatAFailedConcurrentStatementLeftBehind) {
  connect().execute("CREATE TABLE twice (i int); INSERT INTO twice VALUES (1), (1)");
  write("001_a.sql", "CREATE UNIQUE INDEX CONCURRENTLY u ON twice (i);");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.sqlstate(), "23505");
  EXPECT_EQ(fact(error, "kept"),
            "no statement before it; the index public.u is there and invalid: no query uses it, every write keeps it "
            "up, and the next try drops it first");
  connect().execute("DELETE FROM twice WHERE ctid = '(0,1)'");
  EXPECT_EQ(up().applied.size(), 1U);
  EXPECT_EQ(value("SELECT bool_and(indisvalid) FROM pg_index WHERE indrelid = 'twice'::regclass"), "t");
}

}  // namespace apply
