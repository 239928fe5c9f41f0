// How risky a migration is, by a few rules that a person can check.
//
// high    rows are lost (a table, column or rows dropped, values narrowed); or a table of 100 MB or more is read,
//         rewritten or indexed whole while a lock stops writes, or writes wait for a minute or more; or the server
//         will refuse a statement. A table whose size nobody knows counts as a large one.
// medium  the same from 10 MB or 10 s on; or values are overwritten; or code written for the old schema breaks; or a
//         statement cannot be judged; or more than 100 000 rows are written in one statement; or a lock that stops
//         reads is asked for on a table of 1 GB or more, where somebody is surely reading.
// low     everything else. What happens to tables that the migration made, or that are empty, does not count.
#pragma once

#include <string>
#include <vector>

#include "plan/plan.h"

namespace plan {

struct Risk {
  int level = 0;                     // 0 low, 1 medium, 2 high
  std::vector<std::string> reasons;  // the strongest first
};

/// From what was found alone; the header is not asked. `sizes_known`: a server was asked for them.
Risk derive_risk(const MigrationPlan& migration, bool sizes_known);

/// "low", "medium", "high".
std::string risk_name(int level);
/// The level that a header's word means ("Low", "critical", "High (locks)"), or nothing.
std::optional<int> risk_level(std::string_view word);

}  // namespace plan
