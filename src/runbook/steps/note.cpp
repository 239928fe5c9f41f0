#include "base/text.h"
#include "runbook/stage.h"
#include "runbook/steps.h"

namespace runbook {

static std::string what(const Step& step) {
  for (const auto line : base::lines(step.text)) {
    if (!base::trim(line).empty()) return std::string(base::trim(line));
  }
  return {};
}

static bool always(const Step&) {
  return true;
}

static Outcome carry_out(const Step& step, Stage& stage) {
  stage.screen().note(step);
  return {};
}

extern const StepKind note{.recorded = false, .does = what, .repeatable = always, .carry_out = carry_out};

}  // namespace runbook
