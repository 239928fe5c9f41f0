#include "base/text.h"
#include "runner/step_context.h"
#include "runner/steps.h"

namespace runner {

static std::string what_note(const runbook::Step& step) {
  for (const auto line : base::lines(step.text)) {
    if (!base::trim(line).empty()) return std::string(base::trim(line));
  }
  return {};
}

static bool always_note(const runbook::Step&) {
  return true;
}

static Outcome carry_out_note(const runbook::Step& step, StepContext& stage) {
  stage.screen().note(step);
  return {};
}

extern const StepKind note{
    .recorded = false, .does = what_note, .repeatable = always_note, .carry_out = carry_out_note};

}  // namespace runner
