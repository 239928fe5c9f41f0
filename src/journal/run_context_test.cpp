#include "journal/run_context.h"

#include <gtest/gtest.h>

namespace journal {

TEST(RunId, IsTheNameOfAFileAndNoPath) {
  EXPECT_TRUE(is_run_id(new_run_id(base::system_clock().now())));
  EXPECT_TRUE(is_run_id("20261206-020005-3f9a"));
  for (const auto* text : {"", "..", ".hidden", "../../x", "a/b", "/etc/passwd", "a b", "a\nb", "a\x1b[2J"})
    EXPECT_FALSE(is_run_id(text)) << text;
  EXPECT_FALSE(is_run_id(std::string(101, 'a')));
}

}  // namespace journal
