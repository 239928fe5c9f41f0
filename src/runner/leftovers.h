// Processes that a killed run left behind: their supervisors end them, which takes a moment.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"

namespace runner {

/// Waits until no process of the run is left, at most `patience`. Gives back those that still are, as "pid command".
/// They are known by LOCKKEEPER_RUN in their environment, and LOCKKEEPER_STEP where only those of `step` count; this
/// process and those above it do not count.
std::vector<std::string> wait_for_leftovers(const std::string& run, base::Milliseconds patience,
                                            const std::stop_token& stop, const std::string& step = {});

}  // namespace runner
