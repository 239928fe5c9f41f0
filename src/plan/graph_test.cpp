#include "plan/graph.h"

#include <gtest/gtest.h>

#include "plan/testing_files.h"

namespace plan {

static Graph graph_of(const std::vector<migration::Migration>& migrations) {
  std::vector<const migration::Migration*> pointers;
  for (const auto& each : migrations) pointers.push_back(&each);
  return dependencies(pointers);
}

TEST(Graph, AnUserPointsAtItsMaker) {
  const auto graph =
      graph_of({migration_called("001_a", "CREATE TABLE a (id int); CREATE TABLE b (id int);"),
                migration_called("002_c", "ALTER TABLE a ADD COLUMN x int; INSERT INTO b SELECT id FROM a;"),
                migration_called("003_d", "CREATE TABLE d (id int);")});
  ASSERT_EQ(graph.needs.size(), 1U);
  EXPECT_EQ(graph.needs[0].user, 1U);
  EXPECT_EQ(graph.needs[0].maker, 0U);
  EXPECT_EQ(graph.needs[0].relations, (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(graph.needs[0].backwards);
}

TEST(Graph, WhatIsMadeLaterPointsBackwards) {
  const auto graph = graph_of({migration_called("001_a", "ALTER TABLE later ADD COLUMN x int;"),
                               migration_called("002_b", "CREATE TABLE later (id int);")});
  ASSERT_EQ(graph.needs.size(), 1U);
  EXPECT_TRUE(graph.needs[0].backwards);
  EXPECT_NE(to_dot(graph).find("m1 -> m2 [label = \"later\", color = \"red\""), std::string::npos) << to_dot(graph);
}

TEST(Graph, ATableMadeTwiceBelongsToTheLastMaker) {
  const auto graph = graph_of({migration_called("001_a", "CREATE TABLE a (id int);"),
                               migration_called("002_b", "DROP TABLE a; CREATE TABLE a (id bigint);"),
                               migration_called("003_c", "TRUNCATE a;")});
  ASSERT_EQ(graph.needs.size(), 2U);
  EXPECT_EQ(graph.needs[1].user, 2U);
  EXPECT_EQ(graph.needs[1].maker, 1U);
}

TEST(Graph, WhatIsAroundSomeOfThemIsTheyAndWhatTheyUse) {
  const auto graph = graph_of(
      {migration_called("001_a", "CREATE TABLE a (id int);"), migration_called("002_b", "CREATE TABLE b (id int);"),
       migration_called("003_c", "TRUNCATE a; CREATE TABLE c (id int);"), migration_called("004_d", "TRUNCATE c;")});
  const auto some = around(graph, {"003_c"});
  EXPECT_EQ(some.names, (std::vector<std::string>{"001_a", "003_c"}));
  ASSERT_EQ(some.needs.size(), 1U);
  EXPECT_EQ(some.needs[0].user, 1U);
  EXPECT_EQ(some.needs[0].maker, 0U);
}

TEST(Graph, LongNamesAreBrokenWhereWordsEnd) {
  const auto graph = graph_of({migration_called("20251202_add_owner_relation_and_role_permissions", "SELECT 1;")});
  const auto dot = to_dot(graph);
  EXPECT_NE(dot.find("[label = \"1. 20251202_add_owner_\\nrelation_and_role_\\npermissions\"];"), std::string::npos)
      << dot;
  EXPECT_EQ(to_dot(graph, false).find("m1"), std::string::npos);
}

TEST(Graph, NamesAreQuotedForGraphviz) {
  const auto graph = graph_of(
      {migration_called("001_\"a\"", "CREATE TABLE \"A\" (id int);"), migration_called("002_b", "TRUNCATE \"A\";")});
  const auto dot = to_dot(graph);
  EXPECT_NE(dot.find("m1 [label = \"1. 001_\\\"a\\\"\"];"), std::string::npos) << dot;
  EXPECT_NE(dot.find("m2 -> m1 [label = \"\\\"A\\\"\"];"), std::string::npos) << dot;
}

}  // namespace plan
