#include "config/toml.h"

#include <gtest/gtest.h>

namespace config {

static std::string refusal(std::string_view text) {
  try {
    parse_toml(text);
  } catch (const toml::parse_error& error) {
    return std::to_string(error.source().begin.line) + ":" + std::to_string(error.source().begin.column);
  }
  return {};
}

TEST(Toml, AHeaderThatBeginsWithNoNameIsAnErrorWithItsPlace) {
  EXPECT_EQ(refusal("[\u00e9]\n"), "1:2");
  EXPECT_EQ(refusal("a = 1\n  [$X]\n"), "2:4");
  EXPECT_EQ(refusal("[[[\n"), "1:3");
  EXPECT_EQ(refusal("[[ \u20ac]]\n"), "1:4");
  EXPECT_EQ(refusal("a = [\n 1,\n 2 ]\n[!]\n"), "4:2");
  EXPECT_EQ(refusal("a = \"\"\"\n[x]\n\"\"\"\n[.a]\n"), "4:2");
  EXPECT_NE(refusal("[]\n"), "");
  EXPECT_NE(refusal("[\n"), "");
  EXPECT_NE(refusal("["), "");
  for (const auto* wrong : {"[a.]\n", "[a.\u00e9]\n", "[a b]\n", "[[a]\n", "a.\u00e9 = 1\n", "\u00e9 = 1\n",
                            "$X = 1\n", "= 1\n", ".a = 1\n", "x = {\u00e9 = 1}\n", "x = {$ = 1}\n", "[a.$X]\n"})
    EXPECT_NE(refusal(wrong), "") << wrong;
}

TEST(Toml, WhatOnlyLooksLikeOneIsRead) {
  EXPECT_EQ(refusal("a = \"\"\"\n[\u00e9]\n[$X]\"\"\"\n"), "");
  EXPECT_EQ(refusal("a = '''\n[$X]\n'''\nb = 'x' # [\u00e9]\n#\n# [$X]\n"), "");
  EXPECT_EQ(refusal("a = [\n [ 1 ],\n [ 2 ],\n]\n[b]\n[[\"c\"]]\n['d']\n[ 1.-x ]\n"), "");
  EXPECT_EQ(refusal("a = \"\\\"[\"\n[b]\n"), "");
}

TEST(Toml, AKeyOfManyPartsIsRefused) {
  std::string parts;
  for (int i = 0; i < 100'000; ++i) parts += "a.";
  EXPECT_EQ(refusal("\n" + parts + "b = 1\n"), "2:130");
  EXPECT_NE(refusal("[" + parts + "b]\n"), "");
  EXPECT_NE(refusal("x = {" + parts + "b = 1}\n"), "");
  EXPECT_EQ(refusal("a.b.c = 1.5\nx = \"" + parts + "\" # " + parts + "\n"), "");
}

}  // namespace config
