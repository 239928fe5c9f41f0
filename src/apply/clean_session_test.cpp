// What a file leaves in its session does not reach the next one, however it came there.
#include "apply/down.h"
#include "apply/scene_test.h"

namespace apply {

class CleanSession : public Scene {
 protected:
  // Functions that do what no word in the file tells of, and one thing of each kind for them to hide.
  void prepare() const {
    connect().execute(R"(
CREATE SCHEMA other;
CREATE TABLE stage (i int); CREATE TABLE other.stage (i int);
CREATE FUNCTION make_temp() RETURNS int LANGUAGE plpgsql AS
  $f$ BEGIN EXECUTE 'CREATE TEMP ' || 'TABLE stage (i int)'; RETURN 1; END $f$;
CREATE FUNCTION go_elsewhere() RETURNS int LANGUAGE plpgsql AS
  $f$ BEGIN PERFORM set_config('search_path', 'other', false); RETURN 1; END $f$;
CREATE PROCEDURE make_temp_too() LANGUAGE plpgsql AS $f$ BEGIN PERFORM make_temp(); END $f$;
CREATE TABLE log (i int, j int DEFAULT go_elsewhere());
CREATE FUNCTION on_log() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN PERFORM make_temp(); RETURN NULL; END $f$;
CREATE TABLE watched (i int);
CREATE TRIGGER on_log AFTER INSERT ON watched EXECUTE FUNCTION on_log();
)");
  }

  static constexpr std::string_view ways[] = {
      "DO $$ BEGIN CREATE TEMP TABLE stage (i int); END $$;",
      "DO $$ BEGIN EXECUTE format('CREATE %s TABLE stage (i int)', 'TEMPORARY'); END $$;",
      "CREATE TABLE pg_temp.stage (i int);",
      "CREATE TEMP TABLE stage (i int);",
      "SELECT 1 AS i INTO TEMP stage;",
      "CREATE TEMP VIEW stage AS SELECT 1 AS i;",
      "CALL make_temp_too();",
      "SELECT make_temp();",
      "INSERT INTO stage SELECT make_temp();",
      "WITH made AS MATERIALIZED (SELECT make_temp() AS i) INSERT INTO stage SELECT i FROM made;",
      "INSERT INTO log VALUES (1);",
      "INSERT INTO watched VALUES (1);",
      "SELECT go_elsewhere();",
      "SET search_path = other;",
      "SET SESSION search_path TO other;",
      "SELECT set_config('search' || '_path', 'other', false);",
      "DO $$ BEGIN PERFORM set_config('search_path', 'other', false); END $$;",
      "UPDATE pg_catalog.pg_settings SET setting = 'other' WHERE name = 'search_path';",
  };
};

TEST_F(CleanSession, TheNextFileOfUpMeansWhatItSays) {
  for (const auto way : ways) {
    SCOPED_TRACE(way);
    connect().execute("DROP SCHEMA IF EXISTS public, other CASCADE; CREATE SCHEMA public");
    prepare();
    write("001_a.sql", way);
    write("002_b.sql", "ALTER TABLE stage ADD COLUMN added int;");
    EXPECT_NO_THROW(up());
    EXPECT_EQ(value("SELECT string_agg(attrelid::regclass::text, ' ') FROM pg_attribute WHERE attname = 'added'"),
              "stage");
  }
}

TEST_F(CleanSession, TheNextFileOfADryRunMeansWhatItSays) {
  prepare();
  for (const auto way : ways) {
    SCOPED_TRACE(way);
    write("001_a.sql", way);
    write("002_b.sql", "DO $$ BEGIN ASSERT 'stage'::regclass = 'public.stage'::regclass; END $$;");
    const auto tried = dry_run(a_run(), folder(), {});
    ASSERT_EQ(tried.size(), 2U);
    EXPECT_FALSE(tried[1].failure) << tried[1].failure->message();
  }
}

TEST_F(CleanSession, TheNextUndoDropsWhatItSays) {
  prepare();
  write("001_a.sql", "CREATE TABLE t (i int); CREATE TABLE other.t (i int);");
  write("rollbacks/001_a_rollback.sql", "DROP TABLE t;");
  write("002_b.sql", "CREATE TABLE u (i int);");
  write("rollbacks/002_b_rollback.sql", "DROP TABLE u; SELECT go_elsewhere();");
  up();
  down(a_run(), folder(), {.request = {.all = true}});
  EXPECT_EQ(value("SELECT concat(to_regclass('public.t'), to_regclass('other.t'))"), "other.t");
}

TEST_F(CleanSession, NothingElseIsLeftEither) {
  write("001_a.sql",
        "SET app.me = 'me'; SELECT pg_advisory_lock(7); PREPARE p AS SELECT 1; LISTEN news;\n"
        "CREATE SEQUENCE s; SELECT nextval('s'); SELECT setseed(0.5); CREATE TABLE r AS SELECT random() AS x;\n"
        "SET default_transaction_isolation = 'serializable'; SET lock_timeout = '7s'; SET SESSION AUTHORIZATION "
        "pg_monitor;");
  write(
      "002_b.sql",
      "CREATE TABLE found AS SELECT current_setting('app.me', true) AS app, current_user = session_user AS me,\n"
      " (SELECT count(*) FROM pg_prepared_statements) AS prepared, (SELECT count(*) FROM pg_listening_channels()) AS "
      "heard,\n"
      " (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks,\n"
      " current_setting('transaction_isolation') AS isolation, current_setting('lock_timeout') AS lock_timeout,\n"
      " current_setting('client_connection_check_interval') AS checks, random() AS x;");
  write("003_c.sql", "SELECT setseed(0.5); SELECT random();");
  write("004_d.sql", "CREATE TABLE again AS SELECT random() AS x;");
  up();
  EXPECT_EQ(value("SELECT concat_ws(' ', app IS NULL, me, prepared, heard, locks, isolation, lock_timeout, checks)"
                  " FROM found"),
            "t t 0 0 0 read committed 200ms 1s");
  EXPECT_EQ(
      value("SELECT count(DISTINCT x) FROM (TABLE r UNION ALL SELECT x FROM found UNION ALL TABLE again) all_of"),
      "3");
}

TEST_F(CleanSession, DefaultsGivenToADatabaseHoldFromTheNextFileOn) {
  connect().execute("CREATE SCHEMA app");
  write("001_a.sql", "ALTER DATABASE " + name() + " SET search_path = app;");
  write("002_b.sql", "CREATE TABLE t (i int);");
  up();
  EXPECT_EQ(value("SELECT to_regclass('app.t') IS NOT NULL"), "t");
}

// A new connection for every file costs more than most files do.
TEST_F(CleanSession, StaysOneConnectionWhereNothingCanBeHidden) {
  write("001_a.sql", "CREATE TABLE pids (pid int); INSERT INTO pids VALUES (pg_backend_pid());");
  write("002_b.sql", "SET search_path = public; INSERT INTO pids VALUES (pg_backend_pid());");
  write("003_c.sql", "CREATE TEMP TABLE x (i int); INSERT INTO pids VALUES (pg_backend_pid());");
  up();
  EXPECT_EQ(value("SELECT count(DISTINCT pid) FROM pids"), "1");
  connect().execute("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  write("004_d.sql", "INSERT INTO pids VALUES (pg_backend_pid());");
  write("005_e.sql", "INSERT INTO pids VALUES (pg_backend_pid());");
  up();
  EXPECT_EQ(value("SELECT count(DISTINCT pid) FROM pids"), "3");
}

}  // namespace apply
