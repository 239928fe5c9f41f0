#include <cstdlib>

#include <gtest/gtest.h>

#include "base/error.h"
#include "journal/journal.h"

namespace journal {

TEST(RunId, IsTheNameOfAFileAndNoPath) {
  EXPECT_TRUE(is_run_id(new_run_id(base::system_clock().now())));
  EXPECT_TRUE(is_run_id("20261206-020005-3f9a"));
  for (const auto* text : {"", "..", ".hidden", "../../x", "a/b", "/etc/passwd", "a b", "a\nb", "a\x1b[2J"})
    EXPECT_FALSE(is_run_id(text)) << text;
  EXPECT_FALSE(is_run_id(std::string(101, 'a')));
}

TEST(RunId, FromTheEnvironmentIsLookedAt) {
  ::setenv("LOCKKEEPER_RUN", "../../x", 1);
  try {
    static_cast<void>(current_run());
    ADD_FAILURE() << "nothing was thrown";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::usage);
    EXPECT_NE(error.message().find("LOCKKEEPER_RUN is '../../x'"), std::string::npos);
  }
  ::setenv("LOCKKEEPER_RUN", "20261206-020005-3f9a", 1);
  EXPECT_EQ(current_run(), "20261206-020005-3f9a");
  ::unsetenv("LOCKKEEPER_RUN");
  EXPECT_EQ(current_run(), "");
}

}  // namespace journal
