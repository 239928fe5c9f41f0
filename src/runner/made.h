// What a step's commands have made, looked at once they have ended, and written down: evidence for gates, ticks and
// the report.
#pragma once

#include <string>

#include "runner/step_context.h"

namespace runner {

/// `script` has ended with 0 after `took`; `shell_state`: as it left the shell.
void record_made(const runbook::Step& step, const std::string& script, const std::string& shell_state,
                 base::Milliseconds took, StepContext& stage);

}  // namespace runner
