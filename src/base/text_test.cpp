#include "base/text.h"

#include <gtest/gtest.h>

using namespace base;

TEST(NearMatch, FindsTheTableBehindAPrismaModelName) {
  const std::vector<std::string> tables{"orders", "users", "user_sessions"};
  EXPECT_EQ(near_match("User", tables), "users");
  EXPECT_EQ(near_match("ordres", tables), "orders");
  EXPECT_EQ(near_match("invoices", tables), std::nullopt);
}

TEST(Glob, StarCrossesSlashes) {
  EXPECT_TRUE(glob_matches("pre-flight/*", "pre-flight/check/disk"));
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("a*b*c", "axxbxxc"));
  EXPECT_FALSE(glob_matches("a*b", "abc"));
  EXPECT_FALSE(glob_matches("a?c", "ac"));
}

TEST(Utf8, NamesTheFirstBadByte) {
  EXPECT_EQ(first_invalid_utf8("plain ✓ text"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0U);      // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U);  // surrogate
  EXPECT_EQ(first_invalid_utf8("x\xE2\x82"), 1U);     // cut short
  EXPECT_EQ(first_invalid_utf8("twelve bytes of ASCII \xFF"), 22U);
}

TEST(Width, CountsWhatATerminalShows) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("é"), 1U);
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(shorten("migration", 5), "migr…");
}

TEST(Slug, IsStableAndShort) {
  EXPECT_EQ(slug("Step 2: Create Database Backup (T+5)"), "step-2-create-database-backup-t-5");
  EXPECT_EQ(slug("**Verify `users`'s rows**"), "verify-userss-rows");
  EXPECT_EQ(slug("one two three", 8), "one-two");
  EXPECT_EQ(slug("✓"), "");
}

TEST(ShellQuote, LeavesPlainWordsAlone) {
  EXPECT_EQ(shell_quote("pg_dump"), "pg_dump");
  EXPECT_EQ(shell_quote("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_quote(""), "''");
}

static std::string upper_of(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

TEST(ContainsIgnoringCase, FindsAWordWhereverItStands) {
  for (std::size_t before = 0; before < 140; ++before) {
    for (const std::string word : {"r", "ro", "rollback", "1_a", "_x"}) {
      const std::string text = std::string(before, '*') + upper_of(word);
      EXPECT_TRUE(contains_ignoring_case(text, word)) << before << " " << word;
      EXPECT_TRUE(contains_ignoring_case(text + std::string(70, 'r'), word)) << before << " " << word;
      EXPECT_FALSE(contains_ignoring_case(text.substr(0, text.size() - 1), word)) << before << " " << word;
    }
  }
  EXPECT_TRUE(contains_ignoring_case("", ""));
  EXPECT_FALSE(contains_ignoring_case("", "a"));
  EXPECT_FALSE(contains_ignoring_case("*\n", "j*"));  // only letters have two cases
}
