// A question that people sign with their names: by role, and by two of them where the runbook asks for that.
#pragma once

#include <optional>

#include "runner/step_context.h"

namespace runner {

/// Asks `question` of the role that the step names; where it wants two people, asks a second one after a first yes
/// (the first of the choices). The answer's `by` then names both.
std::optional<Answer> sign_off(const runbook::Step& step, StepContext& stage, Question question);

/// " by Ada: reason", as verdicts end.
std::string signature(const Answer& answer);

}  // namespace runner
