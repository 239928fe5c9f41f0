#include <gtest/gtest.h>

#include "sql/statement.h"

namespace sql {
namespace {

std::string reason(const std::string& text) {
  return parse(text, "x").at(0).not_in_transaction;
}

// server_agrees_test.cpp in migration/ asks a server about those that a plain server can be asked about.
TEST(NotInTransaction, SaysWhatTheServerWouldSay) {
  struct Case {
    std::string text;
    std::string what;
  };
  for (const auto& [text, what] : std::vector<Case>{
           {"CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE INDEX CONCURRENTLY"},
           {"DROP INDEX CONCURRENTLY i", "DROP INDEX CONCURRENTLY"},
           {"REINDEX TABLE CONCURRENTLY t", "REINDEX CONCURRENTLY"},
           {"REINDEX (CONCURRENTLY) TABLE t", "REINDEX CONCURRENTLY"},
           {"REINDEX SCHEMA s", "REINDEX SCHEMA"},
           {"REINDEX SYSTEM d", "REINDEX SYSTEM"},
           {"REINDEX DATABASE d", "REINDEX DATABASE"},
           {"VACUUM t", "VACUUM"},
           {"VACUUM", "VACUUM"},
           {"CLUSTER", "CLUSTER"},
           {"ALTER SYSTEM SET work_mem = '1MB'", "ALTER SYSTEM"},
           {"CREATE DATABASE d", "CREATE DATABASE"},
           {"DROP DATABASE d", "DROP DATABASE"},
           {"ALTER DATABASE d SET TABLESPACE t", "ALTER DATABASE SET TABLESPACE"},
           {"CREATE TABLESPACE t LOCATION '/x'", "CREATE TABLESPACE"},
           {"DROP TABLESPACE t", "DROP TABLESPACE"},
           {"ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "ALTER TABLE ... DETACH CONCURRENTLY"},
           {"DISCARD ALL", "DISCARD ALL"},
           {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", "CREATE SUBSCRIPTION ... WITH (create_slot = true)"},
           {"DROP SUBSCRIPTION s", "DROP SUBSCRIPTION"},
           {"ALTER SUBSCRIPTION s REFRESH PUBLICATION", "ALTER SUBSCRIPTION ... REFRESH"},
           {"ALTER SUBSCRIPTION s SET PUBLICATION p", "ALTER SUBSCRIPTION with refresh"},
           {"COMMIT PREPARED 'x'", "COMMIT PREPARED"},
       }) {
    EXPECT_EQ(reason(text), what + " cannot run inside a transaction block");
  }
}

TEST(NotInTransaction, IsEmptyForTheRest) {
  for (const auto* text :
       {"CREATE INDEX i ON t (a)", "DROP INDEX i", "REINDEX TABLE t", "REINDEX (CONCURRENTLY false) TABLE t",
        "ANALYZE t", "CLUSTER t USING i", "ALTER TABLE t DETACH PARTITION p",
        "ALTER TABLE t DETACH PARTITION p FINALIZE", "ALTER TYPE e ADD VALUE 'x'", "DISCARD PLANS",
        "ALTER DATABASE d SET work_mem = 1",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = false)",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (create_slot = false)",
        "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)", "ALTER SUBSCRIPTION s ENABLE", "BEGIN"}) {
    EXPECT_EQ(reason(text), "") << text;
  }
}

}  // namespace
}  // namespace sql
