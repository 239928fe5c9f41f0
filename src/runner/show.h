// A runbook as it was read, and what each step would do: for people, as lines, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "runbook/runbook.h"

namespace runner {

base::Json to_json(const runbook::Runbook& runbook);
base::Json to_json(const runbook::Counts& counts);

/// How each line was read, one line for each reading: "  12-15  step a/b   the text of line 12".
std::string to_lines(const runbook::Runbook& runbook, std::string_view text, std::size_t width = 100);

/// What `runbook show` prints: phases with their time, steps, procedures, counts. `width`: columns of the terminal.
std::string to_text(const runbook::Runbook& runbook, std::size_t width = 100);

}  // namespace runner
