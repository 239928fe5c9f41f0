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
  EXPECT_EQ(unread->tag, unparsed_tag);
  EXPECT_NE(unread->action.find("NUL"), std::string::npos);
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

TEST(Lenient, CommandsOfPsqlEndWithTheirLineAndACopyWithItsRows) {
  const std::string text =
      "\\set x 1\nSELECT 1;\nCOPY a FROM stdin;\n1\t;\n\\.\n"
      "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2);\nSELEC 1; SELECT 3;";
  std::vector<base::Error> refused;
  const auto statements = read_each(text, 0, "f.sql", refused);
  ASSERT_EQ(statements.size(), 6u);
  EXPECT_TRUE(is_unparsed(statements[0]));
  EXPECT_TRUE(statements[1].as<Select>());
  EXPECT_TRUE(statements[2].as<Copy>());
  EXPECT_EQ(statements[3].line, 6);
  EXPECT_FALSE(is_unparsed(statements[3]));
  EXPECT_TRUE(statements[5].as<Select>());
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_EQ(refused[0].code(), base::Code::sql_refused);
  EXPECT_EQ(refused[1].place()->line, 7);
  EXPECT_EQ(refused[1].place()->column, 1);
  EXPECT_EQ(refused[1].place()->text, "SELEC 1; SELECT 3;");
}

TEST(Lenient, WhereNothingParsesItThrowsAsParseDoes) {
  EXPECT_THROW(parse_leniently("ALTER TABEL a ADD b int;", "f.sql"), base::Error);
}

}  // namespace sql
