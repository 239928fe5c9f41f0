#include "notify/placeholders.h"

#include <gtest/gtest.h>

namespace notify {

static std::vector<std::string> blanks_in(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& blank : fill(text, "r.md", 1, [](const Blank&) { return std::nullopt; }).unfilled)
    names.push_back(blank.name);
  return names;
}

using Names = std::vector<std::string>;

TEST(Blanks, EveryWayToWriteOneIsFound) {
  EXPECT_EQ(blanks_in("on [DATE] from [START TIME]"), (Names{"DATE", "START_TIME"}));
  EXPECT_EQ(blanks_in("- New features [list key features]"), Names{"LIST_KEY_FEATURES"});
  EXPECT_EQ(blanks_in("backup <backup-id>, run <id>"), (Names{"BACKUP_ID", "ID"}));
  EXPECT_EQ(blanks_in("{{ title }}"), Names{"TITLE"});
  EXPECT_EQ(blanks_in("#migration-prod-YYYYMMDD on YYYY-MM-DD at HH:MM"), (Names{"YYYYMMDD", "YYYY-MM-DD", "HH:MM"}));
  EXPECT_EQ(blanks_in("Ended: ____"), Names{""});
}

TEST(Blanks, WhatOnlyLooksLikeOneIsText) {
  for (const char* text : {"see [the page](https://x.example)", "[link][1]", "- [x] done", "- [ ] open", "[^note]",
                           "[1]", "<b>bold</b>", "<https://x.example/a>", "<ops@example.com>", "a < b and c > d",
                           "\\[plain]", "a__b", "rm_YYYYMMDDx", "[", "<", "{", "[unclosed\nline]", ""}) {
    EXPECT_EQ(blanks_in(text), Names{}) << text;
  }
}

TEST(Blanks, AnUnfilledOneKnowsItsPlace) {
  const auto filled = fill("Dear users,\n\nat [TIME]\n", "night.md", 1091, [](const Blank&) { return std::nullopt; });
  ASSERT_EQ(filled.unfilled.size(), 1U);
  EXPECT_EQ(filled.unfilled[0].place.line, 1093);
  EXPECT_EQ(filled.unfilled[0].place.column, 4);
  EXPECT_EQ(filled.unfilled[0].place.text, "at [TIME]");
  EXPECT_EQ(filled.text, "Dear users,\n\nat [TIME]\n");
}

TEST(Blanks, WhatIsFilledInIsNotLookedAtAgain) {
  const auto filled = fill("[A] \\[B]", "r.md", 1, [](const Blank& blank) -> std::optional<Filling> {
    return blank.name == "A" ? std::optional<Filling>({.text = "[B] {{C}}", .source = "--set"}) : std::nullopt;
  });
  EXPECT_EQ(filled.text, "[B] {{C}} [B]");
  EXPECT_TRUE(filled.unfilled.empty());
}

}  // namespace notify
