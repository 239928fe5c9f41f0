// Brings the journal up to what the target's history knows: applied migrations whose events a crash swallowed.
#pragma once

#include <vector>

#include "apply/history.h"
#include "apply/run.h"

namespace apply {

/// Appends migration.applied with "recovered": true for rows of runs that this journal knows, where it lacks the
/// event.
void reconcile(const Run& run, const std::vector<Attempt>& attempts);

}  // namespace apply
