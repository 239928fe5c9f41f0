// What the record says for a post-mortem: what went well, what did not, what is left to do.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "report/postmortem.h"
#include "run_view/metrics.h"
#include "run_view/phrases.h"

namespace report {

static bool passed_at_once(const run_view::Step& step) {
  return step.state == "passed" && step.attempts.size() == 1 && !step.attempts.front().wrong;
}

static std::optional<std::string> steps_at_once(const run_view::RunView& view) {
  long long at_once = 0;
  long long begun = 0;
  view.for_each_step([&](const run_view::Step& step) {
    begun += step.attempts.empty() || step.state == "skipped" ? 0 : 1;
    at_once += passed_at_once(step) ? 1 : 0;
  });
  if (at_once == 0) return std::nullopt;
  if (at_once == begun)
    return fmt::format("All {} that were carried out passed at the first try.", run_view::number_of(begun, "step"));
  return fmt::format("{} of {} that were carried out passed at the first try.", at_once,
                     run_view::number_of(begun, "step"));
}

static std::optional<std::string> in_time(const run_view::RunView& view) {
  const auto duration = view.duration();
  if (!duration || !view.planned || *duration > *view.planned || view.state != "passed") return std::nullopt;
  return fmt::format("It took {} of {} planned.", base::format_span(*duration), base::format_span(*view.planned));
}

static std::optional<std::string> stages_in_time(const run_view::RunView& view) {
  long long planned = 0;
  long long within = 0;
  for (const auto& phase : view.phases) {
    for (const auto& stage : phase.stages) {
      if (!stage.planned || !stage.began || !stage.ended) continue;
      ++planned;
      within += *stage.ended - *stage.began <= *stage.planned ? 1 : 0;
    }
  }
  if (within == 0) return std::nullopt;
  return fmt::format("{} of {} with a planned time stayed within it.", within, run_view::number_of(planned, "stage"));
}

static std::optional<std::string> proved_backup(const run_view::RunView& view) {
  for (const auto& backup : view.backups) {
    for (const auto& proof : backup.proofs) {
      if (!proof.ok) continue;
      const bool first = std::ranges::all_of(
          view.migrations, [&](const run_view::Migration& m) { return !m.began || *m.began >= proof.time; });
      return fmt::format("Backup {} was proved by restoring it{}: {}{}.", backup.id,
                         first && !view.migrations.empty() ? " before the first migration" : "", holding_text(proof),
                         proof.duration ? ", in " + base::format_span(*proof.duration) : "");
    }
  }
  return std::nullopt;
}

static std::optional<std::string> migrations_at_once(const run_view::RunView& view) {
  const auto good = [](const run_view::Migration& m) {
    return m.state == "applied" && m.attempts <= 1 && !m.recovered;
  };
  std::map<std::string, bool> by_name;  // one that was undone and applied again is one
  for (const auto& migration : view.migrations) {
    if (migration.state == "undone") continue;
    const auto [at, added] = by_name.try_emplace(migration.name, true);
    at->second = at->second && good(migration);
  }
  const auto count = std::ranges::count_if(by_name, [](const auto& each) { return each.second; });
  if (count == 0) return std::nullopt;
  if (count == std::ssize(by_name) && count > 1)
    return fmt::format("All {} migrations applied at the first try.", count);
  return fmt::format("{} of {} applied at the first try.", count,
                     run_view::number_of(std::ssize(by_name), "migration"));
}

static std::optional<std::string> checks_after(const run_view::RunView& view) {
  long long after = 0;
  long long good = 0;
  for (const auto& row : view.before_after) {
    if (!row.after) continue;
    ++after;
    good += run_view::outcome_of(row.after->verdict) == run_view::Outcome::good ? 1 : 0;
  }
  if (good == 0) return std::nullopt;
  return fmt::format("{} of {} after the change passed.", good, run_view::number_of(after, "check"));
}

static std::optional<std::string> rows_kept(const run_view::RunView& view) {
  const auto after = baseline_after(view);
  if (!after) return std::nullopt;
  long long same = 0;
  for (const auto& [table, rows] : view.baselines.front().rows) {
    const auto found = after->rows.find(table);
    same += found != after->rows.end() && found->second == rows ? 1 : 0;
  }
  if (same == 0) return std::nullopt;
  return fmt::format("{} of {} held as many rows afterwards as before.", same,
                     run_view::number_of(std::ssize(view.baselines.front().rows), "table"));
}

std::vector<std::string> went_well(const run_view::RunView& view) {
  std::vector<std::string> out;
  for (const auto& fact : {in_time(view), steps_at_once(view), stages_in_time(view), proved_backup(view),
                           migrations_at_once(view), checks_after(view), rows_kept(view)}) {
    if (fact) out.push_back(*fact);
  }
  return out;
}

std::vector<Issue> issues(const run_view::RunView& view) {
  std::vector<Issue> out;
  for (const auto& failure : view.failures) {
    out.push_back({.what = fmt::format("{}: {}", clock_time(failure.time, view), failure.what),
                   .detail = failure.detail,
                   .done = failure.done,
                   .state = failure.resolved ? "dealt with" : "open"});
  }
  for (const auto& away : view.interruptions) {
    if (!away.reason.empty()) continue;
    out.push_back(
        {.what = fmt::format("{}: the run was broken off and went on after {}", clock_time(away.last_seen, view),
                             base::format_span(away.resumed - away.last_seen)),
         .detail =
             away.unfinished.empty() ? "" : fmt::format("unfinished then: {}", fmt::join(away.unfinished, ", ")),
         .state = "dealt with"});
  }
  for (const auto& spent : times_spent(view)) {
    if (const auto over = overrun(spent)) {
      out.push_back({.what = fmt::format("\"{}\" took {}, {} longer than planned",
                                         spent.stage.empty() ? spent.phase : spent.stage,
                                         base::format_span(*spent.actual), base::format_span(*over)),
                     .state = "overrun"});
    }
  }
  return out;
}

std::vector<Suggestion> suggestions(const run_view::RunView& view) {
  std::vector<Suggestion> out;
  for (const auto& failure : view.failures) {
    if (!failure.resolved) out.push_back({"Settle what is still open: " + failure.what, "open failure"});
  }
  view.for_each_step([&](const run_view::Step& step) {
    if (step.state == "waived" || (step.state == "skipped" && step.kind == "task")) {
      const auto verdict = step.attempts.empty() ? std::string() : step.attempts.back().verdict;
      out.push_back(
          {fmt::format("Come back to \"{}\"{}", step.title, verdict.empty() ? "" : ": " + verdict), step.state});
    }
  });
  std::set<std::string> seen;
  for (const auto& row : view.before_after) {
    const auto& last = row.after ? row.after : row.before;
    if (last && calls_for_action(*last) && seen.insert(row.check).second)
      out.push_back({last->todo, fmt::format("check {}: {}", row.check, last->verdict)});
  }
  return out;
}

}  // namespace report
