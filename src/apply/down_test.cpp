#include "apply/down.h"

#include "apply/scene_test.h"
#include "apply/status.h"
#include "base/error.h"

namespace apply {

class Down : public Scene {
 protected:
  DownResult down(plan::DownRequest request = {}) {
    const auto one = a_run();
    return apply::down(one, folder(), {.request = std::move(request)});
  }
  void write_pair(const std::string& name, std::string_view up_sql, std::string_view down_sql) const {
    write(name + ".sql", up_sql);
    write("rollbacks/" + name + "_rollback.sql", down_sql);
  }
};

TEST_F(Down, UndoesTheNewestFirst) {
  write_pair("001_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
  write_pair("002_b", "CREATE TABLE b (id int);", "DROP TABLE b;");
  write_pair("003_c", "CREATE TABLE c (id int);", "DROP TABLE c;");
  up();
  EXPECT_EQ(down().undone, std::vector<std::string>{"003_c"});
  EXPECT_EQ(down({.target = "001_a"}).undone, std::vector<std::string>{"002_b"});
  EXPECT_EQ(history(), "001 applied, 002 rolled_back, 003 rolled_back");
  EXPECT_EQ(up().applied, (std::vector<std::string>{"002_b", "003_c"}));
  EXPECT_EQ(down({.all = true}).undone, (std::vector<std::string>{"003_c", "002_b", "001_a"}));
  EXPECT_EQ(
      value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_migration%'"),
      "0");
  EXPECT_TRUE(down().undone.empty());
  EXPECT_EQ(journal_->read({.kind = "migration.undone"}).size(), 5U);
}

TEST_F(Down, KeepsTheMigrationAppliedWhenItsUndoFails) {
  write_pair("001_a", "CREATE TABLE a (id int);", "DROP TABLE a;\nDROP TABLE nix;");
  up();
  const auto error = error_of([&] { down(); });
  EXPECT_EQ(error.code(), Code::server);
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(history(), "001 applied");
  EXPECT_EQ(value("SELECT to_regclass('a') IS NOT NULL"), "t");
}

TEST_F(Down, RefusesAnUndoThatChangesNothing) {
  write_pair("001_a", "CREATE TABLE a (id int);", "DROP TABLE IF EXISTS \"A\";");
  up();
  EXPECT_EQ(error_of([&] { down(); }).code(), Code::migration);
  EXPECT_EQ(history(), "001 applied");
  EXPECT_EQ(down({.force = true}).undone.size(), 1U);
}

TEST_F(Down, TakesChangedRowsAsAnUndo) {
  write_pair("001_a", "CREATE TABLE a AS SELECT 1 AS n;", "DROP TABLE a;");
  write_pair("002_b", "UPDATE a SET n = 2;", "UPDATE a SET n = 1;");
  up();
  EXPECT_EQ(down().undone, std::vector<std::string>{"002_b"});
  EXPECT_EQ(value("SELECT n FROM a"), "1");
}

TEST_F(Down, UsesTheUndoKeptInTheHistory) {
  write_pair("001_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
  up();
  std::filesystem::remove(file("rollbacks/001_a_rollback.sql"));
  EXPECT_EQ(down().undone.size(), 1U);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
}

TEST_F(Down, GoesOnWithAnUndoThatWasInterruptedBetweenStatements) {
  write_pair("001_a", "CREATE TABLE t (i int); CREATE INDEX x ON t (i); CREATE INDEX y ON t (i);",
             "DROP INDEX CONCURRENTLY x;\nDROP INDEX CONCURRENTLY y;\nDROP TABLE t;");
  write("002_b.sql", "SELECT 1;");
  up({.steps = 1});
  connect().execute(
      "DROP INDEX x; UPDATE _migration_history SET undo_done = 0");  // killed before it could record the first
  EXPECT_NE(error_of([&] { up(); }).message().find("was interrupted"), std::string::npos);
  EXPECT_EQ(down().undone.size(), 1U);
  EXPECT_EQ(history(), "001 rolled_back");
  EXPECT_EQ(value("SELECT to_regclass('t') IS NULL"), "t");
}

TEST_F(Down, FindsWhatAnUndoTakesBeyondItsMigration) {
  write_pair("001_a", "CREATE TABLE a (id int, n serial, v text); CREATE INDEX idx_old ON a (id);", "DROP TABLE a;");
  write_pair(
      "002_b", "CREATE INDEX idx_new ON a (v); CREATE TABLE b (id serial PRIMARY KEY);",
      "DO $$ DECLARE r record; BEGIN FOR r IN SELECT indexname FROM pg_indexes WHERE indexname LIKE 'idx_%' LOOP"
      " EXECUTE format('DROP INDEX %I', r.indexname); END LOOP; END $$; DROP TABLE b;");
  up();
  const auto error = error_of([&] { down(); });
  EXPECT_EQ(error.message(), "the undo of 002_b drops what neither it nor 002_b names: index public.idx_old");
  EXPECT_EQ(value("SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'idx\\_%'"), "2");
  EXPECT_EQ(history(), "001 applied, 002 applied");
  EXPECT_EQ(down({.force = true}).undone.size(), 1U);
  connect().execute("CREATE INDEX idx_old ON a (id)");
  EXPECT_EQ(down().undone.size(), 1U) << "what a table has goes with it";
}

TEST_F(Down, FindsWhatCascadeTakes) {
  write_pair("001_a", "CREATE TABLE a (id int, v text);", "DROP TABLE a CASCADE;");
  up();
  connect().execute("CREATE VIEW reads_it AS SELECT id FROM a");
  const auto error = error_of([&] { down(); });
  EXPECT_EQ(error.message(), "the undo of 001_a drops what neither it nor 001_a names: view public.reads_it");
  EXPECT_EQ(value("SELECT to_regclass('reads_it') IS NOT NULL"), "t");
}

// Step by step, each before it commits; what stands outside a transaction when it has happened, and nothing after it.
TEST_F(Down, FindsWhatAnUndoThatRunsInStepsTakes) {
  write_pair("001_a", "CREATE TABLE a (id int, v text);", "SELECT 1;");
  write_pair("002_b", "CREATE INDEX CONCURRENTLY x ON a (v); CREATE TABLE b (id int);",
             "DROP INDEX CONCURRENTLY x; DROP TABLE b CASCADE;");
  up();
  connect().execute("CREATE VIEW reads_it AS SELECT id FROM b");
  const auto error = error_of([&] { down(); });
  EXPECT_EQ(error.message(), "the undo of 002_b drops what neither it nor 002_b names: view public.reads_it");
  EXPECT_EQ(fact(error, "kept"), "1 of 2 statements of the undo are done and stay; 'lockkeeper down' goes on there");
  EXPECT_EQ(value("SELECT concat(to_regclass('reads_it'), ' ', to_regclass('b'), ' ', to_regclass('x'))"),
            "reads_it b ");
  EXPECT_EQ(down({.force = true}).undone.size(), 1U);
  EXPECT_EQ(value("SELECT concat(to_regclass('reads_it'), to_regclass('b'))"), "");

  write_pair("003_c", "CREATE TABLE c (id int);",
             "DO $$ BEGIN COMMIT; DROP TABLE c CASCADE; END $$; DROP TABLE IF EXISTS never;");
  up({.target = "003_c"});
  connect().execute("CREATE VIEW reads_c AS SELECT id FROM c");
  const auto late = error_of([&] { down(); });
  EXPECT_EQ(late.message(), "the undo of 003_c drops what neither it nor 003_c names: view public.reads_c");
  EXPECT_EQ(fact(late, "kept"), "1 of 2 statements of the undo are done and stay; 'lockkeeper down' goes on there");
  EXPECT_EQ(down().undone.size(), 1U) << "what happened has been said";
}

// What an ordinary undo takes along is its own: what hangs on a named column, an extension's objects, what moves.
TEST_F(Down, AnOrdinaryUndoIsNotAskedToNameWhatGoesAlong) {
  write_pair("001_a", "CREATE TABLE t (id int); CREATE SCHEMA old CREATE TABLE x (id int);", "SELECT 1;");
  write_pair("002_b", "ALTER TABLE t ADD COLUMN note text UNIQUE CHECK (note <> ''), ADD COLUMN n serial;",
             "ALTER TABLE t DROP COLUMN note, DROP COLUMN n;");
  write_pair("003_c", "CREATE EXTENSION pgcrypto;", "DROP EXTENSION pgcrypto;");
  write_pair("004_d", "ALTER SCHEMA old RENAME TO new;", "ALTER SCHEMA new RENAME TO old;");
  write_pair("005_e", "CREATE VIEW v AS SELECT 1 AS one;", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one, 2 AS two;");
  write_pair(
      "006_f", "SET search_path = app; SELECT 1;",
      "CREATE SCHEMA app; CREATE FUNCTION app.never(name, text) RETURNS boolean LANGUAGE sql AS 'SELECT 1 / 0 = 1';"
      "CREATE OPERATOR app.= (LEFTARG = name, RIGHTARG = text, FUNCTION = app.never);"
      "CREATE OPERATOR app.<> (LEFTARG = name, RIGHTARG = text, FUNCTION = app.never);"
      "SET LOCAL search_path = app, pg_catalog;");
  up();
  EXPECT_EQ(down({.steps = 5}).undone.size(), 5U);
}

TEST_F(Down, FindsWhatGoesOfOtherTables) {
  write_pair("001_a", "CREATE TABLE a (id int PRIMARY KEY); CREATE TYPE mood AS ENUM ('x');",
             "DROP TYPE mood CASCADE; DROP TABLE a CASCADE;");
  up();
  connect().execute("CREATE TABLE b (m mood, r int CONSTRAINT to_a REFERENCES a (id))");
  const auto error = error_of([&] { down(); });
  EXPECT_EQ(error.message(),
            "the undo of 001_a drops what neither it nor 001_a names: column m of public.b, foreign key to_a of "
            "public.b");
  const auto tried = dry_run_down(a_run(), folder(), {});
  ASSERT_EQ(tried.size(), 1U);
  EXPECT_EQ(tried[0].verdict, DryRunResult::Verdict::failed);
  connect().execute("DROP TABLE b");
  EXPECT_EQ(down().undone.size(), 1U);
}

TEST_F(Down, TriesItInATransactionThatIsRolledBack) {
  write_pair("001_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
  up();
  const auto tried = dry_run_down(a_run(), folder(), {});
  ASSERT_EQ(tried.size(), 1U);
  EXPECT_EQ(tried[0].verdict, DryRunResult::Verdict::passed);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NOT NULL"), "t");
  EXPECT_EQ(history(), "001 applied");
}

class Prisma : public Down {
 protected:
  void SetUp() override {
    Down::SetUp();
    layout_ = "prisma";
    write("migration_lock.toml", "provider = \"postgresql\"\n");
    write("20250101_users/migration.sql", "CREATE TABLE users (id int);\n");
    write("20250101_users/down.sql", "DROP TABLE users;\n");
    write("20250102_name/migration.sql", "ALTER TABLE users ADD COLUMN name text;\n");
    write("20250102_name/down.sql", "ALTER TABLE users DROP COLUMN name;\n");
  }
  [[nodiscard]] std::string prisma_rows() const {
    return value(
        "SELECT coalesce(string_agg(concat_ws(' ', migration_name, applied_steps_count, finished_at >= started_at,"
        " rolled_back_at IS NULL, logs IS NULL), ', ' ORDER BY started_at), '') FROM _prisma_migrations");
  }
};

TEST_F(Prisma, FindsItsRecordAsItsOwnRunWouldHaveLeftIt) {
  up();
  EXPECT_EQ(prisma_rows(), "20250101_users 1 t t t, 20250102_name 1 t t t");
  EXPECT_EQ(value("SELECT checksum FROM _prisma_migrations WHERE migration_name = '20250101_users'"),
            base::sha256("CREATE TABLE users (id int);\n"));
  EXPECT_EQ(value("SELECT bool_and(id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$') "
                  "FROM _prisma_migrations"),
            "t");
  EXPECT_EQ(value("SELECT count(*) FROM _migration_history h JOIN _prisma_migrations p ON p.id = h.other_id"), "2");
  down();
  EXPECT_EQ(prisma_rows(), "20250101_users 1 t t t");
  EXPECT_EQ(up().applied, std::vector<std::string>{"20250102_name"});
}

TEST_F(Prisma, LeavesNoTraceOfAFailure) {
  write("20250102_name/migration.sql", "ALTER TABLE users ADD COLUMN name nonsense;\n");
  error_of([&] { up(); });
  EXPECT_EQ(prisma_rows(), "20250101_users 1 t t t");
}

TEST_F(Prisma, HistoryCountsAsApplied) {
  auto session = connect();
  make_history(session, "prisma");
  session.execute("CREATE TABLE users (id int)");
  session.query(
      "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)"
      " VALUES ('a', $1, now(), '20250101_users', now(), 1)",
      {base::sha256("CREATE TABLE users (id int);\r\n")});
  EXPECT_EQ(up().applied, std::vector<std::string>{"20250102_name"});
  EXPECT_EQ(down({.all = true}).undone, (std::vector<std::string>{"20250102_name", "20250101_users"}));
  EXPECT_EQ(value("SELECT count(*) FROM _prisma_migrations"), "0");
  EXPECT_EQ(up().applied.size(), 2U);
}

TEST_F(Prisma, FailureBlocksAsItDoesForPrisma) {
  auto session = connect();
  make_history(session, "prisma");
  session.execute(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ('a', 'x', '20250101_users', "
      "'broke')");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::migration);
  EXPECT_NE(error.message().find("20250101_users"), std::string::npos);
}

// The checksums that Prisma has for the file, or for another one, in its table.
TEST_F(Prisma, ChecksumCountsLineEndsOfEitherKindAsEqual) {
  const std::string text = "CREATE TABLE users (id int);\n";
  const auto state_with = [&](const std::string& stored) {
    auto session = connect();
    session.execute("DROP TABLE IF EXISTS _prisma_migrations");
    make_history(session, "prisma");
    session.query(
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name)"
        " VALUES ('a', $1, now(), '20250101_users')",
        {base::sha256(stored)});
    return std::string(word(read_status(session, "public", folder()).lines.at(0).standing));
  };
  EXPECT_EQ(state_with(text), "applied");
  EXPECT_EQ(state_with("CREATE TABLE users (id int);\r\n"), "applied");
  EXPECT_EQ(state_with("\xEF\xBB\xBF" + text), "applied");
  EXPECT_EQ(state_with("CREATE TABLE users (id int);"), "changed");
}

}  // namespace apply
