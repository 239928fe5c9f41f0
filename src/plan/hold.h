// How long a lock is held: to the end of the transaction, not of the statement that took it.
#pragma once

#include "plan/duration.h"
#include "plan/plan.h"

namespace plan {

/// From the first statement that takes, on `relation`, a lock that stops reads (or, `writes`, writes) to the commit;
/// where each statement commits by itself, the longest of them. Nothing if there is no such statement.
std::optional<Range> held(const MigrationPlan& migration, const pg::Name& relation, bool writes);

}  // namespace plan
