// Whether the shell holds what a fence was judged by: the fences that set it may have been left out, or be others
// now.
#pragma once

#include <string>

#include "runner/step_context.h"

namespace runner {

/// "DIR does not hold what the fences before set it to": why the step is not what it was judged to be; empty where it
/// is.
std::string not_as_relied_on(const runbook::Step& step, const StepContext& stage);

}  // namespace runner
