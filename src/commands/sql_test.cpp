#include <gtest/gtest.h>

#include "commands/judgement.h"
#include "commands/sql_functions.h"
#include "pg/session.h"
#include "pg/shared_server_test.h"

namespace commands {

static std::string tell(const std::string& sql) {
  Surroundings surroundings;
  const auto judgement = judge_sql(sql, 1, surroundings);
  const auto* worst = judgement.worst();
  if (!worst) return "nothing";
  const auto why = worst->why();
  return std::string(name(worst->effect)) + (why.empty() ? "" : ": " + why);
}

TEST(SqlJudgement, KnowsWhatOnlyReads) {
  for (const char* text : {"SELECT 1",
                           "SELECT count(*), now(), pg_size_pretty(pg_database_size(current_database())) FROM orders",
                           "SHOW all",
                           "TABLE t",
                           "EXPLAIN DELETE FROM orders",
                           "EXPLAIN ANALYZE SELECT 1",
                           "EXPLAIN (ANALYZE false) DELETE FROM orders",
                           "EXPLAIN VERBOSE DELETE FROM orders",
                           "EXPLAIN (COSTS, FORMAT json) DELETE FROM orders",
                           "BEGIN; SELECT 1; ROLLBACK",
                           "DO $$ BEGIN RAISE NOTICE '%', (SELECT count(*) FROM orders); END $$",
                           "DO $$ DECLARE n bigint; BEGIN SELECT count(*) INTO n FROM orders; IF n > 5 THEN RAISE "
                           "EXCEPTION 'too many: %', n; END IF; END $$",
                           "DO $$ DECLARE r record; n int := 0; BEGIN FOR r IN SELECT * FROM orders LOOP n := n + 1; "
                           "END LOOP; ASSERT n < 10, 'many'; END $$",
                           "DO $$ BEGIN PERFORM 1 FROM pg_stat_activity WHERE state = 'active'; IF NOT FOUND THEN "
                           "RAISE NOTICE 'none'; END IF; END $$",
                           "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$",
                           "DO $$ BEGIN RAISE NOTICE 'begun'; END $$",
                           "DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; CLOSE c; END $$",
                           "COPY orders TO STDOUT",
                           "WITH a AS (SELECT 1) SELECT * FROM a",
                           "SELECT 'DROP TABLE x' -- TRUNCATE y",
                           "\\d orders\nSELECT 1",
                           "\\timing\n\\x on\nSELECT 1;",
                           "PREPARE p AS SELECT 1; EXECUTE p",
                           "SELECT * FROM pg_stat_activity",
                           "SELECT pg_sleep(1)",
                           "SELECT gen_random_uuid()",
                           "SELECT a[1:2] FROM t",
                           "SELECT x::text FROM t",
                           "VALUES (1)",
                           ""}) {
    const auto said = tell(text);
    EXPECT_TRUE(said == "reads" || said == "nothing") << text << ": " << said;
  }
}

TEST(SqlJudgement, KnowsWhatIsTheSessionsOwn) {
  for (const char* text :
       {"CREATE TEMP TABLE seen (id int); INSERT INTO seen SELECT id FROM orders; DROP TABLE seen",
        "SET statement_timeout = '1s'; SELECT 1",
        "CREATE TEMP TABLE t AS SELECT 1; CREATE INDEX ON t (a); TRUNCATE t; UPDATE t SET a = 1; DELETE FROM t",
        "DISCARD ALL", "DECLARE c CURSOR FOR SELECT 1; FETCH c; CLOSE c"}) {
    EXPECT_EQ(tell(text), "own") << text;
  }
}

TEST(SqlJudgement, AsksWhereANameMayStandForAnotherTableAgain) {
  for (const char* text :
       {"BEGIN; CREATE TEMP TABLE u AS SELECT 1 AS id; ROLLBACK; DELETE FROM u",
        "BEGIN; SAVEPOINT a; CREATE TEMP TABLE u (id int); ROLLBACK TO a; TRUNCATE u; COMMIT",
        "CREATE TEMP TABLE IF NOT EXISTS u (id int);\n\\c other\nDELETE FROM u;",
        "CREATE TEMP TABLE u (id int); DISCARD ALL; DELETE FROM u",
        "CREATE TEMP TABLE u (id int); DROP TABLE u; DROP TABLE u",
        "CREATE TEMP TABLE u (id int); DO $$ BEGIN DROP TABLE u; DROP TABLE u; END $$",
        "CREATE TEMP TABLE u (id int); DO $$ BEGIN FOR i IN 1..2 LOOP DELETE FROM u; DROP TABLE u; "
        "END LOOP; END $$",
        "DO $$ BEGIN IF false THEN CREATE TEMP TABLE u (id int); END IF; DELETE FROM u; END $$",
        "CREATE TEMP TABLE u (id int) ON COMMIT DROP; TRUNCATE u",
        "CREATE TEMP TABLE u ON COMMIT DROP AS SELECT 1; TRUNCATE u",
        "CREATE TEMP TABLE p (id int) PARTITION BY LIST (id); CREATE TEMP TABLE u PARTITION OF p "
        "DEFAULT; DROP TABLE p; DELETE FROM u",
        "CREATE TEMP TABLE p (id int); CREATE TEMP TABLE u () INHERITS (p); DROP TABLE p CASCADE; "
        "DELETE FROM u",
        "CREATE TEMP TABLE u (id int); SET search_path = public, pg_temp; DELETE FROM u",
        "CREATE TEMP TABLE u (id int); SELECT set_config('search_path', 'public,pg_temp', false); "
        "DELETE FROM u",
        "\\if :x\nCREATE TEMP TABLE u (id int);\n\\endif\nDELETE FROM u;",
        "\\unset ON_ERROR_STOP\nCREATE TEMP TABLE u AS SELECT nope FROM v;\nDELETE FROM u;",
        "CREATE TEMP TABLE u (id int); DELETE FROM public.u"}) {
    const auto said = tell(text);
    EXPECT_TRUE(said.starts_with("destroys")) << text << ": " << said;
  }
}

TEST(SqlJudgement, AsksWhereANameMayStandForAnotherPreparedStatement) {
  for (const char* text :
       {"PREPARE p AS SELECT 1; DEALLOCATE p; PREPARE p AS DELETE FROM u; EXECUTE p",
        "PREPARE p AS SELECT 1; DEALLOCATE ALL; EXECUTE p", "PREPARE p AS SELECT 1; DISCARD ALL; EXECUTE p",
        "PREPARE p AS SELECT 1;\n\\c other\nEXECUTE p;",
        "PREPARE p AS SELECT 1; PREPARE p AS DELETE FROM u; EXECUTE p",
        "\\set ON_ERROR_STOP off\nPREPARE p AS DELETE FROM u; PREPARE p AS SELECT 1; EXECUTE p"}) {
    EXPECT_EQ(tell(text), "unknown: what the prepared statement p does is not known") << text;
  }
}

TEST(SqlJudgement, LooksBehindACopy) {
  for (const char* text :
       {"COPY (SELECT 1 WHERE 'stdin' = 'stdin') TO STDOUT;\nDROP TABLE u;", "COPY stdin TO STDOUT;\nDROP TABLE u;",
        "COPY u (stdin) TO STDOUT;\nDROP TABLE u;", "COPY u TO STDOUT; -- FROM STDIN\nDROP TABLE u;",
        "CREATE TEMP TABLE x (a int); COPY x FROM STDIN;\n1\n\\.\nDROP TABLE u;",
        "CREATE TEMP TABLE x (a text); COPY x FROM STDIN;\n\\.x\n/*\n\\.\nDROP TABLE u; --*/"}) {
    const auto said = tell(text);
    EXPECT_TRUE(said.starts_with("destroys")) << text << ": " << said;
  }
  for (const char* text : {"CREATE TEMP TABLE x (a text); COPY x FROM STDIN; SELECT 1;\n/*\n\\.\nDROP TABLE u; --*/",
                           "CREATE TEMP TABLE x (a text); COPY x FROM STDIN \\g\n/*\n\\.\nDROP TABLE u; --*/",
                           "CREATE TEMP TABLE x (a text); COPY x FROM STDIN;\n1\n2\n"}) {
    const auto said = tell(text);
    EXPECT_TRUE(said.starts_with("unknown")) << text << ": " << said;
  }
  EXPECT_EQ(tell("CREATE TEMP TABLE x (a text); COPY x FROM STDIN;\nDROP TABLE u;\n\\.\nSELECT 1;"), "own");
}

TEST(SqlJudgement, KnowsFunctionsByTheirSchema) {
  for (const char* text : {"SELECT app.digest()", "SELECT app.lower('a')", "SELECT public.pg_sleep(1)",
                           "SELECT app.pg_stat_get_numbackends(1)", "SELECT public.pg_stat_get_all()",
                           "SELECT app.similarity('a', 'b')", "SELECT app.gen_random_uuid()"}) {
    EXPECT_TRUE(tell(text).starts_with("unknown")) << text;
  }
  for (const char* text :
       {"SELECT digest('a', 'md5')", "SELECT public.digest('a', 'md5')", "SELECT extensions.uuid_generate_v4()",
        "SELECT pg_catalog.pg_sleep(1)", "SELECT pg_stat_get_numbackends(1)", "SELECT gen_random_uuid()"}) {
    EXPECT_EQ(tell(text), "reads") << text;
  }
}

TEST(SqlJudgement, KnowsWhatIsRolledBack) {
  for (const char* text :
       {"BEGIN; UPDATE orders SET paid = true WHERE id = 1; SELECT * FROM orders; ROLLBACK",
        "START TRANSACTION; DELETE FROM orders WHERE id = 1; SAVEPOINT a; ROLLBACK TO a; ABORT",
        "BEGIN; EXPLAIN (ANALYZE, BUFFERS) UPDATE orders SET paid = true WHERE id < 10; ROLLBACK;",
        "BEGIN;\n\\timing\nSELECT * FROM orders WHERE id = 1 FOR UPDATE;\n\\echo done\nROLLBACK;"}) {
    EXPECT_EQ(tell(text), "own") << text;
  }
}

TEST(SqlJudgement, DoubtsARollbackThatMayNotComeOrDoesNotUndoAll) {
  for (const char* text : {"BEGIN; DELETE FROM orders WHERE id = 1",
                           "BEGIN; DELETE FROM orders WHERE id = 1; COMMIT; ROLLBACK",
                           "DELETE FROM orders WHERE id = 1; BEGIN; ROLLBACK",
                           "BEGIN; ROLLBACK; DELETE FROM orders WHERE id = 1",
                           "BEGIN; DELETE FROM orders WHERE id = 1; END",
                           "BEGIN; DELETE FROM orders WHERE id = 1; ROLLBACK TO a; COMMIT",
                           "BEGIN; ROLLBACK AND CHAIN; DELETE FROM orders WHERE id = 1; COMMIT",
                           "BEGIN; DELETE FROM orders WHERE id = 1; PREPARE TRANSACTION 'x'; ROLLBACK",
                           "\\if :dry\nBEGIN;\n\\endif\nDELETE FROM orders WHERE id = 1;\nROLLBACK;",
                           "BEGIN;\nDELETE FROM orders WHERE id = 1;\n\\if :dry\nROLLBACK;\n\\endif\nCOMMIT;",
                           "BEGIN;\n\\c other\nDELETE FROM orders WHERE id = 1;\nROLLBACK;",
                           "BEGIN;\nSELECT 'COMMIT' \\gexec\nDELETE FROM orders WHERE id = 1;\nROLLBACK;",
                           "BEGIN; DELETE FROM orders; ROLLBACK",
                           "BEGIN; UPDATE orders SET id = nextval('s') WHERE id = 1; ROLLBACK",
                           "BEGIN; UPDATE orders SET id = f(id) WHERE id = 1; ROLLBACK",
                           "BEGIN; SELECT pg_advisory_lock(1); ROLLBACK",
                           "BEGIN; SELECT pg_notify('a', 'b'); ROLLBACK",
                           "BEGIN; NOTIFY a; ROLLBACK",
                           "BEGIN; SELECT dblink_exec('x', 'DELETE FROM y'); ROLLBACK",
                           "BEGIN; INSERT INTO orders VALUES (1); ROLLBACK",
                           "BEGIN; COPY orders TO PROGRAM 'sh'; ROLLBACK",
                           "BEGIN; CALL f(); ROLLBACK",
                           "BEGIN; DROP TABLE orders; ROLLBACK",
                           "BEGIN; WITH a AS (INSERT INTO b VALUES (1) RETURNING 1) SELECT * FROM a; ROLLBACK",
                           "BEGIN; WITH a AS (DELETE FROM b RETURNING 1) SELECT * FROM a; ROLLBACK"}) {
    const auto said = tell(text);
    EXPECT_TRUE(said.starts_with("unknown") || said.starts_with("changes") || said.starts_with("destroys"))
        << text << ": " << said;
  }
}

TEST(SqlJudgement, AsksAboutWhatExplainRuns) {
  for (const char* text :
       {"EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1", "EXPLAIN ANALYZE SELECT * INTO x FROM y",
        "EXPLAIN (ANALYZE) CREATE MATERIALIZED VIEW x AS SELECT 1", "EXPLAIN ANALYZE VERBOSE DELETE FROM x",
        "EXPLAIN (VERBOSE, ANALYZE true) INSERT INTO x VALUES (1)", "EXPLAIN (ANALYZE, BUFFERS) EXECUTE purge",
        "EXPLAIN (ANALYZE false, ANALYZE) DELETE FROM x", "EXPLAIN ANALYZE SELECT purge()",
        "BEGIN; EXPLAIN ANALYZE SELECT * INTO x FROM y; ROLLBACK",
        "EXPLAIN ANALYZE MERGE INTO a USING b ON a.i = b.i "
        "WHEN MATCHED THEN DELETE"}) {
    const auto said = tell(text);
    EXPECT_FALSE(said == "reads" || said == "own" || said == "nothing") << text << ": " << said;
  }
}

TEST(SqlJudgement, AsksAboutABlockThatDoesMoreThanRead) {
  for (const char* text : {"DO $$ BEGIN PERFORM purge(); END $$",
                           "DO $$ DECLARE a int := purge(); BEGIN NULL; END $$",
                           "DO $$ DECLARE a int; BEGIN a := purge(); END $$",
                           "DO $$ BEGIN IF purge() THEN NULL; END IF; END $$",
                           "DO $$ BEGIN RAISE NOTICE '%', purge(); END $$",
                           "DO $$ BEGIN ASSERT purge(); END $$",
                           "DO $$ BEGIN WHILE purge() LOOP NULL; END LOOP; END $$",
                           "DO $$ BEGIN FOR i IN 1..purge() LOOP NULL; END LOOP; END $$",
                           "DO $$ BEGIN CASE purge() WHEN 1 THEN NULL; END CASE; END $$",
                           "DO $$ BEGIN CASE WHEN purge() THEN NULL; ELSE NULL; END CASE; END $$",
                           "DO $$ BEGIN FOR i IN SELECT purge() LOOP NULL; END LOOP; END $$",
                           "DO $$ DECLARE a int; BEGIN FOREACH a IN ARRAY purge() LOOP NULL; END LOOP; END $$",
                           "DO $$ DECLARE c CURSOR FOR SELECT purge(); BEGIN OPEN c; END $$",
                           "DO $$ DECLARE c refcursor; BEGIN OPEN c FOR EXECUTE 'DELETE FROM a'; END $$",
                           "DO $$ DECLARE c refcursor; BEGIN OPEN c FOR SELECT purge(); END $$",
                           "DO $$ BEGIN EXECUTE 'SELECT 1' USING purge(); END $$",
                           "DO $$ BEGIN LOOP EXIT WHEN purge(); END LOOP; END $$",
                           "DO $$ BEGIN NULL; EXCEPTION WHEN others THEN PERFORM purge(); END $$",
                           "DO $$ BEGIN RAISE EXCEPTION USING message = purge(); END $$",
                           "DO $$ BEGIN COMMIT; END $$",
                           "DO $$ DECLARE a text := 'x'; BEGIN EXECUTE a; END $$",
                           "DO $$ BEGIN CALL purge(); END $$",
                           "DO $$ BEGIN DELETE FROM orders WHERE id = 1; END $$",
                           "DO LANGUAGE plpython3u $$ pass $$",
                           "DO $$ DECLARE a int[]; BEGIN a[purge()] := 1; END $$",
                           "DO $$ BEGIN BEGIN PERFORM purge(); END; END $$"}) {
    const auto said = tell(text);
    EXPECT_FALSE(said == "reads" || said == "own" || said == "nothing") << text << ": " << said;
  }
}

TEST(SqlJudgement, SaysWhatIsLost) {
  const std::vector<std::pair<const char*, const char*>> all{
      {"DROP TABLE orders_2019", "destroys: drops the table orders_2019"},
      {"DROP\nDATABASE shop", "destroys: drops the database shop"},
      {"ALTER TABLE orders DROP remark CASCADE", "destroys: drops the column remark of orders"},
      {"DROP OWNED BY shop_app", "destroys: drops what is owned BY shop_app"},
      {"TRUNCATE events, carts", "destroys: empties events, carts"},
      {"DELETE FROM ONLY events", "destroys: deletes every row of events"},
      {"DELETE FROM event_users WHERE true", "destroys: deletes rows of event_users"},
      {"WITH gone AS (DELETE FROM carts RETURNING id) SELECT count(*) FROM gone",
       "destroys: deletes every row of carts"},
      {"UPDATE users SET email = NULL", "destroys: overwrites every row of users"},
      {"UPDATE users SET email = NULL WHERE id = 1", "changes: updates rows of users"},
      {"INSERT INTO t VALUES (1)", "changes: inserts rows into t"},
      {"DROP TABLE seen; CREATE TEMP TABLE seen (id int)", "destroys: drops the table seen"},
      {"CREATE TEMP TABLE seen (id int); DROP TABLE seen, orders", "destroys: drops the table seen, orders"},
      {"CREATE TEMP TABLE seen (id int); DROP TABLE public.seen", "destroys: drops the table public.seen"},
      {"CREATE TABLE t (a int)", "changes: creates the table t"},
      {"EXPLAIN ANALYZE DELETE FROM orders", "destroys: deletes every row of orders"},
      {"SELECT * FROM orders FOR UPDATE", "changes: locks rows"},
      {"SELECT pg_terminate_backend(1)", "changes: ends sessions of others"},
      {"SELECT nextval('s')", "changes: takes a number from a sequence"},
      {"SELECT lo_unlink(1)", "destroys: deletes large objects"},
      {"SELECT pg_drop_replication_slot('s')", "destroys: drops a replication slot"},
      {"COPY t FROM STDIN", "changes: loads rows into t"},
      {"VACUUM FULL t", "changes: runs VACUUM FULL t"},
      {"DO $$ BEGIN DELETE FROM order_lines; END $$", "destroys: deletes every row of order_lines"},
      {"\\copy orders from 'x.csv'", "changes: loads rows: \\copy orders from 'x.csv'"},
      {"\\! dropdb shop", "destroys: drops the database shop"},
      {"\\o | rm -rf x\nSELECT 1", "destroys: removes all of x"},
      {"\\c other\nDELETE FROM t", "destroys: deletes every row of t, on database other"},
  };
  for (const auto& [text, wanted] : all) EXPECT_EQ(tell(text), wanted) << text;
}

TEST(SqlJudgement, SaysWhatItDoesNotKnow) {
  for (const char* text :
       {"SELECT purge_old()", "SELECT * FROM dblink('x', 'DELETE FROM t')", "CALL purge()",
        "DO $$ BEGIN EXECUTE x; END $$", "DROP TABEL x", "SELECT 'x' \\gexec", "\\i other.sql",
        "SELECT * FROM :table", "EXECUTE p", "LOAD 'x'", "SELECT query_to_xml('DELETE FROM t', true, true, '')",
        "COPY (SELECT 1) TO PROGRAM 'rm x'", "\\set x `rm y`\n", "SELECT public.count(1)",
        "DO $$ BEGIN PERFORM f(); END $$"}) {
    const auto said = tell(text);
    EXPECT_TRUE(said.starts_with("unknown") || said.starts_with("destroys")) << text << ": " << said;
  }
}

TEST(SqlJudgement, LeavesRowsOfCopyAlone) {
  EXPECT_EQ(tell("COPY t FROM STDIN;\n1\tDROP TABLE x;\n\\.\nSELECT 1;"), "changes: loads rows into t");
}

// Of the server's own functions, none that is said to be safe may be volatile.
TEST(SqlFunctions, AreNotVolatile) {
  pg::Session session({.target = pg::shared_server().url()});
  std::vector<std::string> names;
  for (const auto name : functions_of_postgresql()) {
    if (!name.empty()) names.push_back(fmt::format("'{}'", name));
  }
  const auto found = session.query(
      fmt::format("SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND "
                  "provolatile = 'v' AND proname IN ({})",
                  fmt::join(names, ", ")));
  for (std::size_t row = 0; row < found.rows(); ++row) ADD_FAILURE() << found.text(row, "proname");
}

}  // namespace commands
