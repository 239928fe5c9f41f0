#include "base/printable.h"

#include <gtest/gtest.h>

using base::paint;
using base::printable;

TEST(Printable, TextStaysAsItIs) {
  for (const std::string text : {"", "a\tb\n", "Größe ✓ 日本 🎉", "\u200f\u05d0"}) EXPECT_EQ(printable(text), text);
}

TEST(Printable, OrdersToATerminalAreShown) {
  EXPECT_EQ(printable("a\x1b]8;;http://x\x07link"), "a\\u001B]8;;http://x\\u0007link");
  EXPECT_EQ(printable("\x1b]52;c;cm0gLXJm\x07"), "\\u001B]52;c;cm0gLXJm\\u0007");
  EXPECT_EQ(printable("a\xc2\x9b"
                      "2Jb"),
            "a\\u009B2Jb");  // CSI of C1, in UTF-8
  EXPECT_EQ(printable("a\x9b"
                      "2Jb"),
            "a\xef\xbf\xbd"
            "2Jb");  // and as a byte
  EXPECT_EQ(printable("rm \u202etxt.exe\u202c \u2066x\u2069"), "rm \\u202Etxt.exe\\u202C \\u2066x\\u2069");
  EXPECT_EQ(printable("safe\rrm -rf\b\x7f"), "safe\\u000Drm -rf\\u0008\\u007F");
  EXPECT_EQ(printable("a\r\nb"), "a\nb");
  EXPECT_EQ(printable(std::string("a\0b", 3)), "a\\u0000b");
}

TEST(Printable, OwnColoursAndNobodyElses) {
  EXPECT_EQ(printable(paint("✗", "31") + " x"), "\x1b[31m✗\x1b[0m x");
  EXPECT_EQ(printable("\x1b[31mred\x1b[2J\x1b[?25l"), "red");
  EXPECT_EQ(printable(paint("a\x1b[2Jb", "1")), "\x1b[1mab\x1b[0m");
}

TEST(Printable, CharactersThatComeInPieces) {
  std::string rest;
  EXPECT_EQ(printable("a\xe2\x9c", &rest), "a");
  EXPECT_EQ(printable(rest + "\x93 b", &rest), "✓ b");
  EXPECT_EQ(rest, "");
  EXPECT_EQ(printable("a\x1b[3", &rest) + printable(rest + "1mb", &rest), "ab");
  EXPECT_EQ(printable("a\x1b[3"), "a\\u001B[3");
  EXPECT_EQ(printable("a\xe2\x80", &rest) + printable(rest + "\xae", &rest), "a\\u202E");
}

TEST(Printable, BytesThatAreNotUtf8) {
  EXPECT_EQ(printable("a\xff\xc0\x80z"), "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz");
  EXPECT_EQ(printable("cut \xe2\x9c"), "cut \xef\xbf\xbd\xef\xbf\xbd");
}
