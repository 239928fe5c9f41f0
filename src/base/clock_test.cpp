#include "base/clock.h"

#include <gtest/gtest.h>

using namespace base;
using namespace std::chrono_literals;

TEST(Instant, SurvivesTheJourneyThroughText) {
  const auto instant = parse_instant("2026-12-06T02:00:00.125Z");
  ASSERT_TRUE(instant);
  EXPECT_EQ(format_instant(*instant), "2026-12-06T02:00:00.125Z");
}

TEST(Instant, ReadsOffsetsAndShortForms) {
  EXPECT_EQ(format_instant(*parse_instant("2026-12-06T02:00+01:00")), "2026-12-06T01:00:00.000Z");
  EXPECT_EQ(format_instant(*parse_instant("2026-12-06 02:00")), "2026-12-06T02:00:00.000Z");
  EXPECT_FALSE(parse_instant("tomorrow"));
  EXPECT_FALSE(parse_instant("2026-02-30T00:00Z"));
  for (const char* wrong :
       {"2026-12-06T24:00Z", "2026-12-06T02:00+25:00", "2026-12-06T02:00+01:60", "2026-12-06T02:00+1",
        "2026-12-06T02:00+01:00 or so", "2026-12-06T02:00+-1:00", "2026-12-06T02:60Z"})
    EXPECT_FALSE(parse_instant(wrong)) << wrong;
  EXPECT_EQ(format_instant(*parse_instant("2026-12-06T02:00-09")), "2026-12-06T11:00:00.000Z");
  EXPECT_FALSE(parse_instant("2026-12-06T02:00 o'clock"));
}

TEST(Span, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parse_span("2s"), 2s);
  EXPECT_EQ(parse_span("500ms"), 500ms);
  EXPECT_EQ(parse_span("5 min"), 5min);
  EXPECT_EQ(parse_span("1h30m"), 90min);
  EXPECT_EQ(parse_span("45"), 45s);
  EXPECT_EQ(parse_span("7 days"), 168h);
  EXPECT_FALSE(parse_span("soon"));
  EXPECT_FALSE(parse_span(""));
  EXPECT_FALSE(parse_span("5 parsecs"));
}

TEST(Span, IsWrittenInTheUnitThatTellsMost) {
  EXPECT_EQ(format_span(850ms), "850 ms");
  EXPECT_EQ(format_span(12400ms), "12.4 s");
  EXPECT_EQ(format_span(200s), "3 min 20 s");
  EXPECT_EQ(format_span(125min), "2 h 5 min");
}

TEST(Bytes, GoBothWays) {
  EXPECT_EQ(format_bytes(512), "512 bytes");
  EXPECT_EQ(format_bytes(1536LL * 1024 * 1024), "1.5 GB");
  EXPECT_EQ(parse_bytes("20GB"), 20LL * 1024 * 1024 * 1024);
  EXPECT_FALSE(parse_bytes("20 apples"));
}
