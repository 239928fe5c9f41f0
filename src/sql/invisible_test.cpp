#include "sql/invisible.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sql/statement.h"

namespace sql {

static std::string first_in(std::string_view text) {
  const auto found = find_invisible(text, 0, text.size());
  return found ? std::to_string(found->offset) + " " + found->name : "";
}

TEST(Invisible, AreFoundOutsideStringsAndComments) {
  EXPECT_EQ(first_in("SELECT 1"), "");
  EXPECT_EQ(first_in("SELECT é, \"ü\" FROM 表"), "");
  EXPECT_EQ(first_in("SELECT\u00a01"), "6 U+00A0 (no-break space)");
  EXPECT_EQ(first_in("SELECT 'a\u200bb', $$\u200b$$ -- \u200b\n/* \u200b */, \"x\u200by\""),
            "44 U+200B (zero width space)");
  EXPECT_EQ(first_in("SELECT 1;\ufeff"), "9 U+FEFF (byte order mark)");
  EXPECT_EQ(first_in("SELECT a\U000E0041"), "8 U+E0041 (a tag character)");
}

TEST(Invisible, AreNamedWhereTheGrammarStumbles) {
  const auto hint = [](std::string_view text) {
    try {
      parse(text, "x.sql");
    } catch (const base::Error& error) {
      return error.hint();
    }
    return std::string("it parses");
  };
  EXPECT_EQ(hint("SELECT 1;\nCREATE TABLE c (i\u200bint);"),
            "Delete the invisible character U+200B (zero width space) on line 2, column 18: PostgreSQL reads it as a "
            "letter.");
  EXPECT_EQ(hint("CREATE TABLE d (i int);\ufeff\nSELECT 1;"),
            "Delete the invisible character U+FEFF (byte order mark) on line 1, column 24: PostgreSQL reads it as a "
            "letter.");
  EXPECT_EQ(hint("SELECT a\u00a0FROM b\u2003WHERE c d;").substr(0, 46),
            "Delete the invisible character U+00A0 (no-brea");
  EXPECT_EQ(hint("SELECT '\u200b' FRM a WHERE;").substr(0, 8), "Mend the");
}

}  // namespace sql
