#include "run_view/run_view.h"

#include <algorithm>

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "run_view/metrics.h"
#include "run_view/phrases.h"
#include "run_view/sample_events_test.h"

namespace run_view {

static const Step& step_called(const RunView& view, const std::string& id) {
  const Step* found = nullptr;
  view.for_each_step([&](const Step& step) {
    if (step.id == id) found = &step;
  });
  if (found == nullptr) throw std::runtime_error("no step " + id);
  return *found;
}

TEST(RunView, TellsAFinishedNight) {
  const auto view = build_run_view(finished_night());
  EXPECT_EQ(view.run, "20261206-020000-3f9a");
  EXPECT_EQ(view.state, "passed");
  EXPECT_EQ(view.planned, 60min);
  ASSERT_EQ(view.phases.size(), 3U);
  ASSERT_EQ(view.phases[1].stages.size(), 3U);
  const Stage& backup = view.phases[1].stages[1];
  EXPECT_EQ(backup.title, "Backup (T+5)");
  EXPECT_EQ(backup.due, 5min);
  EXPECT_EQ(backup.planned, 5min);
  EXPECT_EQ(view.phases[2].stages[1].planned, 5min);  // the last stage lasts until the estimated end
  EXPECT_EQ(*view.t0, *step_called(view, "maintenance-on").began());
  ASSERT_TRUE(view.downtime);
  EXPECT_EQ(view.downtime->from_step, "Read-only mode");
  EXPECT_EQ(view.downtime->to_step, "Open the shop");
  ASSERT_EQ(view.migrations.size(), 2U);
  EXPECT_EQ(view.migrations[1].duration, 3500ms);
  ASSERT_EQ(view.backups.size(), 1U);
  EXPECT_TRUE(view.backups[0].proofs.at(0).ok);
  ASSERT_EQ(view.before_after.size(), 2U);
  EXPECT_EQ(view.before_after[1].before->verdict, "passed");
  EXPECT_EQ(view.before_after[1].after->verdict, "warn");
  ASSERT_EQ(view.answers.size(), 1U);
  EXPECT_EQ(view.answers[0].about, "gate");
  EXPECT_EQ(view.answers[0].by, "Priya Natarajan");
  EXPECT_EQ(view.answers[0].waited, 200ms);
  EXPECT_TRUE(view.failures.empty());
  EXPECT_TRUE(view.interruptions.empty());
  EXPECT_EQ(view.notes.at(0).text, "replica <caught> up");
  EXPECT_EQ(view.record.events, static_cast<long long>(finished_night().size()));
  EXPECT_EQ(step_called(view, "up").attempts.at(0).output.at(0).text, "2 migrations applied\n");
}

TEST(RunView, TellsAnInterruptedNight) {
  const auto view = build_run_view(killed_night());
  EXPECT_EQ(view.state, "passed");
  ASSERT_EQ(view.interruptions.size(), 1U);
  EXPECT_EQ(view.interruptions[0].resumed - view.interruptions[0].last_seen, 15min);
  EXPECT_EQ(view.interruptions[0].unfinished, std::vector<std::string>{"up"});
  const Step& up = step_called(view, "up");
  ASSERT_EQ(up.attempts.size(), 2U);
  EXPECT_EQ(up.attempts[0].state, "interrupted");
  EXPECT_FALSE(up.attempts[0].ended);
  EXPECT_EQ(up.state, "passed");
  EXPECT_EQ(up.worked(), 2050ms);
  ASSERT_EQ(view.migrations.size(), 2U);
  EXPECT_TRUE(view.migrations[1].recovered);
  EXPECT_EQ(view.migrations[1].state, "applied");
  EXPECT_TRUE(view.failures.empty());
}

TEST(RunView, TellsAFailedNightAndWhatWasDone) {
  const auto view = build_run_view(failed_night());
  EXPECT_EQ(view.state, "failed");
  ASSERT_EQ(view.migrations.size(), 1U);
  EXPECT_EQ(view.migrations[0].attempts, 2);
  EXPECT_EQ(view.migrations[0].failure->place, "migrations/3/migration.sql:7:13");
  // The step and the migration in it are one trouble, however often it was tried.
  ASSERT_EQ(view.failures.size(), 1U);
  const Failure& failure = view.failures[0];
  EXPECT_EQ(failure.what,
            "\"Apply the migrations\" went wrong: migration 3 add_privacy_consent failed: relation "
            "\"User\" does not exist");
  EXPECT_EQ(failure.detail,
            "at: migrations/3/migration.sql:7:13\nstatement: ALTER TABLE \"User\" ADD COLUMN x int\nSQLSTATE: "
            "42P01\nhint: did you mean users?");
  ASSERT_EQ(failure.done.size(), 5U);
  EXPECT_EQ(failure.done[0].substr(9), "Dana Reyes decided: retry (let us see)");
  EXPECT_EQ(failure.done[1].substr(9), "attempt 2 failed in 100 ms: exit code 1");
  EXPECT_EQ(failure.done[2].substr(9), "the migration failed again: relation \"User\" does not exist");
  EXPECT_EQ(failure.done[3].substr(9), "Dana Reyes decided: stop (restore instead)");
  EXPECT_EQ(failure.done[4].substr(9), "backup 20261206-020004-shop was restored as shop");
  EXPECT_TRUE(failure.resolved);
  ASSERT_EQ(step_called(view, "up").attempts.size(), 2U);
  EXPECT_EQ(step_called(view, "up").attempts[1].ended, step_called(view, "up").attempts[1].wrong.value() + 5s);
  ASSERT_EQ(view.backups[0].restores.size(), 1U);
  EXPECT_EQ(step_called(view, "orphans").state, "waiting");
}

TEST(RunView, IsMadeAtAnyMoment) {
  for (const auto& night : {finished_night(), killed_night(), failed_night()}) {
    for (std::size_t n = 0; n <= night.size(); ++n) {
      const auto view = build_run_view({night.begin(), night.begin() + static_cast<std::ptrdiff_t>(n)});
      EXPECT_EQ(view.record.events, static_cast<long long>(n));
      if (n > 0) {
        EXPECT_EQ(view.state == "unfinished" || view.state == "paused", n < night.size());
      }
      EXPECT_NO_THROW(static_cast<void>(to_json(view).dump()));
    }
  }
}

TEST(RunView, LivesWithMissingAndStrangeData) {
  for (const auto& event : failed_night()) {
    for (const auto& [key, value] : event.data.items()) {
      for (const base::Json& strange : {base::Json(nullptr), base::Json(7), base::Json("text"),
                                        base::Json::array({1, {{"a", 1}}}), base::Json::object()}) {
        auto events = failed_night();
        events[static_cast<std::size_t>(event.seq - 1)].data[key] = strange;
        EXPECT_NO_THROW(static_cast<void>(build_run_view(events))) << event.kind << " " << key;
        events[static_cast<std::size_t>(event.seq - 1)].data.erase(key);
        EXPECT_NO_THROW(static_cast<void>(build_run_view(events))) << event.kind << " " << key;
      }
    }
    auto events = failed_night();
    events[static_cast<std::size_t>(event.seq - 1)].data = base::Json::array({1});
    EXPECT_NO_THROW(static_cast<void>(build_run_view(events))) << event.kind;
  }
}

TEST(RunView, TellsWhatWasWaivedAndWhy) {
  Night night;
  begin_run(night);
  night.began("orphans").wait(1s);
  night.add("question.asked", {{"step", "orphans"},
                               {"when", "difference"},
                               {"work", {{"verdict", "3 rows instead of none"}, {"duration_ms", 1000}}}});
  night.wait(1min).add("question.answered",
                       {{"step", "orphans"}, {"answer", "accept"}, {"by", "Dana"}, {"reason", "known"}});
  night.add("step.finished", {{"step", "orphans"},
                              {"state", "waived"},
                              {"verdict", "3 rows instead of none; accepted by Dana: known"},
                              {"duration_ms", 1000}});
  const auto view = build_run_view(night.events());
  ASSERT_EQ(step_called(view, "orphans").attempts.size(), 1U);
  EXPECT_EQ(step_called(view, "orphans").state, "waived");
  EXPECT_EQ(step_called(view, "orphans").answers.at(0).about, "difference");
  ASSERT_EQ(view.failures.size(), 1U);
  EXPECT_TRUE(view.failures[0].resolved);
  EXPECT_EQ(view.failures[0].done.at(0).substr(9), "Dana decided: accept (known)");
}

TEST(RunView, KnowsAPauseFromACrash) {
  Night night;
  begin_run(night);
  night.began("go").wait(1s).add("question.asked", {{"step", "go"}, {"when", "gate"}});
  night.add("run.paused", {{"step", "go"}, {"reason", "nobody answered"}});
  EXPECT_EQ(build_run_view(night.events()).state, "paused");
  night.wait(1h).add("run.resumed", {{"unfinished", {"go"}}});
  const auto view = build_run_view(night.events());
  EXPECT_EQ(view.state, "unfinished");
  EXPECT_EQ(view.interruptions.at(0).reason, "nobody answered");
  EXPECT_EQ(step_called(view, "go").state, "interrupted");
}

TEST(RunView, ReportsOnWorkWithoutARunbook) {
  Night night("up-1");
  migrate(night, "1", "one", 250ms);
  const auto view = build_run_view(night.events());
  EXPECT_EQ(view.state, "passed");
  EXPECT_EQ(view.title, "Run up-1");
  EXPECT_EQ(view.duration(), 250ms);
}

TEST(RunView, ListsAMigrationAgainThatWasUndone) {
  Night night;
  migrate(night, "1", "one", 250ms);
  night.add("migration.began", {{"version", "1"}, {"name", "one"}, {"direction", "down"}}).wait(10ms);
  night.add("migration.undone", {{"version", "1"}, {"name", "one"}, {"duration_ms", 10}});
  migrate(night, "1", "one", 90ms);
  const auto view = build_run_view(night.events());
  ASSERT_EQ(view.migrations.size(), 3U);
  EXPECT_EQ(view.migrations[1].state, "undone");
  EXPECT_EQ(view.migrations[2].duration, 90ms);
}

TEST(Words, WriteTimesAsRunbooksDo) {
  EXPECT_EQ(due_text(0ms), "T-0");
  EXPECT_EQ(due_text(-std::chrono::hours(7 * 24)), "T-7 days");
  EXPECT_EQ(due_text(5min), "T+5 min");
  EXPECT_EQ(due_text(24h), "T+1 day");
  EXPECT_EQ(grouped(1104233), "1,104,233");
  EXPECT_EQ(grouped(-999), "-999");
  EXPECT_EQ(grouped(-1000), "-1,000");
}

TEST(RunView, APauseIsMeasuredFromThePauseNotFromTheLastNote) {
  Night night;
  begin_run(night);
  night.passed("preflight", 1s).add("run.paused", {{"step", "go"}, {"reason", "stopped by Dana"}});
  night.wait(10min).add("note", {{"text", "still waiting"}});
  const auto paused = build_run_view(night.events());
  EXPECT_EQ(paused.state, "paused");
  EXPECT_EQ(paused.duration(), 1s);
  night.wait(20min).add("run.resumed", base::Json::object());
  const auto view = build_run_view(night.events());
  ASSERT_EQ(view.interruptions.size(), 1U);
  EXPECT_EQ(view.interruptions[0].resumed - view.interruptions[0].last_seen, 30min);
}

TEST(RunView, ARollbackAloneIsNoEndOfAPause) {
  Night night;
  begin_run(night);
  night.passed("preflight", 1s).add("run.paused", {{"step", "go"}, {"reason", "stopped by Dana"}});
  night.wait(10min).add("run.resumed", base::Json::object());
  night.add("procedure.began", {{"procedure", "Rollback"}}).wait(5min);
  night.add("procedure.finished", {{"procedure", "Rollback"}, {"state", "passed"}});
  const auto paused = build_run_view(night.events());
  EXPECT_EQ(paused.state, "paused");
  EXPECT_TRUE(paused.interruptions.empty());
  night.wait(5min).add("run.resumed", base::Json::object());
  const auto view = build_run_view(night.events());
  ASSERT_EQ(view.interruptions.size(), 1U);
  EXPECT_EQ(view.interruptions[0].resumed - view.interruptions[0].last_seen, 20min);
}

TEST(Words, SayFirstThatTheJournalWasChanged) {
  Night night("up-1");
  migrate(night, "1", "one", 250ms);
  auto view = build_run_view(night.events());
  EXPECT_EQ(summary(view).front().find("journal"), std::string::npos);
  view.record.broken = "event 2 was changed";
  EXPECT_EQ(summary(view).front(),
            "The journal is not as it was written (event 2 was changed): nothing below can be relied on; 'lockkeeper "
            "audit verify' says more.");
}

TEST(RunView, VotesAreDecisionsWithTheirVoters) {
  Night night;
  begin_run(night);
  night.began("go").add("gate.known", {{"step", "go"},
                                       {"facts",
                                        {{{"what", "backup"}, {"holds", "yes"}, {"text", "backup proved"}},
                                         {{"what", "checks"}, {"holds", "no"}, {"text", "1 check failed"}}}}});
  night.add("question.asked", {{"step", "go"}, {"when", "gate"}, {"question", "GO or NO-GO?"}});
  night.wait(3s).add("vote.cast",
                     {{"step", "go"}, {"vote", "GO"}, {"by", "Dana"}, {"role", "lead"}, {"reason", "all green"}});
  night.wait(4s).add("vote.cast", {{"step", "go"}, {"vote", "GO"}, {"by", "Priya"}});
  night.add("gate.decided", {{"step", "go"}, {"decision", "GO"}, {"votes", 2}});
  night.finished("go", "passed", 100ms, {{"verdict", "GO (Dana, Priya)"}});
  const auto view = build_run_view(night.events());
  ASSERT_EQ(view.answers.size(), 2U);
  EXPECT_EQ(view.answers[0].by, "Dana");
  EXPECT_EQ(view.answers[0].role, "lead");
  EXPECT_EQ(view.answers[0].answer, "GO");
  EXPECT_EQ(view.answers[1].waited, 7s);
  EXPECT_TRUE(is_decision(view.answers[1]));
  EXPECT_EQ(step_called(view, "go").answers.size(), 2U);
  ASSERT_EQ(view.happenings.size(), 2U);
  EXPECT_EQ(
      view.happenings[0].what,
      "the journal said before the go/no-go: backup: backup proved; not as it should be: checks: 1 check failed");
  EXPECT_EQ(view.happenings[1].what, "go/no-go decided: GO, 2 votes");
  const auto told = summary(view);
  EXPECT_NE(std::ranges::find(told, "2 people made 1 decision."), told.end())
      << fmt::format("{}", fmt::join(told, "\n"));
}

TEST(RunView, WhatVerifyMeasuredStandsBesideTheBaseline) {
  Night night;
  begin_run(night);
  night.began("preflight").add("baseline.captured", {{"tables", 19}, {"bytes", 1000}, {"rows", {{"orders", 7}}}});
  night.wait(1s).add("check.finished", {{"suite", "verify"},
                                        {"results", base::Json::array()},
                                        {"figures", {{"tables", 21}, {"indexes", 40}, {"bytes", 2048}}}});
  const auto view = build_run_view(night.events());
  ASSERT_EQ(view.baselines.size(), 2U);
  EXPECT_EQ(view.baselines[1].tables, 21);
  for (const auto& metric : metrics(view)) {
    if (metric.id == "database_size") {
      EXPECT_EQ(metric.before, "1000 bytes");
      EXPECT_EQ(metric.after, "2048 bytes");
    }
  }
}

static std::string metric_after(const RunView& view, const std::string& id) {
  for (const auto& metric : metrics(view)) {
    if (metric.id == id) return metric.after;
  }
  return "no such metric";
}

TEST(RunView, FiguresOfAnotherDatabaseAreNotTheAfter) {
  Night night;
  begin_run(night);
  night.add("baseline.captured", {{"database", "shop"}, {"tables", 19}, {"rows", {{"orders", 7}}}});
  night.wait(1s).add("baseline.captured", {{"database", "shop"}, {"tables", 20}, {"rows", {{"orders", 8}}}});
  night.wait(1s).add("check.finished", {{"suite", "verify"}, {"database", "shop"}, {"figures", {{"tables", 21}}}});
  night.wait(1s).add("check.finished", {{"suite", "verify"}, {"database", "stock"}, {"figures", {{"tables", 4}}}});
  night.wait(1s).add("baseline.captured", {{"database", "stock"}, {"tables", 5}, {"rows", {{"parts", 1}}}});
  const auto view = build_run_view(night.events());
  EXPECT_EQ(metric_after(view, "tables"), "21");
  const auto after = baseline_after(view);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->rows, (std::map<std::string, long long>{{"orders", 8}}));
}

TEST(RunView, OneBaselineHasNoAfter) {
  Night night;
  begin_run(night);
  night.add("baseline.captured", {{"database", "shop"}, {"tables", 19}, {"rows", {{"orders", 7}}}});
  EXPECT_FALSE(baseline_after(build_run_view(night.events())));
  night.wait(1s).add("check.finished", {{"suite", "verify"}, {"database", "shop"}, {"figures", {{"tables", 21}}}});
  const auto after = baseline_after(build_run_view(night.events()));
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->rows.empty()) << "they were counted before only";
}

// back_up saves "shop" before anything is migrated.
static std::vector<std::string> states_after_restore(const std::vector<std::string>& migrated_in,
                                                     const std::string& also_seen) {
  Night night;
  begin_run(night);
  back_up(night);
  for (const auto& database : migrated_in) {
    base::Json data{{"version", std::to_string(night.events().size())}, {"name", "one"}};
    night.wait(1s)
        .add("migration.began", data)
        .about(database)
        .wait(1s)
        .add("migration.applied", data)
        .about(database);
  }
  night.wait(1s).add("backup.restored", {{"id", "20261206-020004-shop"}, {"database", "shop"}});
  if (!also_seen.empty()) night.add("baseline.captured", {{"database", also_seen}});
  std::vector<std::string> states;
  for (const auto& migration : build_run_view(night.events()).migrations) states.push_back(migration.state);
  return states;
}

TEST(RunView, ARestoreTakesBackTheMigrationsOfItsOwnDatabase) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(states_after_restore({"shop", "stock", ""}, ""), (Texts{"undone", "applied", "applied"}));
  EXPECT_EQ(states_after_restore({""}, "stock"), Texts{"applied"}) << "whose it was is not known";
  EXPECT_EQ(states_after_restore({"", "shop"}, "shop"), (Texts{"undone", "undone"}));
}

TEST(RunView, TheSameVersionInTwoDatabasesIsTwoMigrations) {
  Night night;
  begin_run(night);
  for (const char* database : {"shop", "stock"})
    night.add("migration.began", {{"version", "1"}, {"name", "one"}}).about(database);
  EXPECT_EQ(build_run_view(night.events()).migrations.size(), 2U);
}

TEST(RunView, ARollbackLeavesTheRunPausedAndTheMigrationsUndone) {
  Night night;
  begin_run(night);
  back_up(night);
  night.began("up");
  migrate(night, "1", "one", 250ms);
  night.add("migration.failed",
            {{"step", "up"}, {"version", "2"}, {"name", "two"}, {"message", "two failed: no table"}});
  night.finished("up", "failed", 10ms).add("run.paused", {{"step", "up"}, {"reason", "stopped by Dana"}});
  night.wait(1min).add("run.resumed", base::Json::object());
  night.add("procedure.began", {{"procedure", "Rollback 1"}, {"steps", base::Json::array()}});
  night.wait(9s).add("backup.restored",
                     {{"id", "20261206-020004-shop"}, {"database", "shop"}, {"duration_ms", 9000}});
  night.add("procedure.finished", {{"procedure", "Rollback 1"}, {"state", "passed"}, {"duration_ms", 9000}});
  const auto view = build_run_view(night.events());
  EXPECT_EQ(view.state, "paused");
  EXPECT_EQ(view.migrations.at(0).state, "undone");
  EXPECT_EQ(view.failures.at(0).what.find("two failed: two failed"), std::string::npos) << view.failures.at(0).what;
  const auto told = summary(view);
  EXPECT_NE(std::ranges::find(told, "On demand: procedure \"Rollback 1\" passed after 9.0 s."), told.end());
  EXPECT_EQ(view.duration(), *view.ended - *view.began);
}

// It waits for a person in the middle, and goes on later: no pause of the run's has ended, however often it stops.
TEST(RunView, ARollbackThatStopsItselfLeavesTheRunAsItStood) {
  for (const bool passed : {false, true}) {
    Night night;
    begin_run(night);
    night.passed("preflight", 1s);
    if (passed)
      night.add("run.finished", {{"state", "passed"}, {"duration_ms", 1000}});
    else
      night.add("run.paused", {{"step", "go"}, {"reason", "stopped by Dana"}});
    night.wait(1min).add("run.resumed", base::Json::object());
    night.add("procedure.began", {{"procedure", "Rollback 1"}, {"steps", {{{"id", "rollback/tell"}}}}});
    night.began("rollback/tell").add("run.paused", {{"step", "rollback/tell"}, {"reason", "nobody signed it off"}});
    const auto expect_as_it_stood = [&] {
      const auto view = build_run_view(night.events());
      EXPECT_EQ(view.state, passed ? "passed" : "paused");
      EXPECT_TRUE(view.interruptions.empty());
    };
    expect_as_it_stood();
    night.wait(1min).add("run.resumed", base::Json::object());
    night.began("rollback/tell").finished("rollback/tell", "passed", 10ms);
    night.add("procedure.finished", {{"procedure", "Rollback 1"}, {"state", "passed"}, {"duration_ms", 9000}});
    expect_as_it_stood();
    if (passed) continue;
    night.wait(1min).add("run.resumed", base::Json::object()).passed("up", 1s);
    const auto view = build_run_view(night.events());
    EXPECT_EQ(view.state, "unfinished");
    ASSERT_EQ(view.interruptions.size(), 1U);
    EXPECT_EQ(view.interruptions[0].reason, "stopped by Dana");
  }
}

TEST(Words, NumbersAreWrittenOneWay) {
  EXPECT_EQ(number_of(1104233, "row"), "1,104,233 rows");
  EXPECT_EQ(number_of(1, "entry", "entries"), "1 entry");
  EXPECT_EQ(number_of(12345, "entry", "entries"), "12,345 entries");
  EXPECT_EQ(span_text(std::nullopt), "");
  EXPECT_EQ(number_text(20000), "20,000");
}

}  // namespace run_view
