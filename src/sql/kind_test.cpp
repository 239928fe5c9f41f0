#include <gtest/gtest.h>

#include "sql/statement.h"

namespace sql {
namespace {

TEST(KindOf, IsWhatAPersonCallsTheStatement) {
  struct Case {
    std::string text;
    std::string kind;
  };
  for (const auto& [text, kind] : std::vector<Case>{
           {"create unique index concurrently i on t (a)", "CREATE INDEX"},
           {"CREATE TABLE t (a int)", "CREATE TABLE"},
           {"CREATE UNLOGGED TABLE t (a int)", "CREATE TABLE"},
           {"CREATE TEMP TABLE t AS SELECT 1", "CREATE TABLE AS"},
           {"SELECT 1 INTO t", "SELECT INTO"},
           {"ALTER TABLE t RENAME a TO b", "ALTER TABLE"},
           {"ALTER MATERIALIZED VIEW v RENAME TO w", "ALTER MATERIALIZED VIEW"},
           {"CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE VIEW"},
           {"CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", "CREATE TRIGGER"},
           {"CREATE EVENT TRIGGER x ON ddl_command_start EXECUTE FUNCTION f()", "CREATE EVENT TRIGGER"},
           {"CREATE USER x", "CREATE USER"},
           {"CREATE USER MAPPING FOR x SERVER s", "CREATE USER MAPPING"},
           {"CREATE FOREIGN DATA WRAPPER w", "CREATE FOREIGN DATA WRAPPER"},
           {"CREATE FOREIGN TABLE t (a int) SERVER s", "CREATE FOREIGN TABLE"},
           {"CREATE TEXT SEARCH DICTIONARY d (template = simple)", "CREATE TEXT SEARCH DICTIONARY"},
           {"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x", "ALTER DEFAULT PRIVILEGES"},
           {"ALTER TYPE e ADD VALUE 'x'", "ALTER TYPE"},
           {"ALTER SYSTEM SET work_mem = '1MB'", "ALTER SYSTEM"},
           {"DROP OPERATOR CLASS o USING btree", "DROP OPERATOR CLASS"},
           {"DROP OWNED BY x", "DROP OWNED"},
           {"WITH a AS (SELECT 1) INSERT INTO t SELECT 1", "INSERT"},
           {"(SELECT 1)", "SELECT"},
           {"WITH a AS (SELECT 1) MERGE INTO t USING a ON true WHEN MATCHED THEN DELETE", "MERGE"},
           {"end", "COMMIT"},
           {"start transaction", "START TRANSACTION"},
           {"DO $$ $$", "DO"},
           {"REFRESH MATERIALIZED VIEW v", "REFRESH MATERIALIZED VIEW"},
           {"ANALYZE t", "ANALYZE"},
           {"VACUUM t", "VACUUM"},
           {"COMMENT ON TABLE t IS ''", "COMMENT"},
           {"SECURITY LABEL ON TABLE t IS ''", "SECURITY LABEL"},
           {"GRANT x TO y", "GRANT"},
           {"RESET ALL", "RESET"},
       }) {
    EXPECT_EQ(kind_of(parse(text, "x").at(0)), kind) << text;
  }
}

TEST(OnlyReads, IsTrueOfWhatCannotChangeAnything) {
  for (const auto* text : {"SELECT 1", "TABLE t", "VALUES (1)", "WITH a AS (SELECT 1) SELECT * FROM a, t", "SHOW all",
                           "EXPLAIN DELETE FROM t", "EXPLAIN (COSTS off, VERBOSE) SELECT \"analyze\" FROM t",
                           "EXPLAIN VERBOSE SELECT 1"}) {
    EXPECT_TRUE(only_reads(parse(text, "x").at(0))) << text;
  }
}

TEST(OnlyReads, IsFalseOfEverythingElse) {
  for (const auto* text : {"SELECT 1 INTO t", "SELECT 1 FROM t FOR UPDATE", "SELECT (SELECT 1 FROM t FOR SHARE)",
                           "INSERT INTO t VALUES (1)", "WITH a AS (DELETE FROM t RETURNING 1) SELECT * FROM a",
                           "EXPLAIN ANALYZE SELECT 1", "EXPLAIN (BUFFERS, ANALYZE) DELETE FROM t", "SET work_mem = 1",
                           "COPY t TO stdout", "DO $$ $$", "CREATE TABLE t ()"}) {
    EXPECT_FALSE(only_reads(parse(text, "x").at(0))) << text;
  }
}

}  // namespace
}  // namespace sql
