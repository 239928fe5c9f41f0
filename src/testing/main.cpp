// The main of every test program: gtest's, and --update.
#include <string_view>

#include <gtest/gtest.h>

#include "testing/case_file.h"

int main(int count, char** words) {
  testing::InitGoogleTest(&count, words);
  for (int at = 1; at < count; ++at) {
    if (std::string_view(words[at]) == "--update") cases::set_updating(true);
  }
  return RUN_ALL_TESTS();
}
