#include "report/postmortem.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "report/narrative.h"
#include "run_view/metrics.h"
#include "run_view/sample_events_test.h"
#include "testing/case_file.h"

namespace report {

using namespace std::chrono_literals;

static run_view::Metric metric(const run_view::RunView& view, const std::string& id) {
  for (const auto& one : metrics(view)) {
    if (one.id == id) return one;
  }
  throw std::runtime_error("no metric " + id);
}

TEST(Metrics, SayFromWhatTheyAreDerived) {
  const auto view = run_view::build_run_view(run_view::finished_night());
  EXPECT_EQ(metric(view, "duration").planned, "1 h");
  EXPECT_EQ(metric(view, "backup_time").actual, "4.0 s");
  EXPECT_EQ(metric(view, "migration_time").actual, "3.8 s for 2 migrations");
  EXPECT_EQ(metric(view, "rollback").actual, "no");
  EXPECT_EQ(metric(view, "downtime").planned, "55 min");
  EXPECT_EQ(
      metric(view, "downtime").from,
      "from the beginning of \"Read-only mode\" to the end of \"Open the shop\", going by what the steps are called");
  EXPECT_EQ(metric(view, "indexes").before, "41");
  EXPECT_EQ(metric(view, "indexes").after, "356");
  EXPECT_EQ(metric(view, "error_rate").actual, run_view::not_measured);
  EXPECT_EQ(metric(run_view::build_run_view(run_view::failed_night()), "rollback").actual, "yes");
}

TEST(Metrics, GuessNothing) {
  for (const auto& one : metrics(run_view::build_run_view({}))) {
    if (one.id == "rollback" || one.id == "migration_time") continue;
    EXPECT_EQ(one.actual, run_view::not_measured) << one.id;
  }
}

TEST(Metrics, DowntimeIsMeasuredWhereMaintenanceIsOnRecord) {
  run_view::Night night;
  begin_run(night);
  night.add("maintenance.entered", {{"by", "Dana"}}).wait(90s);
  night.add("maintenance.left", {{"by", "Dana"}}).wait(1s).passed("maintenance-on", 1s);
  const auto down = metric(run_view::build_run_view(night.events()), "downtime");
  EXPECT_EQ(down.actual, "1 min 30 s");
  EXPECT_EQ(down.from, "measured from entering maintenance mode to leaving it");
}

TEST(Metrics, TakeWhatPeopleFilledIn) {
  run_view::Night night;
  begin_run(night);
  night.add(
      "question.answered",
      {{"step", "orphans"}, {"by", "Dana"}, {"fields", {{"Error rate before", "0.1 %"}, {"Error rate", "0.3 %"}}}});
  const auto rate = metric(run_view::build_run_view(night.events()), "error_rate");
  EXPECT_EQ(rate.before, "0.1 %");
  EXPECT_EQ(rate.after, "0.3 %");
  EXPECT_NE(rate.from.find("filled in by Dana"), std::string::npos);
}

static std::vector<journal::Event> busy_night() {
  run_view::Night night;
  begin_run(night);
  night.add("run.scheduled", {{"at", "2026-12-06T02:00:00Z"}});
  night.add("run.scheduled",
            {{"at", "2026-12-06T03:00:00Z"}, {"before", "2026-12-06T02:00:00Z"}, {"reason", "late"}});
  night.add("vote.cast", {{"step", "go"}, {"by", "Priya"}, {"role", "lead"}, {"vote", "GO"}, {"reason", "green"}});
  night.add("escalation.raised", {{"level", 1}, {"after_ms", 900000}, {"step", "go"}, {"text", "GO or NO-GO?"}});
  night.add("message.queued",
            {{"message", "m1"}, {"channel", "mail"}, {"subject", "Maintenance"}, {"recipients", {"a", "b"}}});
  night.add("message.sending", {{"message", "m1"}, {"to", "all@example.com"}});
  night.add("message.sent", {{"message", "m1"}, {"to", "all@example.com"}});
  night.add("message.failed", {{"message", "m1"}, {"to", "#ops"}, {"reply", "HTTP 500"}});
  night.add("check.watched",
            {{"suite", "health"},
             {"changes", {{{"check", "error-rate"}, {"from", "pass"}, {"to", "fail"}, {"evidence", "3 %"}}}}});
  night.add("queue.item_lost", {{"reason", "<b>none</b>"}, {"count", 3}, {"nested", {{"a", 1}}}});
  night.add("rehearsal.finished", base::Json::array({1, 2}));
  return night.events();
}

TEST(Happenings, AreToldInWordsEvenWhereUnknown) {
  const auto view = run_view::build_run_view(busy_night());
  std::vector<std::string> told;
  for (const auto& event : view.happenings) told.push_back(event.what);
  EXPECT_EQ(told, (std::vector<std::string>{"scheduled for 2026-12-06 02:00:00 UTC",
                                            "moved from 2026-12-06 02:00:00 UTC to 2026-12-06 03:00:00 UTC: late",
                                            "escalated to level 1 after 15 min: GO or NO-GO?",
                                            "\"Maintenance\" queued for mail, 2 recipients",
                                            "\"Maintenance\" sent to all@example.com by mail",
                                            "\"Maintenance\" not sent to #ops by mail: HTTP 500",
                                            "health watched; error-rate went from pass to fail: 3 %",
                                            "queue item lost: reason <b>none</b>, count 3", "rehearsal finished"}));
  const auto moments = chronicle(view);
  EXPECT_GE(moments.size(), 10U);
  const auto page = to_html(postmortem(view));
  EXPECT_EQ(page.find("<b>none"), std::string::npos);
}

TEST(Happenings, AProcedureHasItsOwnPhase) {
  run_view::Night night;
  begin_run(night);
  night.add("procedure.began", {{"procedure", "Rollback"}, {"steps", {{{"id", "rollback/x"}, {"title", "Undo"}}}}});
  night.passed("rollback/x", 1s).add("procedure.finished", {{"procedure", "Rollback"}, {"state", "passed"}});
  const auto view = run_view::build_run_view(night.events());
  EXPECT_EQ(view.phases.back().title, "On demand: Rollback");
  EXPECT_EQ(view.phases.back().stages.at(0).steps.at(0).title, "Undo");
  EXPECT_EQ(view.happenings.size(), 2U);
}

TEST(Happenings, WatchedChecksCountAsAfter) {
  auto events = run_view::finished_night();
  events.back().kind = "check.watched";
  events.back().data = {{"suite", "health"},
                        {"results", {{{"check", "error-rate"}, {"verdict", "warn"}, {"evidence", "0.4 %"}}}},
                        {"changes", base::Json::array()}};
  const auto view = run_view::build_run_view(events);
  EXPECT_TRUE(view.happenings.empty());
  EXPECT_EQ(metric(view, "error_rate").after, "0.4 %");
}

TEST(Happenings, NoKindBreaksAReport) {
  for (const auto& event : busy_night()) {
    for (const base::Json& strange : {base::Json(nullptr), base::Json(7), base::Json("x"), base::Json::array({1}),
                                      base::Json{{"by", {{"a", 1}}}, {"after_ms", "x"}, {"to", {1, 2}}}}) {
      auto events = busy_night();
      events[static_cast<std::size_t>(event.seq - 1)].data = strange;
      const auto view = run_view::build_run_view(events);
      EXPECT_NO_THROW(static_cast<void>(to_markdown(postmortem(view)) + to_html(postmortem(view)))) << event.kind;
    }
  }
}

// --update writes the sample anew.
static void expect_as_sample(const std::string& name, const std::string& text) {
  const std::string file = std::string(LOCKKEEPER_SOURCE "/src/report/samples/") + name;
  if (cases::updating()) base::write_file(file, text, 0644);
  EXPECT_EQ(text, base::read_file(file)) << "run with --update if this is as it should be";
}

TEST(Postmortem, IsAsTheSample) {
  expect_as_sample("postmortem.md", to_markdown(postmortem(run_view::build_run_view(run_view::failed_night()))));
}

TEST(Postmortem, ListsWhatIsToBeDone) {
  auto events = run_view::finished_night();
  events.back().kind = "note";
  events.back().data = {{"text", "rebuild the index"}, {"action", true}, {"owner", "Dana"}, {"due", "2026-12-10"}};
  const auto view = run_view::build_run_view(events);
  ASSERT_EQ(view.actions.size(), 1U);
  EXPECT_EQ(view.notes.size(), 1U);
  const auto text = to_markdown(postmortem(view));
  EXPECT_NE(text.find("| 1 | rebuild the index | Dana | 2026-12-10 |"), std::string::npos);
  EXPECT_NE(text.find("| 2 | VACUUM (ANALYZE) orders | ____ | ____ | suggested: check dead-tuples: warn |"),
            std::string::npos)
      << text;
}

TEST(Postmortem, PageClosesWhatItOpensAndLoadsNothing) {
  for (const auto& night :
       {run_view::finished_night(), run_view::killed_night(), run_view::failed_night(), busy_night(), {}}) {
    const auto page = to_html(postmortem(run_view::build_run_view(night)));
    for (const char* tag : {"div", "table", "tr", "td", "ul", "li", "p", "dl", "span", "main", "header"}) {
      const auto count = [&](const std::string& what) {
        long long found = 0;
        for (std::size_t at = 0; (at = page.find(what, at)) != std::string::npos; ++at) {
          const char next = page[at + what.size()];
          found += next == '>' || next == ' ' ? 1 : 0;
        }
        return found;
      };
      EXPECT_EQ(count("<" + std::string(tag)), count("</" + std::string(tag))) << tag;
    }
    for (const char* forbidden : {"http://", "https://", "url(", "<script", "src="})
      EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
  }
}

}  // namespace report
