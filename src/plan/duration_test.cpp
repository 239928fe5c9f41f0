#include "plan/duration.h"

#include <gtest/gtest.h>

namespace plan {

using base::Milliseconds;

static Range range(long long low, long long high) {
  return {Milliseconds(low), Milliseconds(high)};
}

TEST(ReadDuration, ReadsWhatHeadersSay) {
  EXPECT_EQ(read_duration("2-3 min"), range(120'000, 180'000));
  EXPECT_EQ(read_duration("15–20 minutes"), range(900'000, 1'200'000));
  EXPECT_EQ(read_duration("1-2 s"), range(1'000, 2'000));
  EXPECT_EQ(read_duration("~500 ms"), range(500, 500));
  EXPECT_EQ(read_duration("< 1 min"), range(0, 60'000));
  EXPECT_EQ(read_duration("30 s - 2 min"), range(30'000, 120'000));
  EXPECT_EQ(read_duration("about 1.5 hours"), range(5'400'000, 5'400'000));
  EXPECT_EQ(read_duration("3-5"), range(180'000, 300'000));
  EXPECT_EQ(read_duration("5 min (10 tables)"), range(300'000, 300'000));
  EXPECT_EQ(read_duration("quick"), std::nullopt);
  EXPECT_EQ(read_duration(""), std::nullopt);
}

TEST(ShowRange, ClaimsNoMoreThanTwoDigits) {
  EXPECT_EQ(show_range(range(1, 25)), "1-25 ms");
  EXPECT_EQ(show_range(range(40, 312)), "40 ms - 0.3 s");
  EXPECT_EQ(show_range(range(1'234, 12'345)), "1.2-12 s");
  EXPECT_EQ(show_range(range(95'000, 400'000)), "1.6-6.7 min");
  EXPECT_EQ(show_range(range(1'000, 1'020)), "1 s");
  EXPECT_EQ(show_range(range(0, 5'000)), "up to 5 s");
  EXPECT_EQ(show_range(range(3'600'000, 7'200'000)), "60 min - 2 h");
}

TEST(Contradiction, IsOnlyWhatMattersToAWindow) {
  EXPECT_EQ(contradiction("2-3 min", range(40, 300)), "header says 2-3 min, derived 40 ms - 0.3 s");
  EXPECT_EQ(contradiction("1-2 s", range(60'000, 300'000)), "header says 1-2 s, derived 60 s - 5 min");
  EXPECT_EQ(contradiction("1-2 s", range(1, 40)), std::nullopt);
  EXPECT_EQ(contradiction("2-3 min", range(20'000, 90'000)), std::nullopt);
  EXPECT_EQ(contradiction("", range(1, 40)), std::nullopt);
}

}  // namespace plan
