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

/// Check boxes inside a line or a cell: "**Result:** [ ] PASS / [ ] FAIL" is one field with two choices, "[ ]
/// approved" one with ✓ and ✗. A line with a box that is ticked already has nothing to ask. `task_line`: the first
/// box is the list item's own, and not one of them.
std::vector<Field> read_boxes(std::string_view line, int number, bool task_line = false);

/// Number of such boxes in a line, ticked ones included: [ ], [x], ☐, ☑, ☒. Those in `code` are not counted.
int count_boxes(std::string_view line, bool task_line = false);

/// Where the boxes of read_boxes stand, ticked ones included: begin and end (exclusive) in bytes.
std::vector<std::pair<std::size_t, std::size_t>> find_boxes(std::string_view line, bool task_line = false);

/// Whether a list item's text begins with a box that cmark did not take for one: "☐ call", "[] call", "[ ]call".
bool begins_with_box(std::string_view text);

/// The blanks and boxes of some lines of the file, by number, both included. `task`: the first is a list item with a
/// box.
std::vector<Field> fields_in(const std::vector<std::string_view>& lines, int first, int last, bool task = false);

/// Number of blanks (three or more underscores) in a line; a line of underscores alone is a rule and has none.
int count_blanks(std::string_view line);

}  // namespace runbook
