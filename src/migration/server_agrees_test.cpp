// What sql/ says about statements, asked of a real server. Stands here because sql/ may not know pg/.
#include <gtest/gtest.h>

#include "pg/shared_server_test.h"
#include "sql/statement.h"

namespace migration {
namespace {

class ServerAgrees : public pg::OnServer {};

TEST_F(ServerAgrees, OnWhatCannotRunInATransaction) {
  auto session = connect();
  session.execute(
      "CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE TABLE p (a int) PARTITION BY LIST (a);"
      "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TYPE e AS ENUM ('a'); CREATE SCHEMA s;"
      "CREATE SUBSCRIPTION sub CONNECTION '' PUBLICATION x WITH (connect = false)");
  for (const std::string text : {"CREATE INDEX CONCURRENTLY j ON t (a)",
                                 "DROP INDEX CONCURRENTLY i",
                                 "REINDEX TABLE CONCURRENTLY t",
                                 "REINDEX INDEX CONCURRENTLY i",
                                 "REINDEX (CONCURRENTLY false) TABLE t",
                                 "REINDEX SCHEMA s",
                                 "REINDEX TABLE t",
                                 "VACUUM t",
                                 "VACUUM",
                                 "VACUUM (ANALYZE) t",
                                 "ANALYZE t",
                                 "CLUSTER",
                                 "CLUSTER t USING i",
                                 "ALTER SYSTEM SET work_mem = '1MB'",
                                 "CREATE DATABASE d",
                                 "DROP DATABASE IF EXISTS nothing",
                                 "CREATE TABLESPACE ts LOCATION '/nowhere'",
                                 "DROP TABLESPACE IF EXISTS nothing",
                                 "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
                                 "ALTER TABLE p DETACH PARTITION p1",
                                 "DISCARD ALL",
                                 "DISCARD PLANS",
                                 "CREATE SUBSCRIPTION other CONNECTION '' PUBLICATION x",
                                 "CREATE SUBSCRIPTION other CONNECTION '' PUBLICATION x WITH (connect = false)",
                                 "DROP SUBSCRIPTION sub",
                                 "COMMIT PREPARED 'x'",
                                 "ROLLBACK PREPARED 'x'",
                                 "ALTER TYPE e ADD VALUE 'b'",
                                 "CREATE INDEX j ON t (a)",
                                 "DROP INDEX i",
                                 "TRUNCATE t",
                                 "ALTER DATABASE postgres SET TABLESPACE pg_default"}) {
    std::string said;
    {
      const pg::Transaction transaction(session);
      try {
        session.execute(text);
      } catch (const base::Error& error) {
        if (error.sqlstate() == "25001") said = error.message();  // active_sql_transaction
      }
    }
    const auto ours = sql::parse(text, "x").at(0).not_in_transaction;
    EXPECT_EQ(ours.empty(), said.empty()) << text << "\n  server: " << said << "\n  ours: " << ours;
    EXPECT_NE(said.find(ours), std::string::npos) << said << "\n" << ours;
  }
  session.execute("ALTER SUBSCRIPTION sub SET (slot_name = NONE)");
  session.execute("DROP SUBSCRIPTION sub");
}

// Every name under which the server knows a volatile function must be volatile to us.
TEST_F(ServerAgrees, OnVolatileFunctions) {
  auto session = connect();
  const auto functions = session.query(
      "SELECT DISTINCT proname FROM pg_proc WHERE provolatile = 'v' AND pronamespace = 'pg_catalog'::regnamespace");
  ASSERT_GT(functions.rows(), 100u);
  for (std::size_t i = 0; i < functions.rows(); ++i) {
    const auto name = functions.text(i, "proname");
    const auto text = "CREATE TABLE t (a text DEFAULT \"" + name + "\"())";
    const auto statements = sql::parse(text, "x");
    EXPECT_TRUE(statements.at(0).as<sql::CreateTable>()->columns.at(0).default_volatile) << name;
  }
}

TEST_F(ServerAgrees, OnNamesThatNeedQuotes) {
  auto session = connect();
  const auto words = session.query("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')");
  ASSERT_GT(words.rows(), 80u);
  for (std::size_t i = 0; i < words.rows(); ++i) {
    const auto word = words.text(i, "word");
    EXPECT_EQ((sql::QualifiedName{.name = word}.text()), "\"" + word + "\"");
  }
  for (const std::string name : {"plain", "Mixed", "with space", "quote\"d", "1st", "a$b", "größe", ""}) {
    const auto quoted = session.query("SELECT quote_ident($1) AS q", {name}).text(0, "q");
    EXPECT_EQ((sql::QualifiedName{.name = name}.text()), quoted);
  }
}

// A rewrite shows as a new relfilenode: the claim that default_volatile makes.
TEST_F(ServerAgrees, OnDefaultsThatWriteTheTableAnew) {
  auto session = connect();
  for (const std::string value :
       {"now()", "clock_timestamp()", "gen_random_uuid()", "CURRENT_DATE + 1", "random()", "timezone('utc', now())",
        "md5('x')", "md5(random()::text)", "'{}'::jsonb", "CASE WHEN random() > 2 THEN 'a' ELSE 'b' END",
        "current_setting('work_mem')", "lower('A') || 'b'", "jsonb_build_object('a', 1)", "date_trunc('day', now())",
        "txid_current()", "timeofday()"}) {
    session.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
    const auto type = session.query("SELECT pg_typeof(" + value + ")::text AS t").text(0, "t");
    const auto before = session.query("SELECT pg_relation_filenode('t') AS f").integer(0, "f");
    const auto text = "ALTER TABLE t ADD COLUMN b " + type + " DEFAULT " + value;
    session.execute(text);
    const bool rewritten = session.query("SELECT pg_relation_filenode('t') AS f").integer(0, "f") != before;
    const auto statements = sql::parse(text, "x");
    EXPECT_EQ(statements.at(0).as<sql::AlterTable>()->commands.at(0).column->default_volatile, rewritten) << text;
  }
}

}  // namespace
}  // namespace migration
