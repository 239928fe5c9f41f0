#include "rehearsal/clock.h"

#include <gtest/gtest.h>

namespace rehearsal {

using namespace std::chrono_literals;

TEST(RehearsalClock, BeginsWhereItIsToldAndJumpsOverWaits) {
  const auto start = *base::parse_instant("2026-12-06T02:00:00Z");
  Clock clock(start);
  EXPECT_LT(clock.now() - start, 60s);
  EXPECT_TRUE(clock.sleep(2h));
  EXPECT_GE(clock.now(), start + 2h);
  EXPECT_LT(clock.now(), start + 2h + 60s);
  EXPECT_EQ(clock.jumped(), 2h);
}

TEST(RehearsalClock, GoesOnWithRealTimeAndNeverBack) {
  Clock clock;
  EXPECT_LT(clock.now() - base::system_clock().now(), 1s);
  const auto before = clock.now();
  clock.jump(-1h);
  EXPECT_GE(clock.now(), before);
}

}  // namespace rehearsal
