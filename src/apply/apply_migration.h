// Carries out one migration, in one transaction or statement by statement.
#pragma once

#include "apply/history.h"
#include "apply/operation.h"
#include "apply/script.h"
#include "migration/migration.h"

namespace apply {

struct Applying {
  const migration::Folder& folder;
  const migration::Migration& migration;
  const Script& script;
  const Attempt* previous = nullptr;  // interrupted or failed before; null on the first try
  int number = 1;                     // of how many, for progress
  int total = 1;
};

/// Both throw the explained failure after recording it. Recorded in the journal: migration.began, then
/// migration.applied or migration.failed.
void apply_in_one_transaction(Operation& operation, const Applying& applying);
void apply_stepwise(Operation& operation, const Applying& applying);

/// Chooses between the two: an attempt that got somewhere statement by statement goes on that way.
void apply_migration(Operation& operation, const Applying& applying);

/// The row in the history of a repeatable migration's last run, which this one takes the place of.
std::optional<long long> runs_again(const Applying& applying);

/// What progress is told of this migration.
Progress progress_of(const Applying& applying, Progress::Kind kind, base::Milliseconds duration = {});

}  // namespace apply
