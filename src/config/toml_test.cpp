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
}

TEST(Toml, WhatOnlyLooksLikeOneIsRead) {
  EXPECT_EQ(refusal("a = \"\"\"\n[\u00e9]\n[$X]\"\"\"\n"), "");
  EXPECT_EQ(refusal("a = '''\n[$X]\n'''\nb = 'x' # [\u00e9]\n#\n# [$X]\n"), "");
  EXPECT_EQ(refusal("a = [\n [ 1 ],\n [ 2 ],\n]\n[b]\n[[\"c\"]]\n['d']\n[ 1.-x ]\n"), "");
  EXPECT_EQ(refusal("a = \"\\\"[\"\n[b]\n"), "");
}

}  // namespace config
