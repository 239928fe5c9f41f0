#include "report/diff_runs.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "report/plain.h"
#include "run_view/phrases.h"

namespace report {

bool StepComparison::differs() const {
  return !side[0].known || !side[1].known || states_differ || verdicts_differ || answers_differ || durations_differ;
}

static Side side_of(const run_view::Step& step) {
  Side side{.known = true, .state = step.state};
  if (!step.attempts.empty()) {
    side.verdict = step.attempts.back().verdict;
    side.worked = step.worked();
  }
  for (const auto& answer : step.answers) {
    std::string text = answer.answer + (answer.by.empty() ? "" : " by " + answer.by) +
                       (answer.reason.empty() ? "" : ": " + answer.reason);
    for (const auto& [name, value] : answer.fields) text += fmt::format("; {} = {}", name, value);
    side.answers.push_back(std::move(text));
  }
  return side;
}

static bool notably_different(const Side& a, const Side& b) {
  if (!a.worked || !b.worked) return false;
  const auto [less, more] = std::minmax(*a.worked, *b.worked);
  return more - less >= base::Milliseconds(1000) && more.count() * 2 >= less.count() * 3;
}

static void judge(StepComparison& step) {
  const auto& [a, b] = step.side;
  if (!a.known || !b.known) return;
  step.states_differ = a.state != b.state;
  step.verdicts_differ = a.verdict != b.verdict;
  step.answers_differ = a.answers != b.answers;
  step.durations_differ = notably_different(a, b);
}

RunComparison compare(const run_view::RunView& first, const run_view::RunView& second) {
  RunComparison out{.run = {first.run, second.run},
                    .state = {first.state, second.state},
                    .duration = {first.duration(), second.duration()},
                    .same_text = first.runbook_hash == second.runbook_hash};
  std::map<std::string, std::size_t> place;
  second.for_each_step([&](const run_view::Step& step) {
    place[step.id] = out.steps.size();
    out.steps.push_back({.id = step.id, .title = step.title, .phase = step.phase, .side = {Side{}, side_of(step)}});
  });
  std::string neighbour;  // the last step of the first run that the second has too
  std::vector<std::pair<std::string, StepComparison>> gone;
  first.for_each_step([&](const run_view::Step& step) {
    if (const auto known = place.find(step.id); known != place.end()) {
      out.steps[known->second].side[0] = side_of(step);
      neighbour = step.id;
    } else {
      gone.emplace_back(
          neighbour,
          StepComparison{.id = step.id, .title = step.title, .phase = step.phase, .side = {side_of(step), Side{}}});
    }
  });
  for (auto one = gone.rbegin(); one != gone.rend(); ++one) {
    const auto at = std::ranges::find(out.steps, one->first, &StepComparison::id);
    out.steps.insert(at == out.steps.end() ? out.steps.begin() : at + 1, std::move(one->second));
  }
  for (auto& step : out.steps) judge(step);
  return out;
}

static std::string span_or_dash(const std::optional<base::Milliseconds>& span) {
  return span ? base::format_span(*span) : std::string("-");
}

static std::string state_text(const Side& side) {
  return side.state + (side.worked ? ", " + base::format_span(*side.worked) : "");
}

static std::string joined_or_none(const std::vector<std::string>& texts) {
  return texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, " | "));
}

static std::string or_none(const std::string& text) {
  return text.empty() ? "none" : text;
}

static std::string step_text(const StepComparison& step) {
  const auto& [a, b] = step.side;
  if (!a.known) return fmt::format("+ {}  {} (only in the second)\n", step.id, state_text(b));
  if (!b.known) return fmt::format("- {}  {} (only in the first)\n", step.id, state_text(a));
  std::string out = fmt::format("~ {}  {} → {}\n", step.id, state_text(a), state_text(b));
  if (step.verdicts_differ) out += fmt::format("    verdict  {} → {}\n", or_none(a.verdict), or_none(b.verdict));
  if (step.answers_differ)
    out += fmt::format("    answers  {} → {}\n", joined_or_none(a.answers), joined_or_none(b.answers));
  return out;
}

std::string to_text(const RunComparison& comparison) {
  std::string out;
  for (std::size_t i = 0; i < 2; ++i) {
    out += fmt::format("{}  {}  {} after {}\n", i == 0 ? "first " : "second", comparison.run[i], comparison.state[i],
                       span_or_dash(comparison.duration[i]));
  }
  if (!comparison.same_text)
    out += fmt::format("The runbook was changed in between: lockkeeper runbook diff {} {} --text\n",
                       comparison.run[0], comparison.run[1]);
  std::string phase;
  long long alike = 0;
  long long differ = 0;
  for (const auto& step : comparison.steps) {
    if (!step.differs()) {
      ++alike;
      continue;
    }
    ++differ;
    if (differ == 1 || step.phase != phase) out += fmt::format("\n{}\n", step.phase.empty() ? "Steps" : step.phase);
    phase = step.phase;
    out += step_text(step);
  }
  out += fmt::format("\n{} differ, {} came out alike.\n", run_view::number_of(differ, "step"), alike);
  return plain(out);
}

static base::Json side_json(const Side& side) {
  base::Json json{{"state", side.state}, {"verdict", side.verdict}};
  if (side.worked) json["worked_ms"] = side.worked->count();
  json["answers"] = side.answers;
  return json;
}

base::Json to_json(const RunComparison& comparison) {
  base::Json json{{"compared", "runs"}};
  for (std::size_t i = 0; i < 2; ++i) {
    base::Json run{{"run", comparison.run[i]}, {"state", comparison.state[i]}};
    if (comparison.duration[i]) run["duration_ms"] = comparison.duration[i]->count();
    json[i == 0 ? "first" : "second"] = std::move(run);
  }
  json["same_text"] = comparison.same_text;
  json["steps"] = base::Json::array();
  for (const auto& step : comparison.steps) {
    base::Json one{{"id", step.id}, {"title", step.title}, {"phase", step.phase}, {"differs", step.differs()}};
    if (step.side[0].known) one["first"] = side_json(step.side[0]);
    if (step.side[1].known) one["second"] = side_json(step.side[1]);
    json["steps"].push_back(std::move(one));
  }
  return json;
}

}  // namespace report
