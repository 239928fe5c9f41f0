#include "base/text.h"
#include "runner/claims.h"
#include "runner/fill_in.h"
#include "runner/sign_off.h"
#include "runner/steps.h"

namespace runner {

static std::string what_checkpoint(const runbook::Step& step) {
  std::vector<std::string> names;
  for (const auto& field : step.fields) names.push_back(field.name);
  if (names.empty()) return fmt::format("{}: asks whether it holds", step.title);
  return fmt::format("{}: {}", step.title, fmt::join(names, ", "));
}

static bool always_checkpoint(const runbook::Step&) {
  return true;
}

static Outcome carry_out_checkpoint(const runbook::Step& step, StepContext& stage) {
  std::map<std::string, std::string> filled;
  if (auto ended = fill_in(step, stage, filled)) return *ended;
  if (!step.fields.empty()) {
    const auto text = tell(filled, step);
    return hold_to(step, stage, claims_of(step, filled),
                   {.verdict = base::shorten(base::replace_all(text, "\n", ", "), 120), .evidence = text});
  }
  const auto claims = claims_of(step);
  const auto findings = look_up(claims, stage);
  const auto answer =
      sign_off(step, stage,
               {.step = step.id,
                .when = "task",
                .text = step.title,
                .choices = {{"done", "it holds"}, {"skip", "leave it out, with a reason"}, {"stop", "stop here"}},
                .about = with_findings(step.text, findings)});
  if (!answer) return {.came = Outcome::Came::unanswered, .verdict = "nobody confirmed it"};
  const std::string who = signature(*answer);
  if (answer->answer == "skip")
    return {.came = Outcome::Came::skipped, .verdict = "left out" + who, .left = "left out" + who};
  if (answer->answer == "stop") return {.came = Outcome::Came::stopped, .verdict = "stopped" + who};
  return hold_to(step, stage, claims, {.verdict = "confirmed" + who});
}

extern const StepKind checkpoint{
    .does = what_checkpoint, .repeatable = always_checkpoint, .carry_out = carry_out_checkpoint};

}  // namespace runner
