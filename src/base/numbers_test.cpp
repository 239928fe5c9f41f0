#include "base/numbers.h"

#include <gtest/gtest.h>

TEST(Grouped, SetsThousandsApart) {
  EXPECT_EQ(base::grouped(0), "0");
  EXPECT_EQ(base::grouped(999), "999");
  EXPECT_EQ(base::grouped(1000), "1,000");
  EXPECT_EQ(base::grouped(-123456), "-123,456");
  EXPECT_EQ(base::grouped(1234567, " "), "1 234 567");
}
