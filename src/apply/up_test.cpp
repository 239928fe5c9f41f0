#include "apply/up.h"

#include <thread>

#include "apply/lease.h"
#include "apply/scene_test.h"
#include "base/error.h"
#include "journal/events/lock_taken.h"

namespace apply {

class Up : public Scene {};

TEST_F(Up, AppliesWhatIsPendingInOrderAndRecordsIt) {
  write("001_users.sql", "CREATE TABLE users (id int);");
  write("002_more.sql", "ALTER TABLE users ADD COLUMN name text;\nINSERT INTO users VALUES (1, 'a');");
  const auto result = up();
  EXPECT_EQ(result.applied, (std::vector<std::string>{"001_users", "002_more"}));
  EXPECT_EQ(history(), "001 applied, 002 applied");
  EXPECT_EQ(
      value("SELECT concat_ws(' ', name, transactional, statements_total, statements_done, sql_text LIKE 'ALTER%',"
            " finished_at >= started_at, duration_ms >= 0, lease_token, error IS NULL, length(checksum))"
            " FROM _migration_history WHERE version = '002'"),
      "002_more t 2 2 t t t 1 t 64");
  EXPECT_EQ(value("SELECT string_agg(action, ',' ORDER BY id) FROM _migration_audit_log"),
            "lock.taken,migration.applied,migration.applied");
  EXPECT_EQ(value("SELECT expires_at <= clock_timestamp() FROM _migration_locks"), "t");
  EXPECT_EQ(kinds(), (std::vector<std::string>{"lock.taken", "migration.began", "migration.applied",
                                               "migration.began", "migration.applied", "lock.released"}));
  EXPECT_TRUE(up().applied.empty());
}

TEST_F(Up, EveryEventNamesTheDatabase) {
  write("001_users.sql", "CREATE TABLE users (id int);");
  write("002_more.sql", "CREATE INDEX CONCURRENTLY users_id ON users (id);");
  write("003_less.sql", "DROP TABLE users;");
  up();
  auto session = connect();
  const auto here = pg::identity_of(session);
  const auto events = journal_->read();
  EXPECT_GE(events.size(), 10U);
  for (const auto& event : events) EXPECT_EQ(event.database, here) << event.kind;
}

TEST_F(Up, TargetAndStepsBoundIt) {
  for (const auto* name : {"001_a.sql", "002_b.sql", "003_c.sql"}) write(name, "SELECT 1;");
  EXPECT_EQ(up({.steps = 1}).applied, std::vector<std::string>{"001_a"});
  EXPECT_EQ(up({.target = "002_b"}).applied, std::vector<std::string>{"002_b"});
  EXPECT_TRUE(up({.target = "002_b"}).applied.empty());
  EXPECT_EQ(history(), "001 applied, 002 applied");
}

TEST_F(Up, LeavesNothingOfAFailureAndNamesItsPlace) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  write("002_b.sql", "-- Description: é is two bytes\nCREATE TABLE b (id int);\n\nSELECT 'é',\n  nonsense FROM a;\n");
  write("003_c.sql", "CREATE TABLE c (id int);");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::server);
  EXPECT_EQ(error.message(), "002_b failed: column \"nonsense\" does not exist");
  ASSERT_TRUE(error.place());
  EXPECT_EQ(error.place()->line, 5);
  EXPECT_EQ(error.place()->column, 3);
  EXPECT_EQ(error.place()->text, "  nonsense FROM a;");
  EXPECT_EQ(error.sqlstate(), "42703");
  EXPECT_EQ(fact(error, "statement"), "2 of 2, SELECT");
  EXPECT_EQ(fact(error, "kept"), "nothing: the whole migration was rolled back");
  EXPECT_EQ(fact(error, "applied before it"), "001_a");
  EXPECT_EQ(value("SELECT concat(to_regclass('b'), to_regclass('c'))"), "");
  EXPECT_EQ(history(), "001 applied, 002 failed");
  EXPECT_NE(value("SELECT error FROM _migration_history WHERE state = 'failed'").find("nonsense"), std::string::npos);

  write("002_b.sql", "CREATE TABLE b (id int);");
  EXPECT_EQ(up().applied, (std::vector<std::string>{"002_b", "003_c"}));
  EXPECT_EQ(history(), "001 applied, 002 failed, 002 applied, 003 applied");
}

TEST_F(Up, TellsThatADeferredConstraintSpokeAtTheCommit) {
  write("001_a.sql",
        "CREATE TABLE p (id int PRIMARY KEY);\n"
        "CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (1);");
  const auto error = error_of([&] { up(); });
  EXPECT_TRUE(error.message().starts_with("001_a failed at its COMMIT")) << error.message();
  EXPECT_EQ(error.sqlstate(), "23503");
  EXPECT_EQ(value("SELECT to_regclass('p') IS NULL"), "t");
  EXPECT_EQ(history(), "001 failed");
}

TEST_F(Up, RunsAFileWrappedInItsOwnTransactionInOurs) {
  write("001_a.sql",
        "BEGIN ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE a AS SELECT current_setting('transaction_isolation') AS "
        "i;\nCOMMIT;");
  up();
  EXPECT_EQ(value("SELECT i FROM a"), "serializable");
  EXPECT_EQ(history(), "001 applied");
}

TEST_F(Up, RefusesTransactionControlInTheMiddleBeforeAnythingRuns) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  write("002_b.sql", "CREATE TABLE b (id int);\nCOMMIT;\nCREATE TABLE c (id int);");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::sql_refused);
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_NE(error.hint().find("-- lockkeeper: no transaction"), std::string::npos);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL AND to_regclass('_migration_history') IS NULL"), "t");
}

TEST_F(Up, RecordsAnEmptyMigrationWithAWarning) {
  write("001_a.sql", "-- nothing yet\n");
  EXPECT_EQ(up().applied.size(), 1U);
  EXPECT_TRUE(noted("warning: 001_a holds no statement"));
  EXPECT_EQ(history(), "001 applied");
}

TEST_F(Up, RefusesTwoFilesOfOneVersion) {
  write("001_a.sql", "SELECT 1;");
  write("001_b.sql", "SELECT 1;");
  EXPECT_EQ(error_of([&] { up(); }).code(), Code::migration);
  EXPECT_EQ(value("SELECT to_regclass('_migration_history') IS NULL"), "t");
}

TEST_F(Up, RefusesAChangedAndAVanishedFile) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  write("002_b.sql", "CREATE TABLE b (id int);");
  up({.steps = 1});
  write("001_a.sql", "CREATE TABLE a (id bigint);");
  const auto changed = error_of([&] { up(); });
  EXPECT_EQ(changed.code(), Code::migration);
  EXPECT_NE(changed.message().find("001_a"), std::string::npos);
  std::filesystem::remove(file("001_a.sql"));
  const auto missing = error_of([&] { up(); });
  EXPECT_EQ(missing.code(), Code::migration);
  EXPECT_NE(missing.message().find("001_a"), std::string::npos);
  EXPECT_EQ(history(), "001 applied");
}

TEST_F(Up, TakesLineEndsAsTheyCome) {
  write("001_a.sql", "CREATE TABLE a (id int);\nSELECT 1;\n");
  up();
  write("001_a.sql",
        "\xEF\xBB\xBF"
        "CREATE TABLE a (id int);\r\nSELECT 1;\r\n");
  write("002_b.sql", "SELECT 1;");
  EXPECT_EQ(up().applied, std::vector<std::string>{"002_b"});
}

TEST_F(Up, SetsTheTimeoutsAndLetsAMigrationChangeThem) {
  write("001_a.sql",
        "CREATE TABLE a AS SELECT current_setting('lock_timeout') AS l, current_setting('statement_timeout') AS s;");
  write("002_b.sql",
        "SET lock_timeout = '7s'; SET search_path = pg_catalog;\nCREATE TABLE public.b AS SELECT "
        "current_setting('lock_timeout') AS l;");
  write("003_c.sql",
        "CREATE TABLE c AS SELECT current_setting('lock_timeout') AS l, current_setting('search_path') AS p;");
  up();
  EXPECT_EQ(value("SELECT l || ' ' || s FROM a"), "200ms 5min");
  EXPECT_EQ(value("SELECT l FROM b"), "7s");
  EXPECT_EQ(value("SELECT l || ' ' || p FROM c"), "200ms \"$user\", public");
}

TEST_F(Up, RecordsAlsoWhereAMigrationSetsItsRole) {
  auto session = connect();
  session.execute(
      "DROP ROLE IF EXISTS apply_owner; CREATE ROLE apply_owner; GRANT CREATE ON SCHEMA public TO apply_owner");
  write("001_a.sql", "SET ROLE apply_owner;\nCREATE TABLE a (id int);");
  write("002_b.sql", "CREATE TABLE b (id int);");
  up();
  EXPECT_EQ(
      value("SELECT string_agg(tableowner, ' ' ORDER BY tablename) FROM pg_tables WHERE tablename IN ('a', 'b')"),
      "apply_owner postgres");
  session.execute("DROP OWNED BY apply_owner; DROP ROLE apply_owner");
}

TEST_F(Up, TriesAgainUntilTheLockIsFreeAndNamesWhoIsInTheWay) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  up();
  write("002_b.sql", "ALTER TABLE a ADD COLUMN n int;");
  auto other = connect();
  other.execute("BEGIN; SELECT * FROM a");
  std::jthread release([&] {
    eventually([&] { return noted("in the way: backend"); });
    other.execute("COMMIT");
  });
  EXPECT_EQ(up().applied, std::vector<std::string>{"002_b"});
  EXPECT_TRUE(noted("next try in"));
  EXPECT_EQ(history(), "001 applied, 002 applied");
}

TEST_F(Up, GivesUpOnALockAtTheDeadline) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  up();
  write("002_b.sql", "CREATE TABLE b (id int);\nALTER TABLE a ADD COLUMN n int;");
  auto other = connect();
  other.execute("BEGIN; SELECT * FROM a");
  auto patient = a_run();
  patient.lock_retry = 500ms;
  const auto error = error_of([&] { apply::up(patient, folder(), {}); });
  EXPECT_EQ(error.sqlstate(), "55P03");
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(history(), "001 applied, 002 failed");
  EXPECT_EQ(value("SELECT to_regclass('b') IS NULL"), "t");
}

TEST_F(Up, AsksBeforeAnythingIsMade) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  const auto one = a_run();
  const auto result =
      apply::up(one, folder(), {.confirm = [](const Pending& pending) { return pending.migrations.size() != 1; }});
  EXPECT_TRUE(result.declined);
  EXPECT_EQ(value("SELECT to_regclass('_migration_history') IS NULL"), "t");
}

TEST_F(Up, StopsBetweenTwoMigrationsAndSaysWhatWasDone) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  write("002_b.sql", "CREATE TABLE b (id int);");
  std::stop_source stop;
  auto one = a_run();
  one.stop = stop.get_token();
  one.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::done) stop.request_stop();
  };
  const auto error = error_of([&] { apply::up(one, folder(), {}); });
  EXPECT_EQ(error.code(), Code::stopped);
  EXPECT_EQ(fact(error, "applied"), "001_a");
  EXPECT_EQ(fact(error, "not applied"), "002_b");
  EXPECT_EQ(history(), "001 applied");
  EXPECT_EQ(value("SELECT expires_at <= clock_timestamp() FROM _migration_locks"), "t");
  EXPECT_EQ(up().applied, std::vector<std::string>{"002_b"});
}

TEST_F(Up, StopsWithinAMigrationAndLeavesItsBackendIdle) {
  write("001_a.sql", "CREATE TABLE a (id int);\nSELECT pg_sleep(60);");
  std::stop_source stop;
  auto one = a_run();
  one.stop = stop.get_token();
  std::jthread stopper([&] {
    eventually([&] {
      return value(
                 "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%' AND state = 'active'"
                 " AND pid <> pg_backend_pid()") == "1";
    });
    stop.request_stop();
  });
  const auto error = error_of([&] { apply::up(one, folder(), {}); });
  EXPECT_EQ(error.code(), Code::stopped);
  EXPECT_EQ(error.message(), "stopped while 001_a was being applied");
  EXPECT_EQ(value("SELECT count(*) FROM _migration_history"), "0");
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
  EXPECT_TRUE(eventually([&] {
    return value(
               "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'lockkeeper/%' AND datname = "
               "current_database()") == "0";
  }));
}

TEST_F(Up, AsksTheHistoryWhenTheConnectionIsLost) {
  write("001_a.sql", "CREATE TABLE a (id int);\nSELECT pg_advisory_lock(77);");
  auto gate = connect();
  gate.execute("SELECT pg_advisory_lock(77)");
  std::jthread killer([&] {
    eventually([&] { return somebody_waits(); });
    connect().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'lockkeeper/% work %'"
        " AND datname = current_database()");
  });
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::connection);
  EXPECT_EQ(fact(error, "kept"), "nothing: the whole migration was rolled back");
  killer.join();
  gate.execute("SELECT pg_advisory_unlock(77)");
  EXPECT_EQ(up().applied, std::vector<std::string>{"001_a"});
}

TEST_F(Up, EndsWhatAKilledRunLeftOnTheServer) {
  const auto mark = fmt::format("work {:08x}", static_cast<unsigned long long>(lock_key("public")) & 0xffffffffU);
  auto left = pg::Session({.target = url(), .application_name = "lockkeeper/20200101-000000-dead " + mark});
  auto other_history =
      pg::Session({.target = url(), .application_name = "lockkeeper/20200101-000000-live work 00000000"});
  left.execute("BEGIN; CREATE TABLE a (id int)");
  write("001_a.sql", "CREATE TABLE a (id int);");
  EXPECT_EQ(up().applied.size(), 1U);
  EXPECT_TRUE(noted("ending what an earlier run left on the server"));
  EXPECT_EQ(error_of([&] { left.execute("COMMIT"); }).code(), Code::connection);
  other_history.execute("SELECT 1");
}

TEST_F(Up, ShowsWhatTheServerWarnsOf) {
  write("001_a.sql", "DO $$ BEGIN RAISE WARNING 'careful'; RAISE NOTICE 'hm'; END $$;");
  up();
  EXPECT_TRUE(noted("the server warns: careful"));
  EXPECT_FALSE(noted("hm"));
}

TEST(Standby, IsRefused) {
  const base::TemporaryFolder home("lockkeeper-apply-test");
  std::filesystem::permissions(home.path(), std::filesystem::perms(0755));  // the server may run as another user
  const auto data = home.path() / "server";
  {
    const pg::TemporaryServer primary({.folder = data});
  }
  std::filesystem::path inside = data;
  if (!std::filesystem::exists(inside / "PG_VERSION")) inside /= "data";
  base::write_file(inside / "standby.signal", "", 0644);
  const pg::TemporaryServer standby({.folder = data});
  base::write_file(home.path() / "migrations/001_a.sql", "SELECT 1;");
  journal::Journal journal(home.path() / "journal.db");
  config::Migrations settings;
  settings.dir = home.path() / "migrations";
  const auto run = make_run({.target = standby.url()}, {}, journal);
  const auto error = error_of([&] { apply::up(run, migration::read_folder(settings), {}); });
  EXPECT_EQ(error.code(), Code::server);
  EXPECT_NE(error.message().find("is a standby"), std::string::npos) << error.message();
}

TEST_F(Up, RefusesAnotherToolsHistoryTable) {
  connect().execute("CREATE TABLE _migration_history (id int, name text)");
  write("001_a.sql", "SELECT 1;");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.code(), Code::configuration);
  EXPECT_NE(error.hint().find("under [history]"), std::string::npos);
}

TEST_F(Up, KeepsItsHistoryInASchemaOfItsOwn) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  auto one = a_run();
  one.schema = "Lock Keeper";
  EXPECT_EQ(apply::up(one, folder(), {}).applied.size(), 1U);
  EXPECT_TRUE(apply::up(one, folder(), {}).applied.empty());
  EXPECT_EQ(value("SELECT count(*) FROM \"Lock Keeper\"._migration_history"), "1");
  EXPECT_EQ(value("SELECT to_regclass('public._migration_history') IS NULL"), "t");
}

TEST_F(Up, BringsTheJournalUpToTheHistoryOfAKilledRun) {
  write("001_a.sql", "CREATE TABLE a (id int);");
  auto first = a_run();
  apply::up(first, folder(), {});
  // A journal that knows the run, and lost what was queued when the process was killed.
  journal::Journal torn(home_.path() / "torn.db");
  torn.append(event(first, journal::LockTaken{.token = 1}));
  const auto next = a_run(torn);
  apply::up(next, folder(), {});
  torn.flush();
  const auto events = torn.read({.kind = "migration.applied"});
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].run, first.id);
  EXPECT_EQ(events[0].data.value("recovered", false), true);
  EXPECT_EQ(events[0].data.value("name", ""), "001_a");
}

TEST_F(Up, AddsTheColumnsThatOlderTablesLack) {
  write("001_a.sql", "SELECT 1;");
  up();
  connect().execute("ALTER TABLE _migration_history DROP COLUMN undo_done");
  write("002_b.sql", "SELECT 1;");
  EXPECT_EQ(up().applied, std::vector<std::string>{"002_b"});
  EXPECT_EQ(value("SELECT count(*) FROM pg_attribute WHERE attrelid = '_migration_history'::regclass AND attname = "
                  "'undo_done'"),
            "1");
}

}  // namespace apply
