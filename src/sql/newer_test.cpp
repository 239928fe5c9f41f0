#include "sql/newer.h"

#include <gtest/gtest.h>

namespace sql {

static TableConstraint constraint_of(const std::string& text) {
  const auto statements = parse(text, "f.sql");
  EXPECT_EQ(statements.back().text, text.substr(statements.back().offset));
  const auto* alter = statements.back().as<AlterTable>();
  return alter && alter->commands.back().constraint ? *alter->commands.back().constraint : TableConstraint{};
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
}

TEST(Newer, WhatOnlyLooksLikeOneStaysRefused) {
  EXPECT_ANY_THROW(parse("ALTER TABLE a ADD CONSTRAINT c NOT NULL;", "f.sql"));
  EXPECT_ANY_THROW(parse("ALTER TABLE a ADD CONSTRAINT c NOT NUL b;", "f.sql"));
  const auto statements = parse("ALTER TABLE a ADD COLUMN b int CONSTRAINT c NOT NULL DEFAULT 1;", "f.sql");
  EXPECT_TRUE(statements[0].as<AlterTable>()->commands[0].column->not_null);
}

}  // namespace sql
