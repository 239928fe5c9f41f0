#include "sql/query_blocks.h"

#include <gtest/gtest.h>

namespace sql {

using Kind = QueryBlock::Kind;

TEST(Rows, EachQueryHasAScopeOfItsOwn) {
  const auto scopes = row_scopes("SELECT (SELECT count(*) FROM logs), (SELECT max(id) FROM users) FROM orders o");
  ASSERT_EQ(scopes.size(), 3u);
  EXPECT_EQ(scopes[0].from.front().name.name, "orders");
  EXPECT_EQ(scopes[0].from.front().alias, "o");
  EXPECT_TRUE(scopes[1].gathers);
  EXPECT_EQ(scopes[1].around, 0);
  EXPECT_EQ(scopes[2].extremes, std::vector<std::string>{"id"});
}

TEST(Rows, NamesOfAWithAreNoTables) {
  const auto scopes = row_scopes("WITH d AS (DELETE FROM logs RETURNING *) INSERT INTO nopk SELECT * FROM d");
  ASSERT_EQ(scopes.size(), 3u);
  EXPECT_EQ(scopes[0].kind, Kind::insert);
  EXPECT_EQ(scopes[0].copies, "d");
  EXPECT_EQ(scopes[1].kind, Kind::remove);
  EXPECT_EQ(scopes[1].with_name, "d");
  EXPECT_TRUE(scopes[1].returns_all);
  EXPECT_TRUE(scopes[2].from.empty());
  EXPECT_EQ(scopes[2].others, 1);
}

TEST(Rows, ConditionsAreTakenApart) {
  const auto scopes = row_scopes(
      "DELETE FROM t WHERE a = 3 AND t.b BETWEEN 1 AND 2 AND c IN ('x', 'y') AND lower(d) = 'z' AND (e = 1 OR f < "
      "2)");
  ASSERT_EQ(scopes.size(), 1u);
  const auto& where = scopes[0].where;
  ASSERT_EQ(where.size(), 6u);
  EXPECT_EQ(where[0].values, std::vector<std::string>{"3"});
  EXPECT_EQ(where[1].operation, ">=");
  EXPECT_EQ(where[2].table, "t");
  EXPECT_EQ(where[3].values, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(where[4].call, "lower");
  EXPECT_EQ(where[5].branches.size(), 2u);
}

TEST(Rows, WhatCanNeverHoldIsSeen) {
  EXPECT_TRUE(row_scopes("DELETE FROM t WHERE false")[0].never);
  EXPECT_TRUE(row_scopes("SELECT * FROM t LIMIT 0")[0].never);
  EXPECT_FALSE(row_scopes("SELECT * FROM t WHERE true")[0].never);
}

TEST(Rows, ValuesOfAnInsertAreKept) {
  const auto scopes =
      row_scopes("INSERT INTO t (a, b, c) VALUES (1, NULL, DEFAULT) ON CONFLICT (a) DO UPDATE SET b = 2");
  ASSERT_FALSE(scopes.empty());
  const auto& insert = scopes[0];
  ASSERT_EQ(insert.rows.size(), 1u);
  EXPECT_EQ(insert.rows[0][0].text, "1");
  EXPECT_EQ(insert.rows[0][1].kind, RowValue::Kind::null);
  EXPECT_EQ(insert.rows[0][2].kind, RowValue::Kind::standard);
  EXPECT_EQ(insert.conflict, QueryBlock::Conflict::update);
  EXPECT_EQ(insert.conflict_columns, std::vector<std::string>{"a"});
  EXPECT_EQ(insert.set.front().first, "b");
}

TEST(Rows, TheQueryInsideAnotherStatementCounts) {
  EXPECT_EQ(row_scopes("CREATE TABLE z AS SELECT * FROM t")[0].copies, "t");
  EXPECT_EQ(row_scopes("COPY (SELECT 1 FROM t) TO STDOUT")[0].from.size(), 1u);
  EXPECT_TRUE(row_scopes("VACUUM t").empty());
  EXPECT_TRUE(row_scopes("SELEC 1").empty());
}

}  // namespace sql
