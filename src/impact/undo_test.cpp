// What is skipped because it is there already has nothing to undo: to drop it would take away what was there before.
#include "impact/undo.h"

#include <gtest/gtest.h>

#include "impact/impact.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

static pg::Catalog schema_of(const std::string& text) {
  pg::Catalog catalog{.search_path = {"public"}, .schemas = {"public"}, .extensions = {{.name = "plpgsql"}}};
  for (const auto& statement : sql::parse(text, "test")) simulate(statement, catalog);
  return catalog;
}

TEST(Undo, OfWhatWasThereIsNothing) {
  const auto before = schema_of(
      "CREATE TABLE orders (id int, memo text); CREATE TABLE customers (id int, name text);"
      "CREATE INDEX orders_memo ON orders (memo); CREATE SEQUENCE numbers; CREATE TYPE status AS ENUM ('new', "
      "'paid');"
      "CREATE MATERIALIZED VIEW totals AS SELECT 1 AS n");
  for (const auto* text : {"CREATE INDEX IF NOT EXISTS orders_memo ON customers (name)",
                           "CREATE INDEX IF NOT EXISTS orders_memo ON orders (id)",
                           "CREATE SEQUENCE IF NOT EXISTS numbers", "CREATE SCHEMA IF NOT EXISTS public",
                           "CREATE EXTENSION IF NOT EXISTS plpgsql", "CREATE TABLE IF NOT EXISTS orders (id int)",
                           "CREATE MATERIALIZED VIEW IF NOT EXISTS totals AS SELECT 2 AS n",
                           "ALTER TYPE status ADD VALUE IF NOT EXISTS 'paid'"}) {
    const auto statements = sql::parse(text, "test");
    const auto undo = undo_of(statements.front(), before);
    EXPECT_EQ(undo.kind, Undoing::nothing_to_undo) << text << ": " << undo.sql;
  }
  const auto made = sql::parse("CREATE INDEX IF NOT EXISTS customers_name ON customers (name)", "test");
  EXPECT_EQ(undo_of(made.front(), before).sql, "DROP INDEX public.customers_name");
}

TEST(Undo, OfACascadeBringsItsForeignKeysBack) {
  const auto before = schema_of(
      "CREATE TABLE customers (id int PRIMARY KEY, code int UNIQUE);"
      "CREATE TABLE orders (customer int CONSTRAINT by_id REFERENCES customers (id) ON DELETE CASCADE,"
      " code int CONSTRAINT by_code REFERENCES customers (code))");
  const auto dropped = sql::parse("ALTER TABLE customers DROP CONSTRAINT customers_pkey CASCADE", "test");
  const auto undo = undo_of(dropped.front(), before);
  EXPECT_TRUE(undo.sql.starts_with("ALTER TABLE public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id); "))
      << undo.sql;
  EXPECT_NE(undo.sql.find("; ALTER TABLE public.orders ADD CONSTRAINT by_id FOREIGN KEY"), std::string::npos)
      << undo.sql;
  EXPECT_EQ(undo.sql.find("by_code"), std::string::npos) << undo.sql;
  const auto alone = sql::parse("ALTER TABLE customers DROP CONSTRAINT customers_pkey", "test");
  EXPECT_EQ(undo_of(alone.front(), before).sql.find("orders"), std::string::npos);
}

}  // namespace impact
