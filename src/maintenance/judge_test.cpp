#include <gtest/gtest.h>

#include "maintenance/guard.h"
#include "maintenance/prove.h"

using namespace maintenance;
using namespace std::chrono_literals;

static Seen quiet() {
  return {.watched = 10s, .roles_known = true, .statements = 0, .connections = 0};
}

TEST(Judge, NoIdGivenOutProvesThatNothingWasWritten) {
  auto seen = quiet();
  seen.rows = 3;  // counted late
  const auto proof = judge(seen);
  EXPECT_TRUE(proof.holds);
  EXPECT_EQ(proof.evidence.at(1), "nothing was written to this database for 10.0 s");
}

TEST(Judge, RowsOfNobodyKnownAreNotProved) {
  auto seen = quiet();
  seen.transactions = 2;
  seen.rows = 3;
  seen.tables = {"public.orders (3 inserted)"};
  EXPECT_TRUE(judge(seen).holds) << "the statements' counters say that it was not the application";
  seen.statements.reset();
  EXPECT_TRUE(judge(seen).holds) << "it had no session, and nobody connected";
  seen.connections = 1;
  EXPECT_FALSE(judge(seen).holds);
  EXPECT_EQ(judge(seen).against.at(0),
            "3 rows changed in 10.0 s: public.orders (3 inserted); the counters do not say by whom");
}

TEST(Judge, AWritingSessionAndOneFromBeforeTheFenceStandAgainstIt) {
  auto seen = quiet();
  seen.writing = {{.pid = 7, .role = "web", .application = "puma", .state = "active", .writes = true}};
  EXPECT_EQ(judge(seen).against.at(0), "wrote: web (puma, process 7): active, writing");
  seen = quiet();
  seen.in_the_way = {{.pid = 8, .role = "web", .state = "idle", .before_fence = true}};
  EXPECT_EQ(judge(seen).against.at(0), "began before the fence, which does not bind it: web (process 8): idle");
}

TEST(Judge, WritingStatementsAndHealthStandAgainstIt) {
  auto seen = quiet();
  seen.statements = 2;
  seen.health_asked = true;
  seen.health = "ended with 1";
  EXPECT_EQ(judge(seen).against.size(), 2U);
}

TEST(Judge, CountersThatWereResetAcquitNobody) {
  auto seen = quiet();
  seen.transactions = 2;
  EXPECT_TRUE(judge(seen).holds) << "no row changed";
  seen.counters_reset = true;
  EXPECT_EQ(judge(seen).against.at(0),
            "2 writing transactions in 10.0 s, and the counters that say whose were reset");
}

TEST(Judge, WhatIsUnderWayStandsAgainstIt) {
  auto seen = quiet();
  seen.held = {"a writing transaction is under way in this database: x"};
  EXPECT_EQ(judge(seen).against, seen.held);
}

TEST(Guard, LeavesWhenTheOwnerWasGoneForTheGraceOrTimeIsOver) {
  const base::Instant start{};
  EXPECT_EQ(reason_to_leave({}, start + 1h), std::nullopt);
  EXPECT_EQ(reason_to_leave({.gone_since = start, .grace = 60s}, start + 59s), std::nullopt);
  EXPECT_EQ(reason_to_leave({.gone_since = start, .grace = 60s}, start + 60s), Cause::owner_gone);
  EXPECT_EQ(reason_to_leave({.until = start + 1h}, start + 1h), Cause::time_over);
  EXPECT_EQ(reason_to_leave({.run_passed = true}, start), Cause::run_over);
}

TEST(Guard, ARunThatPausedOrFailedIsNotGone) {
  const auto at = [](const char* kind, base::Json data, int pid) {
    return journal::Event{.kind = kind, .pid = pid, .data = std::move(data)};
  };
  auto events = std::vector<journal::Event>{at("run.began", {}, 5), at("run.paused", {}, 5)};
  EXPECT_TRUE(standing_of_run(events).paused);
  events.push_back(at("run.resumed", {}, 6));
  EXPECT_FALSE(standing_of_run(events).paused);
  EXPECT_EQ(standing_of_run(events).pid, 6);
  events.push_back(at("run.finished", {{"state", "failed"}}, 6));
  EXPECT_TRUE(standing_of_run(events).over);
  EXPECT_FALSE(standing_of_run(events).passed);
}

// The run's process is gone, and the system gave its number to another one before the dead-man looked.
TEST(Guard, AStrangerWithTheRunsNumberIsNotTheRun) {
  auto of_run = base::own_identity();
  of_run.started -= 1;
  const std::vector<journal::Event> events{{.kind = "run.began", .pid = of_run.pid, .process = of_run}};
  const auto standing = standing_of_run(events);
  ASSERT_TRUE(process(standing.pid)) << "there is a process of that number";
  ASSERT_TRUE(standing.process);
  EXPECT_FALSE(lives(*standing.process));
}

TEST(Owner, AProcessIsItsNumberAndItsBirth) {
  const auto self = process(::getpid());
  ASSERT_TRUE(self);
  EXPECT_TRUE(lives(*self));
  EXPECT_FALSE(lives({self->pid, "1@elsewhere"}));
  EXPECT_FALSE(process(0));
}
