#include "base/text.h"
#include "runner/claims.h"
#include "runner/fill_in.h"
#include "runner/sign_off.h"
#include "runner/steps.h"

namespace runner {

static std::string what_task(const runbook::Step& step) {
  if (step.ticked) return step.title + " (ticked in the file)";
  if (!step.parts.empty())
    return fmt::format("{}: done when its {} are", step.title, base::count_of(std::ssize(step.parts), "part"));
  if (!step.fields.empty()) {
    std::vector<std::string> names;
    for (const auto& field : step.fields) names.push_back(field.name);
    return fmt::format("{}: asks for {}", step.title, fmt::join(names, ", "));
  }
  return step.title;
}

static bool always_task(const runbook::Step&) {
  return true;
}

// A task whose work is in the check boxes below it needs no signature of its own.
static Outcome from_parts(const runbook::Step& step, const StepContext& stage) {
  std::map<StepState, int> states;
  for (const auto& part : step.parts) ++states[stage.state().step(part).state];
  std::vector<std::string> words;
  for (const auto& [state, count] : states) words.push_back(fmt::format("{} {}", count, name(state)));
  return {.verdict = fmt::format("its parts: {}", fmt::join(words, ", "))};
}

static Outcome carry_out_task(const runbook::Step& step, StepContext& stage) {
  const auto claims = claims_of(step);
  if (step.ticked) return hold_to(step, stage, claims, {.verdict = "ticked in the file"});
  std::map<std::string, std::string> filled;
  if (auto ended = fill_in(step, stage, filled)) return *ended;
  if (!step.parts.empty()) return hold_to(step, stage, claims, from_parts(step, stage));
  const auto findings = look_up(claims, stage);
  const auto answer =
      sign_off(step, stage,
               {.step = step.id,
                .when = "task",
                .text = step.title,
                .choices = {{"done", "it is done"}, {"skip", "leave it out, with a reason"}, {"stop", "stop here"}},
                .about = with_findings(step.text, findings)});
  if (!answer) return {.came = Outcome::Came::unanswered, .verdict = "nobody signed it off"};
  const auto left_out = "left out" + signature(*answer);
  if (answer->answer == "skip") return {.came = Outcome::Came::skipped, .verdict = left_out, .left = left_out};
  if (answer->answer == "stop") return {.came = Outcome::Came::stopped, .verdict = "stopped" + signature(*answer)};
  // Looked at again: it may have been put right while the question was open.
  return hold_to(step, stage, claims, {.verdict = "done" + signature(*answer), .evidence = tell(filled, step)});
}

extern const StepKind task{.does = what_task, .repeatable = always_task, .carry_out = carry_out_task};

}  // namespace runner
