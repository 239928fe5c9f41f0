// Results as a person reads them at a terminal. Pure.
#pragma once

#include <string>
#include <vector>

#include "check/check.h"

namespace check {

/// One line per result (✓ ⚠ ✗ –, name, evidence), below it what to do for all that did not pass, and a summary.
/// `colour`: with ANSI colours.
std::string render(const std::vector<Result>& results, bool colour);

}  // namespace check
