#include "plan/stale_statistics.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plan/reasons.h"

namespace plan {

static pg::Catalog library() {
  pg::Catalog catalog;
  catalog.server_version = 150000;
  catalog.search_path = {"public"};
  pg::Relation books{.name = {"public", "books"}};
  books.estimated_rows = 10'000;
  books.heap_bytes = 1'000'000;
  books.columns = {{.name = "id", .type = "integer", .not_null = true}, {.name = "title", .type = "text"}};
  books.indexes = {{.name = "books_pkey", .columns = {"id"}, .unique = true, .primary = true}};
  books.constraints = {{.name = "books_pkey", .kind = pg::ConstraintKind::primary_key, .columns = {"id"}}};
  catalog.relations = {{books.name, books}};
  return catalog;
}

static std::string stale_after(const std::string& sql) {
  auto catalog = library();
  StaleStatistics stale;
  const auto statements = sql::parse(sql, "it.sql");
  for (const auto& statement : statements) {
    stale.follow(statement, catalog);
    stale.note_made(impact::simulate(statement, catalog));
  }
  std::string text;
  for (const auto& each : stale.tables())
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", shown(each.table), each.why);
  // What is never stale is not looked at.
  EXPECT_TRUE(text.empty() || may_be_stale_after(statements)) << sql;
  return text;
}

TEST(StaleStatistics, ComeOfTypesExpressionsAndFilledColumns) {
  EXPECT_EQ(stale_after("ALTER TABLE books ALTER title TYPE varchar(80);"),
            "books: the column title has another type");
  EXPECT_EQ(stale_after("ALTER TABLE books ADD shelf int DEFAULT 1;"), "books: the column shelf is filled");
  EXPECT_EQ(stale_after("ALTER TABLE books ADD shelf int;"), "");
  EXPECT_EQ(stale_after("ALTER TABLE books ALTER title SET STATISTICS 500;"),
            "books: the column title is to be looked at more closely");
  EXPECT_EQ(stale_after("CREATE INDEX ON books (lower(title));"), "books: it has an index on an expression");
  EXPECT_EQ(stale_after("CREATE INDEX ON books (title);"), "");
  EXPECT_EQ(stale_after("CREATE STATISTICS s ON id, title FROM books;"),
            "books: it has statistics of several columns");
  EXPECT_EQ(stale_after("CLUSTER books USING books_pkey;"), "books: it is rewritten");
  EXPECT_EQ(stale_after("ALTER INDEX books_pkey ALTER COLUMN 1 SET STATISTICS 5;"), "");
}

TEST(StaleStatistics, ComeOfManyRowsAndOfAnyInANewTable) {
  EXPECT_EQ(stale_after("INSERT INTO books VALUES (1, 'a'), (2, 'b');"), "");
  EXPECT_EQ(stale_after("INSERT INTO books SELECT * FROM books;"), "books: it is filled");
  EXPECT_EQ(stale_after("WITH gone AS (DELETE FROM books RETURNING *) SELECT count(*) FROM gone;"),
            "books: it is filled");
  EXPECT_EQ(stale_after("UPDATE books SET title = 'x';"), "books: it is filled");
  EXPECT_EQ(stale_after("UPDATE books SET title = 'x' WHERE id = 5;"), "");
  EXPECT_EQ(stale_after("DELETE FROM books WHERE id IN (5, 6);"), "");
  EXPECT_EQ(stale_after("CREATE TABLE few (id int); INSERT INTO few VALUES (1);"), "few: it is filled");
  EXPECT_EQ(stale_after("CREATE TABLE few (id int);"), "");
  EXPECT_EQ(stale_after("CREATE TABLE copy AS SELECT * FROM books;"), "copy: it is filled");
  EXPECT_EQ(stale_after("CREATE MATERIALIZED VIEW titles AS SELECT title FROM books;"), "titles: it is filled");
  EXPECT_EQ(stale_after("COPY books FROM '/tmp/x';"), "books: it is filled");
  EXPECT_EQ(stale_after("DO $$ BEGIN UPDATE books SET title = 'x'; END $$;"), "books: it is filled");
}

TEST(StaleStatistics, EndWithWhatTheFileAnalyzesOrDropsItself) {
  const std::string retyped = "ALTER TABLE books ALTER title TYPE varchar(80);";
  EXPECT_EQ(stale_after(retyped + "ANALYZE books;"), "");
  EXPECT_EQ(stale_after(retyped + "ANALYZE;"), "");
  EXPECT_EQ(stale_after(retyped + "ANALYZE (VERBOSE) books /* (id) */;"), "");
  EXPECT_EQ(stale_after(retyped + "VACUUM (FULL, ANALYZE) books;"), "");
  EXPECT_NE(stale_after(retyped + "VACUUM books /* and analyze */;"), "");
  EXPECT_NE(stale_after(retyped + "ANALYZE books (id);"), "");
  EXPECT_NE(stale_after("ANALYZE books;" + retyped), "");
  EXPECT_EQ(stale_after(retyped + "DROP TABLE books;"), "");
  EXPECT_EQ(stale_after("UPDATE books SET title = 'x'; TRUNCATE books;"), "");
  EXPECT_EQ(stale_after(retyped + "ALTER TABLE books RENAME TO works;"), "works: the column title has another type");
}

}  // namespace plan
