#include "runbook/tables.h"

#include <gtest/gtest.h>

namespace runbook {

using namespace std::chrono_literals;

static Table only_table(std::string_view text) {
  return parse("# T\n" + std::string(text), "r.md").tables.at(0);
}

TEST(Tables, AHeaderTellsWhatTheTableIsAbout) {
  EXPECT_EQ(kind_of_table({"Metric", "Target", "Actual"}), TableKind::criteria);
  EXPECT_EQ(kind_of_table({"Role", "Contact", "When to Call"}), TableKind::contacts);
  EXPECT_EQ(kind_of_table({"Role", "Name", "Signature", "Date"}), TableKind::sign_off);
  EXPECT_EQ(kind_of_table({"Migration", "Risk", "Estimated Time"}), TableKind::migrations);
  EXPECT_EQ(kind_of_table({"Phase", "Duration"}), TableKind::durations);
  EXPECT_EQ(kind_of_table({"Task", "Owner"}), TableKind::owners);
  EXPECT_EQ(kind_of_table({"Item", "Value"}), TableKind::other);
}

TEST(Tables, CriteriaHaveATargetAndPerhapsAnActualValue) {
  const auto found =
      criteria_of(only_table("| Metric | Target | Actual |\n|---|---|---|\n| Rate | < 1% | 0.2% |\n| Time | | |\n"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].metric, "Rate");
  EXPECT_EQ(found[0].target, "< 1%");
  EXPECT_EQ(found[0].actual, "0.2%");
  EXPECT_EQ(found[0].line, 4);
}

TEST(Tables, ContactsKeepEveryWayToReachThem) {
  const auto found =
      contacts_of(only_table("| Role | Primary | Phone |\n|---|---|---|\n| DBA | Dana | 4711 |\n| CTO | - | - |\n"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].role, "DBA");
  EXPECT_EQ(found[0].name, "Dana");
  ASSERT_EQ(found[0].ways.size(), 1u);
  EXPECT_EQ(found[0].ways[0].value, "4711");
  EXPECT_TRUE(found[1].ways.empty());
}

TEST(Tables, PlannedTimesAreSpans) {
  const auto found = planned_times_of(
      only_table("| Step | Duration |\n|---|---|\n| Copy | 10-15 min |\n| Wait | 1h 30m |\n| Rest | ? |\n"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].what, "Copy");
  EXPECT_EQ(found[0].least, 10min);
  EXPECT_EQ(found[0].most, 15min);
  EXPECT_EQ(found[1].most, 90min);
}

TEST(Tables, OnlyATargetThatCanBeComparedIsExpected) {
  const auto fields =
      fields_of(only_table("| Check | Expected | Actual |\n|---|---|---|\n| a | < 30 min | |\n| b | Page loads | "
                           "|\n| c | at least 3 | |\n| d | No | |\n"));
  ASSERT_EQ(fields.size(), 4u);
  EXPECT_EQ(fields[0].name, "a");
  EXPECT_EQ(fields[0].expected, "< 30 min");
  EXPECT_EQ(fields[1].expected, "");
  EXPECT_EQ(fields[2].expected, "at least 3");
  EXPECT_EQ(fields[3].expected, "No");
}

TEST(Tables, ACellThatIsEmptyForAReasonIsNotAsked) {
  EXPECT_TRUE(fields_of(only_table("| Route | Flag |\n|---|---|\n| a | x |\n| b | |\n")).empty());
}

}  // namespace runbook
