// Cells of a table of criteria that fill themselves: where the target is about a fact that is known.
#pragma once

#include <map>
#include <string>

#include "runner/step_context.h"

namespace runner {

/// By the field's name: "7 of 7" under "Actual", "✓" under "Met"; what is not known is left to people.
std::map<std::string, std::string> known_criteria(const runbook::Step& step, StepContext& stage);

}  // namespace runner
