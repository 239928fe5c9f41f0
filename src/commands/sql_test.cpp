#include <gtest/gtest.h>

#include "commands/judgement.h"
#include "commands/sql_functions.h"
#include "pg/session.h"
#include "pg/temporary_server.h"

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
                           "BEGIN; SELECT 1; ROLLBACK",
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
  static pg::TemporaryServer server;
  pg::Session session({.target = server.url()});
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
