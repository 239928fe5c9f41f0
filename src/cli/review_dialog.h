// Goes through a runbook with the person at the terminal, section by section, and approves what they say.
#pragma once

#include <string>

#include "cli/command.h"
#include "runner/review.h"

namespace cli {

/// How many steps were approved. Ends early when the person says stop or the input ends; what was approved stays.
long long go_through(Context& context, const runbook::Runbook& book, runner::Review& review, const std::string& by);

}  // namespace cli
