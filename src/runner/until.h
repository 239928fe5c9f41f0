// "Wait until": a fence that is done again and again until what is wanted comes back.
#pragma once

#include <functional>

#include "runbook/expect.h"
#include "runner/step_context.h"

namespace runner {

/// One round of the work: what came of it, and what it produced for `until` to be held against.
struct Round {
  Outcome outcome;
  runbook::Produced produced;
};

/// Whether the step is such a loop: attribute `until`.
bool is_loop(const runbook::Step& step);

/// Does rounds every `every` (10 s) until `until` holds of what came back, at most for `timeout` (10 min). An empty
/// `until` means that the command ends with 0. A round that fails is not the end; one that is interrupted is.
Outcome repeat_until(const runbook::Step& step, StepContext& stage, const std::function<Round()>& once);

}  // namespace runner
