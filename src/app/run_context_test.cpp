#include "app/run_context.h"

#include <gtest/gtest.h>

#include "base/account.h"
#include "base/error.h"

namespace app {

TEST(RunContext, IsWhatTheFenceOfARunbookPasses) {
  EXPECT_EQ(run_context({}), journal::RunContext{});
  EXPECT_EQ(run_context({{"LOCKKEEPER_RUN", "20261206-020005-3f9a"},
                         {"LOCKKEEPER_STEP", "backup/take"},
                         {"LOCKKEEPER_ACTOR", "Dana Reyes"}}),
            (journal::RunContext{.run = "20261206-020005-3f9a", .step = "backup/take", .actor = "Dana Reyes"}));
}

TEST(RunContext, ARunThatIsNoIdIsRefused) {
  try {
    static_cast<void>(run_context({{"LOCKKEEPER_RUN", "../../x"}}));
    ADD_FAILURE() << "nothing was thrown";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::usage);
    EXPECT_NE(error.message().find("LOCKKEEPER_RUN is '../../x'"), std::string::npos);
  }
}

TEST(Person, IsWhoIsNamedThenWhoeverBecameTheAccount) {
  EXPECT_EQ(person({}), base::account());
  EXPECT_EQ(person({{"USER", "root"}}), "root");
  EXPECT_EQ(person({{"USER", "root"}, {"SUDO_USER", "kim"}}), "kim");
  EXPECT_EQ(person({{"USER", "root"}, {"SUDO_USER", "kim"}, {"LOCKKEEPER_ACTOR", "Dana"}}), "Dana");
}

}  // namespace app
