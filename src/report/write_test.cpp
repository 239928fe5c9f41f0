// Which events of a journal are a run's.
#include "report/write.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace report {

namespace {

class EventsOf : public ::testing::Test {
 protected:
  void add(const std::string& run, const std::string& kind, base::Json data = base::Json::object()) {
    journal_.append({.run = run, .kind = kind, .data = std::move(data)});
  }
  void entered(const std::string& run, const std::string& id, const std::string& database) {
    add(run, "maintenance.entered", {{"id", id}, {"database", database}});
  }
  void left(const std::string& run, const std::string& id) { add(run, "maintenance.left", {{"id", id}}); }
  std::optional<run_view::Downtime> downtime(const std::string& run) {
    return run_view::build_run_view(events_of(journal_, run)).downtime;
  }

  base::TemporaryFolder folder_;
  journal::Journal journal_{folder_.path() / "journal.db"};
};

}  // namespace

TEST_F(EventsOf, MaintenanceOfAnotherDatabaseIsNoDowntimeOfTheRun) {
  add("one", "run.began");
  add("one", "baseline.captured", {{"database", "shop"}});
  entered("", "m1", "crm");
  left("", "m1");
  add("one", "run.finished", {{"state", "passed"}});
  EXPECT_FALSE(downtime("one"));
}

TEST_F(EventsOf, MaintenanceOfThisDatabaseByAnotherTerminalIs) {
  entered("", "m1", "shop");
  add("one", "run.began");
  add("one", "baseline.captured", {{"database", "shop"}});
  add("one", "run.finished", {{"state", "passed"}});
  left("", "m1");
  const auto found = downtime("one");
  ASSERT_TRUE(found) << "entered before the run, and left after it";
  EXPECT_TRUE(found->to);
  EXPECT_EQ(found->how, "measured from entering maintenance mode, outside of the run, to leaving it");
  EXPECT_EQ(run_view::build_run_view(events_of(journal_, "one")).began, events_of(journal_, "one").at(1).time);
}

TEST_F(EventsOf, MaintenanceThatWasOverOrIsAnotherRunsIsNot) {
  entered("", "m1", "shop");
  left("", "m1");
  add("one", "run.began");
  entered("two", "m2", "shop");
  left("two", "m2");
  add("one", "baseline.captured", {{"database", "shop"}});
  add("one", "run.finished", {{"state", "passed"}});
  entered("", "m3", "shop");
  EXPECT_FALSE(downtime("one"));
}

TEST_F(EventsOf, WhatTheRunEnteredIsItsOwnWhoeverLeftIt) {
  add("one", "run.began");
  entered("one", "m1", "shop");
  add("one", "run.finished", {{"state", "failed"}});
  left("", "m1");
  const auto view = run_view::build_run_view(events_of(journal_, "one"));
  ASSERT_TRUE(view.downtime);
  EXPECT_TRUE(view.downtime->to);
  EXPECT_EQ(view.run, "one");
}

}  // namespace report
