#include "journal/redact_data.h"

#include <gtest/gtest.h>

namespace journal {

TEST(Clean, FindsSecretsInLongTextsWhereverTheyLie) {
  // Pushed through every offset around the places where a long text is cut.
  for (std::size_t before = 1980; before < 2120; ++before) {
    for (const std::string secret :
         {" PGPASSWORD=hunter2 ", " password = 'hunter2' ", " PASSWORD 'hunter2' ", " postgres://me:hunter2@h/d "}) {
      std::string text(before, 'x');
      for (std::size_t i = 40; i < text.size(); i += 40) text[i] = i % 800 == 0 ? '\n' : ' ';
      text += secret + std::string(3000, 'y');
      EXPECT_EQ(clean(text).find("hunter2"), std::string::npos) << before << secret;
    }
  }
}

TEST(Clean, LeavesOtherTextsAsTheyAre) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "line " + std::to_string(i) + " of ünïcödé\n";
  EXPECT_EQ(clean(text), text);
  EXPECT_EQ(clean(""), "");
}

TEST(Clean, SurvivesAHugeTextWithoutASpace) {
  const std::string text = "postgres://" + std::string(2'000'000, 'a') + " password=" + std::string(100'000, 'b');
  EXPECT_LT(clean(text).size(), text.size());
}

TEST(Clean, ReplacesInvalidUtf8) {
  EXPECT_EQ(clean("a\xff z"), "a\xef\xbf\xbd z");
}

TEST(Clean, WalksThroughListsAndObjects) {
  base::Json data = {{"a", {1, nullptr, "TOKEN=abc"}}, {"db_password", "x"}, {"token", 7}, {"token_name", "t"}};
  clean(data);
  EXPECT_EQ(data.dump(), R"({"a":[1,null,"TOKEN=***"],"db_password":"***","token":7,"token_name":"t"})");
}

}  // namespace journal
