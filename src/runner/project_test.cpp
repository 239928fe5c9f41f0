#include <gtest/gtest.h>

#include "runner/run.h"

namespace runner {

using base::Json;

static journal::Event event(const char* kind, Json data, long long second = 0) {
  return {.time = base::Instant(std::chrono::seconds(second)),
          .run = "r1",
          .kind = kind,
          .actor = {},
          .data = std::move(data),
          .hash = {}};
}

static std::vector<journal::Event> begun() {
  return {event("run.began",
                {{"path", "/x/R.md"},
                 {"runbook_hash", "h"},
                 {"steps", {{{"id", "a"}, {"due_ms", -60000}}, {{"id", "b"}, {"due_ms", 0}}}}},
                100)};
}

TEST(Project, StepsWaitUntilTheyBegin) {
  auto events = begun();
  EXPECT_EQ(project(events).step("a").state, StepState::waiting);
  events.push_back(event("step.began", {{"step", "a"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::running);
  EXPECT_EQ(project(events).step("a").attempts, 1);
}

TEST(Project, AFinishedStepHasItsStateAndShell) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}));
  events.push_back(
      event("step.finished", {{"step", "a"}, {"state", "passed"}, {"shell_state", "/s/1"}, {"verdict", "fine"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::passed);
  EXPECT_EQ(project(events).shell_state, "/s/1");
  events.push_back(event("step.began", {{"step", "b"}}));
  events.push_back(event("step.finished", {{"step", "b"}, {"state", "failed"}, {"shell_state", "/s/2"}}));
  EXPECT_EQ(project(events).shell_state, "/s/1") << "a failed step's variables do not go on";
}

TEST(Project, TheClockBeginsWithTheFirstStepDueAtZero) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}, 110));
  EXPECT_FALSE(project(events).zero);
  events.push_back(event("step.began", {{"step", "b"}}, 120));
  events.push_back(event("step.began", {{"step", "b"}}, 130));
  EXPECT_EQ(project(events).zero, base::Instant(std::chrono::seconds(120)));
}

TEST(Project, ADangerousStepCountsAsRunningOnceItIsAllowed) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}));
  events.push_back(event("question.asked", {{"step", "a"}, {"when", "dangerous"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::asking);
  events.push_back(event("question.answered", {{"step", "a"}, {"answer", "run"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::running);
}

TEST(Project, AStepThatIsAllowedAfterItsRunWasLeftHasNotRun) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}));
  events.push_back(event("question.asked", {{"step", "a"}, {"when", "dangerous"}}));
  events.push_back(event("run.paused", {{"step", "a"}, {"exit_code", 5}}));
  events.push_back(event("question.answered", {{"step", "a"}, {"when", "dangerous"}, {"answer", "run"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::asking);
  ASSERT_EQ(project(events).step("a").answers.size(), 1U);
  events.push_back(event("step.began", {{"step", "a"}}));
  EXPECT_EQ(project(events).step("a").answers.size(), 1U) << "it is used when the run goes on";
}

TEST(Project, AStepThatIsAllowedWhileItsRunStopsHasNotRun) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}));
  events.push_back(event("question.asked", {{"step", "a"}, {"when", "dangerous"}}));
  events.push_back(event("question.answered", {{"step", "a"}, {"when", "dangerous"}, {"answer", "run"}}));
  events.push_back(event("run.paused", {{"step", "a"}, {"exit_code", 5}}));
  EXPECT_EQ(project(events).step("a").state, StepState::asking);
}

TEST(Project, AnotherProcessThatStopsSaysNothingAboutTheStep) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}));
  events.push_back(event("question.asked", {{"step", "a"}, {"when", "dangerous"}}));
  events.back().pid = 7;
  events.push_back(event("run.paused", {{"step", "a"}, {"exit_code", 5}}));
  events.push_back(event("question.answered", {{"step", "a"}, {"when", "dangerous"}, {"answer", "run"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::running);
}

TEST(Project, WorkThatAPersonHasYetToJudgeIsKept) {
  auto events = begun();
  events.push_back(event("step.began", {{"step", "a"}}));
  events.push_back(event(
      "question.asked",
      {{"step", "a"}, {"when", "difference"}, {"work", {{"came", "differs"}, {"verdict", "v"}, {"exit_code", 3}}}}));
  const auto state = project(events);
  ASSERT_TRUE(state.step("a").work);
  EXPECT_EQ(state.step("a").work->came, Outcome::Came::differs);
  EXPECT_EQ(state.step("a").work->exit_code, 3);
}

TEST(Project, EventsOfOtherRoomsChangeNothing) {
  auto events = begun();
  events.push_back(event("migration.applied", {{"version", "1"}}));
  events.push_back(event("step.output", {{"step", "a"}, {"text", "x"}}));
  EXPECT_EQ(project(events).step("a").state, StepState::waiting);
  EXPECT_FALSE(project(events).finished);
}

}  // namespace runner
