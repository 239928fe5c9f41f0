// What PostgreSQL 16 to 18 brought, as statements.
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "base/error.h"
#include "sql/parser.h"
#include "sql/query_blocks.h"
#include "sql/statement.h"

namespace sql {

static TableConstraint constraint_of(const std::string& text) {
  const auto statements = parse(text, "f.sql");
  EXPECT_EQ(statements.back().text, text.substr(statements.back().offset));
  const auto* alter = statements.back().as<AlterTable>();
  return alter && alter->commands.back().constraint ? *alter->commands.back().constraint : TableConstraint{};
}

static ColumnDefinition column_of(const std::string& definition) {
  const std::string text = "CREATE TABLE t (" + definition + ")";
  return parse(text, "f.sql").front().as<CreateTable>()->columns.front();
}

static AlterTableCommand command_of(const std::string& text) {
  return parse(text, "f.sql").front().as<AlterTable>()->commands.front();
}

TEST(Newer, ANotNullConstraintIsRead) {
  const auto named = constraint_of("SELECT 1; ALTER TABLE orders ADD CONSTRAINT ref_set NOT NULL ref NOT VALID");
  EXPECT_EQ(named.type, ConstraintType::not_null);
  EXPECT_EQ(named.name, "ref_set");
  EXPECT_EQ(named.columns, std::vector<std::string>{"ref"});
  EXPECT_TRUE(named.not_valid);
  EXPECT_EQ(named.text, "CONSTRAINT ref_set NOT NULL ref NOT VALID");
  const auto plain =
      constraint_of("ALTER TABLE a ADD COLUMN b int NOT NULL,\n  ADD not  null \"My Column\" NO INHERIT");
  EXPECT_EQ(plain.type, ConstraintType::not_null);
  EXPECT_EQ(plain.columns, std::vector<std::string>{"My Column"});
  EXPECT_FALSE(plain.not_valid);
  EXPECT_EQ(constraint_of("ALTER TABLE a ADD NOT NULL\"b\"").columns, std::vector<std::string>{"b"});
  const auto table = parse("CREATE TABLE a (b int, CONSTRAINT c NOT NULL b)", "f.sql");
  EXPECT_EQ(table[0].as<CreateTable>()->constraints.at(0).type, ConstraintType::not_null);
  EXPECT_EQ(table[0].needs.major, 18);
}

TEST(Newer, WhatOnlyLooksLikeOneStaysRefused) {
  EXPECT_ANY_THROW(parse("ALTER TABLE a ADD CONSTRAINT c NOT NULL;", "f.sql"));
  EXPECT_ANY_THROW(parse("ALTER TABLE a ADD CONSTRAINT c NOT NUL b;", "f.sql"));
  const auto statements = parse("ALTER TABLE a ADD COLUMN b int CONSTRAINT c NOT NULL DEFAULT 1;", "f.sql");
  EXPECT_TRUE(statements[0].as<AlterTable>()->commands[0].column->not_null);
  EXPECT_EQ(statements[0].needs.major, 0);
}

TEST(Newer, NotEnforcedIsOfTheConstraintBeforeIt) {
  EXPECT_TRUE(constraint_of("ALTER TABLE a ADD CHECK (b > 0) NOT ENFORCED").not_enforced);
  EXPECT_TRUE(constraint_of("ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c NOT ENFORCED").not_enforced);
  EXPECT_FALSE(constraint_of("ALTER TABLE a ADD CHECK (b > 0) ENFORCED").not_enforced);
  EXPECT_FALSE(constraint_of("ALTER TABLE a ADD CONSTRAINT c NOT NULL b").not_enforced);
  EXPECT_FALSE(constraint_of("ALTER TABLE a ADD UNIQUE (b)").not_enforced);
  const auto both = column_of("a int CHECK (a > 0) NOT ENFORCED REFERENCES b");
  EXPECT_TRUE(both.check_unenforced);
  EXPECT_FALSE(both.references_unenforced);
  const auto turned = column_of("a int CHECK (a > 0) REFERENCES b DEFERRABLE NOT ENFORCED");
  EXPECT_FALSE(turned.check_unenforced);
  EXPECT_TRUE(turned.references_unenforced);
  EXPECT_EQ(command_of("ALTER TABLE a ALTER CONSTRAINT c NOT ENFORCED").options,
            std::vector<std::string>{"not enforced"});
  EXPECT_EQ(command_of("ALTER TABLE a ALTER CONSTRAINT c NO INHERIT").options,
            std::vector<std::string>{"no inherit"});
}

TEST(Newer, GeneratedColumnsAreVirtualUnlessStored) {
  EXPECT_TRUE(column_of("a int GENERATED ALWAYS AS (b * 2)").generated_virtual);
  EXPECT_TRUE(column_of("a int GENERATED ALWAYS AS (b * 2) VIRTUAL").generated_virtual);
  EXPECT_FALSE(column_of("a int GENERATED ALWAYS AS (b * 2) VIRTUAL").generated_stored);
  EXPECT_TRUE(column_of("a int GENERATED ALWAYS AS (b * 2) STORED").generated_stored);
  const auto change = command_of("ALTER TABLE a ALTER b SET EXPRESSION AS (c + 1)");
  EXPECT_EQ(change.subtype, "SetExpression");
  EXPECT_EQ(change.using_text, "(c + 1)");
  EXPECT_EQ(change.using_expression.columns, std::vector<std::string>{"c"});
}

TEST(Newer, KeysOverTimeAreRead) {
  EXPECT_TRUE(constraint_of("ALTER TABLE a ADD PRIMARY KEY (id, during WITHOUT OVERLAPS)").without_overlaps);
  const auto period = constraint_of("ALTER TABLE a ADD FOREIGN KEY (id, PERIOD during) REFERENCES b (id, PERIOD at)");
  EXPECT_EQ(period.columns, (std::vector<std::string>{"id", "during"}));
  EXPECT_EQ(period.referenced_columns, (std::vector<std::string>{"id", "at"}));
}

TEST(Newer, AMergeThatReturnsIsAWrite) {
  const auto statements = parse(
      "MERGE INTO a USING b ON a.id = b.id WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING merge_action(), (SELECT "
      "max(x) FROM c)",
      "f.sql");
  ASSERT_EQ(statements[0].uses.size(), 3U);
  EXPECT_EQ(statements[0].uses[0].access, Access::write);
  EXPECT_EQ(statements[0].uses[2].name.name, "c");
  EXPECT_EQ(statements[0].needs.major, 17);
  ASSERT_TRUE(statements[0].scopes);
  EXPECT_TRUE(statements[0].scopes->front().removes);
}

TEST(Newer, ABodyMayUseThem) {
  const auto statements = parse("DO $$ BEGIN MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE; END $$", "f.sql");
  EXPECT_EQ(statements.size(), 1U);
}

static std::string hint_of(const std::string& text) {
  try {
    parse(text, "f.sql");
  } catch (const base::Error& error) {
    return error.hint();
  }
  return "it parses";
}

TEST(Newer, ANameThatBecameAWordIsExplained) {
  EXPECT_NE(
      hint_of("CREATE FUNCTION json_value(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'").find("\"json_value\""),
      std::string::npos);
  EXPECT_NE(hint_of("CREATE TABLE a (system_user text)").find("\"system_user\""), std::string::npos);
  EXPECT_EQ(hint_of("CREATE TABLE a (\"system_user\" text)"), "it parses");
  EXPECT_EQ(hint_of("SELECT json('1'), json_object('{a,1}')"), "it parses");
  EXPECT_EQ(hint_of("SELEC json").find("double quotes"), std::string::npos);
}

TEST(Sandbox, AnUnboundedSumIsReadOrRefusedButNeverTheEndOfTheProgram) {
  std::string sum = "SELECT 1";
  for (int i = 0; i < 100'000; ++i) sum += " + 1";
  std::string united = "SELECT 1";
  for (int i = 0; i < 50'000; ++i) united += " UNION ALL SELECT 1";
  std::string cast = "SELECT x";
  for (int i = 0; i < 100'000; ++i) cast += "::int";
  for (const auto& text : {sum, united, cast}) {
    const auto statements = parse(text, "f.sql");
    EXPECT_TRUE(statements.front().too_deep);
    EXPECT_FALSE(statements.front().scopes);
    EXPECT_TRUE(row_scopes(text).empty());
    EXPECT_FALSE(parse("SELECT 1", "f.sql").front().too_deep);
  }
  EXPECT_ANY_THROW(parse("SELECT " + std::string(100'000, '('), "f.sql"));
}

// libpg_query's writer of JSON calls itself for each term, which ends the machine it runs in and nothing else.
TEST(Sandbox, ThreadsGoOnWhereAnotherFails) {
  std::string sum = "SELECT 1";
  for (int i = 0; i < 300'000; ++i) sum += " + 1";
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int k = 0; k < 3; ++k) {
          const Parsed outer("SELECT a FROM b");
          const bool failed = parse_json(sum).empty();
          const auto statements = parse("SELECT x FROM y; DROP TABLE z", "f.sql");
          if (failed && statements.size() == 2 && outer.statements()->length == 1) ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, 12);
}

}  // namespace sql
