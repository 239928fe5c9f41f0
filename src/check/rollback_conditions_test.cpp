#include "check/rollback_conditions.h"

#include <gtest/gtest.h>

using namespace check;

static std::string read(std::string_view text, const std::vector<std::string>& configured = {}) {
  const auto trigger = parse_trigger(text, configured);
  return trigger ? fmt::format("{} {}", trigger->metric.empty() ? "?" : trigger->metric, trigger->number_text)
                 : "none";
}

TEST(Triggers, ReadsConditionsAsRunbooksWriteThem) {
  EXPECT_EQ(read("Performance degradation > 70%"), "slower > 70 %");
  EXPECT_EQ(read("- Performance degradation 50-70%"), "slower 50 % to 70 %");
  EXPECT_EQ(read("- [ ] **Error rate > 10 %**"), "error_rate > 10 %");
  EXPECT_EQ(read("Error rate exceeds 1%"), "error_rate > 1 %");
  EXPECT_EQ(read("errors +10 %"), "error_rate ≥ 10 %");
  EXPECT_EQ(read("latency 50 % slower"), "slower ≥ 50 %");
  EXPECT_EQ(read("Response time increase by more than 50%"), "slower > 50 %");
  EXPECT_EQ(read("P95 response time above 500ms"), "response_time > 500 ms");
  EXPECT_EQ(read("Replication lag > 10 minutes"), "replication_lag > 10 min");
  EXPECT_EQ(read("❌ replay lag 10 min or more"), "replication_lag ≥ 10 min");
  EXPECT_EQ(read("Queries blocked for over 2 min"), "blocked > 2 min");
  EXPECT_EQ(read("More than 80% of connections in use"), "connections > 80 %");
  EXPECT_EQ(read("Disk space below 20% free"), "disk_free < 20 %");
  EXPECT_EQ(read("Disk usage at least 90 percent"), "disk_used ≥ 90 %");
  EXPECT_EQ(read("HTTP 500 errors > 5%"), "error_rate > 5 %");
  EXPECT_EQ(read("Downtime exceeds 30 minutes"), "duration > 30 min");
  EXPECT_EQ(read("CPU over 90% for 5 minutes"), "cpu > 90 %");
  EXPECT_EQ(read("Response time < 2,5 s"), "response_time < 2.5 s");
  EXPECT_EQ(read("Orders per minute below 20", {{"orders_per_minute"}}), "orders_per_minute < 20");
}

TEST(Triggers, AChangeIsToldFromAnAmount) {
  for (const char* text :
       {"Error rate increased > 10 %", "Error rate change > 1%", "errors +10 %", "Connections grow by 20 %",
        "Response time 2x baseline > 5 %", "Error rate 5 % above baseline", "Latency rises by more than 200 ms",
        "Error rate more than 10 % higher than before"})
    EXPECT_TRUE(parse_trigger(text) && parse_trigger(text)->relative) << text;
  for (const char* text : {"Error rate > 10 %", "Replication lag above 10 s", "More than 80% of connections in use",
                           "Disk space below 20% free", "P95 response time above 500ms"})
    EXPECT_TRUE(parse_trigger(text) && !parse_trigger(text)->relative) << text;
}

TEST(Triggers, WhatHasNoNumberIsForAPersonToJudge) {
  for (const char* text : {"Data corruption detected", "Critical functionality broken", "All 7 migrations applied",
                           "Migration fails with unrecoverable error", "", "- [ ]"})
    EXPECT_EQ(read(text), "none") << text;
  EXPECT_EQ(read("Queue depth > 100"), "? > 100");
}

TEST(Triggers, HoldsAtItsLimitsAsWritten) {
  EXPECT_FALSE(holds(*parse_trigger("error rate > 10 %"), 10));
  EXPECT_TRUE(holds(*parse_trigger("error rate > 10 %"), 10.1));
  EXPECT_TRUE(holds(*parse_trigger("latency 50 % slower"), 50));
  EXPECT_TRUE(holds(*parse_trigger("degradation 50-70%"), 70));
  EXPECT_FALSE(holds(*parse_trigger("degradation 50-70%"), 71));
  EXPECT_TRUE(holds(*parse_trigger("disk free below 20%"), 19));
}
