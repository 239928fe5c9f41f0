// How long a lock is held: to the end of the transaction, not of the statement that took it.
#pragma once

#include "plan/duration.h"
#include "plan/plan.h"

namespace plan {

/// A table read or rewritten whole while a lock stops writes to it: the statement's own lock, or one that an earlier
/// statement of the same transaction took. One entry per table, the heaviest work.
struct WorkUnderLock {
  pg::Name relation = {};
  long long bytes = 0;
  bool rewrite = false;
  impact::LockMode lock = impact::LockMode::none;
  int line = 0;         // of the statement that works
  int locked_line = 0;  // of the one that took the lock
  std::string why = {};
};
std::vector<WorkUnderLock> work_under_lock(const MigrationPlan& migration);

/// From the first statement that takes, on `relation`, a lock that stops reads (or, `writes`, writes) to the commit;
/// where each statement commits by itself, the longest of them. Nothing if there is no such statement.
std::optional<Range> held(const MigrationPlan& migration, const pg::Name& relation, bool writes);

}  // namespace plan
