// Cells of a table of criteria that fill themselves: where the target is about a fact that is known.
#pragma once

#include <map>
#include <string>

#include "runner/step_context.h"

namespace runner {

struct KnownCriterion {
  std::string value;            // "7 of 7" under "Actual", "✓ 7 of 7" under "Met"
  std::string difference = {};  // what is not as the table wants it; empty where it is
};
/// By the field's name; what is not known is left to people.
std::map<std::string, KnownCriterion> known_criteria(const runbook::Step& step, StepContext& stage);

}  // namespace runner
