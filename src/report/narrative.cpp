#include "report/narrative.h"

#include <fmt/format.h>

#include "base/text.h"
#include "run_view/order.h"
#include "run_view/phrases.h"

namespace report {

namespace {

struct Told {
  Moment moment;
  const run_view::Stage* stage = nullptr;  // whose beginning or end it is
};

}  // namespace

static void tell_stage(const run_view::Stage& stage, std::vector<Told>& told) {
  if (!stage.began) return;
  told.push_back({{*stage.began, fmt::format("\"{}\" began", stage.title), "", ""}, &stage});
  if (!stage.ended) return;
  const auto took = *stage.ended - *stage.began;
  const std::string against =
      stage.planned ? fmt::format(", planned: {}", base::format_span(*stage.planned)) : std::string();
  told.push_back(
      {{*stage.ended, fmt::format("\"{}\" ended after {}{}", stage.title, base::format_span(took), against), "",
        stage.state},
       &stage});
}

// A beginning right before its own end says nothing that the end does not.
static std::vector<Moment> without_empty_beginnings(std::vector<Told> told) {
  std::vector<Moment> moments;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const bool same = told[i].stage != nullptr && i + 1 < told.size() && told[i + 1].stage == told[i].stage;
    if (!same) moments.push_back(std::move(told[i].moment));
  }
  return moments;
}

static void tell_steps(const run_view::Stage& stage, std::vector<Told>& moments) {
  for (const auto& step : stage.steps) {
    for (const auto& attempt : step.attempts) {
      if (!attempt.wrong) continue;
      moments.push_back(
          {{*attempt.wrong, fmt::format("\"{}\" went wrong{}", step.title, run_view::after_colon(attempt.verdict)),
            "", "failed"}});
    }
  }
}

static void tell_migrations(const run_view::RunView& view, std::vector<Told>& moments) {
  for (std::size_t at = 0; at < view.migrations.size();) {
    const auto& first = view.migrations[at];
    std::size_t next = at;
    while (next < view.migrations.size() && view.migrations[next].state == first.state &&
           view.migrations[next].step == first.step)
      ++next;
    const auto& last = view.migrations[next - 1];
    if (first.began) {
      const std::string names = next - at == 1 ? "migration " + run_view::migration_name(first.version, first.name)
                                               : fmt::format("{} migrations, {} to {}", next - at,
                                                             run_view::migration_name(first.version, first.name),
                                                             run_view::migration_name(last.version, last.name));
      moments.push_back({{last.ended.value_or(*first.began),
                          fmt::format("{} {}{}", names, first.state,
                                      last.ended ? " in " + base::format_span(*last.ended - *first.began) : ""),
                          "", first.state}});
    }
    at = next;
  }
}

static void tell_backups(const run_view::RunView& view, std::vector<Told>& moments) {
  for (const auto& backup : view.backups) {
    if (backup.time) {
      moments.push_back({{*backup.time,
                          fmt::format("backup {} taken{}", backup.id,
                                      backup.duration ? " in " + base::format_span(*backup.duration) : ""),
                          "", ""}});
    }
    for (const auto& proof : backup.proofs) {
      moments.push_back({{proof.time,
                          fmt::format("backup {} {}", backup.id,
                                      proof.ok ? "proved by restoring it" : "does not restore to the same database"),
                          "", proof.ok ? "proved" : "failed"}});
    }
    for (const auto& restore : backup.restores) {
      moments.push_back(
          {{restore.time, fmt::format("backup {} restored as {}", backup.id, restore.database), "", "warning"}});
    }
  }
}

static void tell_people(const run_view::RunView& view, std::vector<Told>& moments) {
  for (const auto& answer : view.answers) {
    if (!is_decision(answer)) continue;
    moments.push_back({{answer.time,
                        fmt::format("{}: {}{}", question_text(view, answer), answer.answer,
                                    answer.reason.empty() ? "" : " (" + answer.reason + ")"),
                        answer.by, ""}});
  }
  for (const auto& note : view.notes) moments.push_back({{note.time, note.text, note.by, ""}});
  for (const auto& item : view.actions) moments.push_back({{item.time, "to do: " + item.text, item.by, ""}});
}

static void tell_checks(const run_view::RunView& view, std::vector<Told>& moments) {
  for (const auto& check : view.checks) {
    if (check.watched) continue;  // what changed is told as a happening
    long long passed = 0;
    std::string worst = "passed";
    for (const auto& result : check.results) {
      const auto outcome = run_view::outcome_of(result.verdict);
      passed += outcome == run_view::Outcome::good ? 1 : 0;
      if (outcome == run_view::Outcome::bad) worst = "failed";
      if (outcome == run_view::Outcome::warning && worst != "failed") worst = "warning";
    }
    moments.push_back(
        {{check.time, fmt::format("checks ({}): {} of {} passed", check.suite, passed, check.results.size()), "",
          worst}});
  }
}

std::vector<Moment> chronicle(const run_view::RunView& view) {
  std::vector<Told> moments;
  if (view.began) moments.push_back({{*view.began, "the run began", "", ""}});
  for (const auto& phase : view.phases) {
    for (const auto& stage : phase.stages) {
      tell_stage(stage, moments);
      tell_steps(stage, moments);
    }
  }
  tell_migrations(view, moments);
  tell_backups(view, moments);
  tell_checks(view, moments);
  tell_people(view, moments);
  for (const auto& away : view.interruptions) {
    moments.push_back(
        {{away.last_seen,
          away.reason.empty() ? std::string("the run was broken off") : "the run paused: " + away.reason, "",
          "interrupted"}});
    moments.push_back(
        {{away.resumed, fmt::format("the run went on after {}", base::format_span(away.resumed - away.last_seen)), "",
          ""}});
  }
  for (const auto& event : view.happenings) moments.push_back({{event.time, event.what, event.by, ""}});
  if (view.ended && view.state != "unfinished")
    moments.push_back({{*view.ended, "the run ended: " + run_view::state_text(view), "", view.state}});
  run_view::sort_by(moments, [](const Told& told) { return told.moment.time; });
  return without_empty_beginnings(std::move(moments));
}

}  // namespace report
