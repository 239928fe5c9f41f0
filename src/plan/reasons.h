// What is worth saying about one migration, in groups, for every format the same.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"

namespace plan {

/// One line: "stops reads and writes" of "orders, reviews".
struct Reason {
  std::string label;
  std::string text;
};

/// The strongest first; nothing about what nobody would notice.
std::vector<Reason> reasons(const MigrationPlan& migration);

/// "47 new tables, 17 new types, 96 other statements"
std::string contents(const MigrationPlan& migration);

/// "one transaction, undo beside it"
std::string how_it_runs(const MigrationPlan& migration);

/// Sentences on how long all of it takes, and what that rests on.
std::vector<std::string> about_time(const Plan& plan);

/// The window to book: twice the upper end, so that there is time to undo, and not under five minutes.
base::Milliseconds window_needed(const Plan& plan);

}  // namespace plan
