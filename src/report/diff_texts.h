// Two versions of a runbook side by side: which steps came, went, moved or do something else now.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/line_diff.h"
#include "runbook/runbook.h"

namespace report {

struct StepChange {
  enum class Kind { added, removed, changed, moved, changed_and_moved };
  Kind kind = Kind::changed;
  std::string id = {};  // in the second version, or in the first where it was removed
  std::string title = {};
  std::string phase = {};
  int line_before = 0;  // 0: there was none
  int line_after = 0;
  std::vector<std::string> what = {};           // "due T+5 min → T+10 min"
  std::vector<base::LineChange> commands = {};  // of the script, the SQL or the prose; empty where it is the same
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

std::string to_text(const TextComparison& comparison);
base::Json to_json(const TextComparison& comparison);

}  // namespace report
