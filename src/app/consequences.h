// What follows from a file beside its locks: how each statement is taken back, what it costs in disk and WAL.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/cost.h"
#include "impact/simulate/simulation.h"
#include "impact/undo.h"
#include "plan/plan.h"

namespace app {

struct UndoLine {
  int line = 0;
  std::string kind;  // "ALTER TABLE"
  impact::Reversal undo;
};
struct Consequences {
  std::vector<UndoLine> undo;  // the last statement first: the order in which it is done
  impact::Cost cost;
};

/// Judges the file's statements one after the other; the schema is left as they leave it.
Consequences consequences_of(const plan::MigrationPlan& one, impact::Simulation& simulation);

}  // namespace app
