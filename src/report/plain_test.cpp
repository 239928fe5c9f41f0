#include "report/plain.h"

#include <gtest/gtest.h>

#include "report/html.h"
#include "report/markdown_text.h"

namespace report {

TEST(Plain, DropsWhatATerminalWouldObey) {
  EXPECT_EQ(plain("\x1b[31mred\x1b[0m \x1b]0;title\a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\ \x1b(Bend"),
            "red link end");
  EXPECT_EQ(plain("cut \x1b["), "cut ");
  EXPECT_EQ(plain("\x1b"), "");
  // A string that is never ended takes nothing of the next line with it.
  EXPECT_EQ(plain("\x1b]0;title\nnext"), "0;title\nnext");
}

TEST(Plain, KeepsTheLastStateOfAnOverwrittenLine) {
  EXPECT_EQ(plain("1 %\r50 %\r100 %\ndone\r\n"), "100 %\ndone\n");
  EXPECT_EQ(plain("a\n\rb\r\r\n"), "a\nb\n");
}

TEST(Plain, ShowsWhatHasNoBusinessInAText) {
  EXPECT_EQ(plain(std::string_view("a\0b\x01\x7f", 5)),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(plain("exe\u202egpj.\u2066x\u200f"), "exe\xef\xbf\xbdgpj.\xef\xbf\xbdx\xef\xbf\xbd");
  EXPECT_EQ(plain("\xc2\x9b"
                  "31m \xff \xc0\xaf \xed\xa0\x80"),
            "\xef\xbf\xbd"
            "31m \xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(plain("tab\tüß✓👍\n"), "tab\tüß✓👍\n");
}

TEST(Plain, IsWhatEveryFormatIsMadeFrom) {
  EXPECT_EQ(md("a\x1b[31mb\u202e"), "ab\xef\xbf\xbd");
  EXPECT_EQ(escape("a\x1b[31m<b>\u202e"), "a&lt;b&gt;\xef\xbf\xbd");
  EXPECT_EQ(md_block("\x1b[1mx"), "```\nx\n```\n");
}

TEST(MarkdownText, BeginsNoBlockOfItsOwn) {
  EXPECT_EQ(md("- a"), "\\- a");
  EXPECT_EQ(md("1. a"), "1\\. a");
  EXPECT_EQ(md("12) a"), "12\\) a");
  EXPECT_EQ(md("==="), "\\===");
  EXPECT_EQ(md("1.5 s"), "1.5 s");
  EXPECT_EQ(md("    code"), "code");
  EXPECT_EQ(md("&lt;b&gt;"), "\\&lt;b\\&gt;");
}

}  // namespace report
