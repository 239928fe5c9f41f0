#include "runbook/due.h"

#include <gtest/gtest.h>

namespace runbook {

using namespace std::chrono_literals;

static std::string due(std::string_view heading, const BareUnits& units = {}) {
  const auto found = read_due(heading, units);
  return found ? format_due(*found) : "none";
}

TEST(ReadDue, UnderstandsHowPeopleWriteTimes) {
  EXPECT_EQ(due("Day 7 Before (T-7)"), "T-7 d");
  EXPECT_EQ(due("T-4 Hours: Pre-Migration Setup"), "T-4 h");
  EXPECT_EQ(due("T-30 Minutes: Go/No-Go Decision"), "T-30 min");
  EXPECT_EQ(due("Step 2: Create Database Backup (T+5)"), "T+5 min");
  EXPECT_EQ(due("24-Hour Follow-Up (T+24h)"), "T+1 d");
  EXPECT_EQ(due("First Hour Monitoring (T+90 to T+150)"), "T+90 min to T+150 min");
  EXPECT_EQ(due("1 Week Before Migration"), "T-7 d");
  EXPECT_EQ(due("24 Hours Before Migration"), "T-1 d");
  EXPECT_EQ(due("Pre-Migration (Day Before)"), "T-1 d");
  EXPECT_EQ(due("Immediate (0-1 hour)"), "T-0 to T+1 h");
  EXPECT_EQ(due("Long-term (1-7 days)"), "T+1 d to T+7 d");
  EXPECT_EQ(due("Within 24 Hours"), "T-0 to T+1 d");
  EXPECT_EQ(due("Immediate (First 5 Minutes)"), "T-0 to T+5 min");
  EXPECT_EQ(due("Short-Term (First Hour)"), "T-0 to T+1 h");
  EXPECT_EQ(due("T−3 days"), "T-3 d");  // a real minus sign
}

TEST(ReadDue, LeavesOtherHeadingsAlone) {
  for (const char* heading :
       {"T+Complete: Done", "Step 2: Backup", "Migration 4: Indexes", "Option 1", "Post-Migration", ""}) {
    EXPECT_EQ(due(heading), "none") << heading;
  }
}

TEST(UnitsOf, TheTimelineSaysWhatABareNumberMeans) {
  const auto hours = units_of("T+0 to T+8 hours", {});
  EXPECT_EQ(due("Step (T+5)", hours), "T+5 h");
  EXPECT_EQ(due("Step (T+5)", units_of("T+0 to T+60 minutes", hours)), "T+5 min");
}

TEST(UnitsOf, AUnitThatPutsTheEndBeforeTheBeginningIsNotTheBareNumbers) {
  const auto minutes = units_of("T+60 to T+90 minutes", {});
  EXPECT_EQ(due("Immediate Actions (T+90)", units_of("T+90 to T+24 hours", minutes)), "T+90 min");
}

TEST(ReadDue, ALongHeadingIsNoTrap) {
  EXPECT_EQ(due(std::string(200'000, '(')), "none");
}

}  // namespace runbook
