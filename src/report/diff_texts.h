// Two versions of a runbook side by side: which steps came, went, moved or do something else now.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "runbook/runbook.h"

namespace report {

struct LineChange {
  char sign = ' ';  // '-', '+', or ' ' for a line that is in both
  std::string text = {};
};

struct StepChange {
  enum class Kind { added, removed, changed, moved, changed_and_moved };
  Kind kind = Kind::changed;
  std::string id = {};  // in the second version, or in the first where it was removed
  std::string title = {};
  std::string phase = {};
  int line_before = 0;  // 0: there was none
  int line_after = 0;
  std::vector<std::string> what = {};     // "due T+5 min → T+10 min"
  std::vector<LineChange> commands = {};  // of the script, the SQL or the prose; empty where it is the same
};

struct TextComparison {
  std::string first = {};  // the files, or "run …"
  std::string second = {};
  bool same_bytes = false;
  long long alike = 0;                   // steps
  std::vector<StepChange> changes = {};  // in the second version's order, what was removed at the end
};

/// Pure. Steps are found again by id, else by their text, else by half of their commands' lines or a
/// similar title under the same heading. Procedures
/// that are only read on demand count like the main line.
TextComparison compare(const runbook::Runbook& first, const runbook::Runbook& second);

/// The lines of two texts as a diff shows them, with at most `around` unchanged ones beside each change.
std::vector<LineChange> compare_lines(std::string_view before, std::string_view after, std::size_t around = 1);

std::string to_text(const TextComparison& comparison);
base::Json to_json(const TextComparison& comparison);

}  // namespace report
