// Blanks that people fill in: "Issues: ____", "Time: T+____", "Status: ✓ / ✗", "Tables: ____ (expected: 110+)".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runbook/runbook.h"

namespace runbook {

/// The blanks of one line of Markdown, each with the name that stands before it. Two in a line are two fields:
/// "DBA on-call: ____ (phone: ____)" gives "DBA on-call" and "DBA on-call phone".
std::vector<Field> read_blanks(std::string_view line, int number);

/// "**Status:** ✓ / ✗": a choice to mark, as checkpoints have it. Nothing for other lines.
std::vector<Field> read_choice(std::string_view line, int number);

/// Where the blanks that read_blanks names stand: begin and end (exclusive) in bytes.
std::vector<std::pair<std::size_t, std::size_t>> find_blanks(std::string_view line);

/// Number of blanks (three or more underscores) in a line; a line of underscores alone is a rule and has none.
int count_blanks(std::string_view line);

}  // namespace runbook
