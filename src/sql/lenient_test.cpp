#include "sql/lenient.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sql {

TEST(Lenient, OneStatementThatIsRefusedLeavesTheOthers) {
  const std::string text =
      "ALTER TABLE a ADD b int;\n-- why\nALTER TABLE a ADD CONSTRAINT c NOT NUL b;\nDROP TABLE x; SELECT 1";
  const auto statements = parse_leniently(text, "f.sql");
  ASSERT_EQ(statements.size(), 4u);
  const auto* unread = statements[1].as<Other>();
  ASSERT_TRUE(unread);
  EXPECT_EQ(unread->tag, unread_tag);
  EXPECT_NE(unread->action.find("NOT"), std::string::npos);
  EXPECT_EQ(statements[1].line, 3);
  EXPECT_EQ(statements[2].line, 4);
  EXPECT_EQ(statements[2].text, "DROP TABLE x");
  EXPECT_EQ(text.substr(statements[2].uses.front().offset, 1), "x");
  EXPECT_EQ(statements[3].column, 15);
}

TEST(Lenient, SemicolonsInBodiesEndNothing) {
  const auto statements = parse_leniently(
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;\n"
      "DO $$ BEGIN NULL; END $$;\nNONSENSE;",
      "f.sql");
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_TRUE(statements[0].as<CreateFunction>());
  EXPECT_TRUE(statements[1].as<DoBlock>());
}

TEST(Lenient, WhereNothingParsesItThrowsAsParseDoes) {
  EXPECT_THROW(parse_leniently("ALTER TABEL a ADD b int;", "f.sql"), base::Error);
}

}  // namespace sql
