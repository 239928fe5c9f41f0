#include "base/environment.h"

#include <gtest/gtest.h>

#include "base/process.h"
#include "base/text.h"

namespace base {

TEST(Environment, IsAValue) {
  Environment one{{"NAME", "a"}, {"EMPTY", ""}};
  Environment two = one;
  two.set("NAME", "b");
  two.set("EMPTY", std::nullopt);
  EXPECT_EQ(one.value("NAME"), "a");
  EXPECT_EQ(one.find("EMPTY"), "");
  EXPECT_EQ(two.entries(), (std::vector<std::string>{"NAME=b"}));
  EXPECT_EQ(two.find("EMPTY"), std::nullopt);
  EXPECT_EQ(two.value("EMPTY"), "");
}

TEST(Environment, OfThisProcessIsWhatExecvePassed) {
  const auto own = own_environment();
  EXPECT_EQ(own.value("PATH"), search_path(own));
  EXPECT_EQ(search_path({}), "/usr/local/bin:/usr/bin:/bin");
}

TEST(Environment, AChildInheritsTheOneThatItIsGiven) {
  auto given = own_environment();
  given.set("LK_TEST_GIVEN", "yes");
  given.set("HOME", std::nullopt);
  const auto outcome = run({.argv = {"sh", "-c", "echo $LK_TEST_GIVEN ${HOME-none} $LK_TEST_ADDED"},
                            .environment = {{"LK_TEST_ADDED", "more"}},
                            .inherited = given});
  EXPECT_EQ(trim(outcome.output), "yes none more");
}

TEST(Environment, ItsPathSaysWhichProgramIsMeant) {
  EXPECT_EQ(find_program("sh", {{"PATH", "/nowhere"}}), std::nullopt);
  EXPECT_TRUE(find_program("sh", {}));
}

}  // namespace base
