// Undoes what is applied, newest first.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "apply/run.h"
#include "apply/up.h"
#include "migration/migration.h"
#include "plan/plan.h"

namespace apply {

struct DownOptions {
  plan::DownRequest request = {};
  /// Asked once, with what would be undone, newest first; false ends it. Not asked where it is empty.
  std::function<bool(const std::vector<plan::Undo>&)> confirm = {};
};

struct DownResult {
  std::vector<std::string> undone;  // names, newest first
  bool declined = false;
};

/// Each migration's undo in one transaction with its history row, statement by statement where it cannot be
/// otherwise. The row becomes rolled_back; in _prisma_migrations it is deleted, so that every Prisma command sees it
/// as pending. An undo that changes nothing, neither schema nor rows, is rolled back and refused (Code::migration)
/// unless `request.force` is set. Throws as plan::choose_down and `up` do.
DownResult down(const Run& run, const migration::Folder& folder, const DownOptions& options);

/// The undos in one transaction that is rolled back.
std::vector<DryRunResult> dry_run_down(const Run& run, const migration::Folder& folder,
                                       const plan::DownRequest& request);

}  // namespace apply
