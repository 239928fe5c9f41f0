// Statements as deep, and comments as nested, as nobody writes them: each is read in time that grows with its length.
#include <gtest/gtest.h>

#include "sql/lexer.h"
#include "sql/statement.h"

namespace sql {

static std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

static bool too_deep(const std::string& text) {
  return parse(text, "deep.sql").at(0).too_deep;
}

TEST(Depth, DeepStatementsAreReadAndNotLookedInto) {
  constexpr int many = 100'000;
  EXPECT_TRUE(too_deep("SELECT 1" + repeated("+1", many)));
  EXPECT_TRUE(too_deep("SELECT 'a'" + repeated("||'a'", many)));
  EXPECT_TRUE(too_deep("SELECT 1" + repeated("::int", many)));
  EXPECT_TRUE(too_deep("SELECT 1" + repeated(" UNION ALL SELECT 1", many)));
  EXPECT_TRUE(too_deep("SELECT 1 FROM a" + repeated(" CROSS JOIN a", many)));
  EXPECT_TRUE(too_deep("CREATE TABLE t (a int DEFAULT 1" + repeated("+1", many) + ")"));
}

TEST(Depth, OrdinaryAndLongOnesAreLookedInto) {
  EXPECT_FALSE(too_deep("SELECT 1" + repeated("+1", 4000)));
  EXPECT_FALSE(too_deep("SELECT 1 WHERE true" + repeated(" AND true", 100'000)));
  EXPECT_FALSE(too_deep("INSERT INTO t VALUES (1)" + repeated(", (1)", 100'000)));
}

TEST(Depth, WhatFollowsADeepStatementIsRead) {
  const auto text = "SELECT 1" + repeated("+1", 100'000) + ";\nDROP TABLE t;";
  const auto statements = parse(text, "deep.sql");
  ASSERT_EQ(statements.size(), 2U);
  EXPECT_TRUE(statements[1].as<Drop>());
  EXPECT_EQ(statements[1].line, 2);
}

TEST(Comments, NestedOnesBecomeWhiteSpaceOfTheSameLength) {
  std::string text = "SELECT /* a /* b\n */ c */ 1, '/* /* x */ */', $$/* /* */ */$$ -- /* /*\n, /* d */ 2";
  const auto length = text.size();
  flatten_comments(text);
  EXPECT_EQ(text.size(), length);
  EXPECT_EQ(text, "SELECT          \n         1, '/* /* x */ */', $$/* /* */ */$$ -- /* /*\n, /* d */ 2");
  std::string open = "SELECT 1 /* a /* b */";  // does not end: PostgreSQL says so
  flatten_comments(open);
  EXPECT_EQ(open, "SELECT 1 /* a /* b */");
}

static std::vector<std::string> calls_of(const std::string& text) {
  std::vector<std::string> out;
  const auto statements = parse(text, "calls.sql");
  for (const auto& call : statements.at(0).calls) out.push_back(call.name.name + (call.perhaps ? "?" : ""));
  return out;
}

using Calls = std::vector<std::string>;

TEST(Calls, ThatNeedNotRunAreTold) {
  EXPECT_EQ(calls_of("SELECT f()"), Calls{"f"});
  EXPECT_EQ(calls_of("SELECT g(f())"), (Calls{"f", "g"}));
  EXPECT_EQ(calls_of("SELECT CASE WHEN 1<>1 THEN f() END"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT coalesce(f(), g())"), (Calls{"f", "g?"}));
  EXPECT_EQ(calls_of("SELECT f() FROM t"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT * FROM f()"), Calls{"f"});
  EXPECT_EQ(calls_of("SELECT * FROM f() LIMIT 0"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT f(), CASE WHEN true THEN f() END"), Calls{"f"});
  EXPECT_EQ(calls_of("SELECT f(NULL), g(h(), NULL::text)"), (Calls{"f?", "g?", "h?"}));
  EXPECT_EQ(calls_of("INSERT INTO t VALUES (f())"), Calls{"f"});
  EXPECT_EQ(calls_of("INSERT INTO t SELECT f() FROM u"), Calls{"f?"});
  EXPECT_EQ(calls_of("UPDATE t SET a = f()"), Calls{"f?"});
  EXPECT_EQ(calls_of("WITH c AS (SELECT f()) SELECT 1"), Calls{"f?"});
  EXPECT_EQ(calls_of("WITH c AS (INSERT INTO t VALUES (f()) RETURNING 1) SELECT 1"), Calls{"f"});
  EXPECT_EQ(calls_of("CREATE TABLE t (a int DEFAULT f())"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT 5 BETWEEN 10 AND f()"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT 5 NOT BETWEEN SYMMETRIC 10 AND f()"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT (1, f()) = (2, g())"), (Calls{"f?", "g?"}));
  EXPECT_EQ(calls_of("SELECT 1 IN (1, f())"), Calls{"f?"});
  EXPECT_EQ(calls_of("EXPLAIN SELECT f()"), Calls{"f?"});
  EXPECT_EQ(calls_of("EXPLAIN (ANALYZE off) SELECT f()"), Calls{"f?"});
  EXPECT_EQ(calls_of("EXPLAIN ANALYZE SELECT f()"), Calls{"f"});
  EXPECT_EQ(calls_of("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING RETURNING f()"), Calls{"f?"});
  EXPECT_EQ(calls_of("SELECT (NULL::int[])[f()]"), Calls{"f?"});
}

}  // namespace sql
