// What the target database says about each migration: our own history, and another tool's where there is one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "pg/session.h"
#include "plan/plan.h"

namespace apply {

/// The newest attempt at one version, with what resuming and undoing need.
struct Attempt {
  plan::Applied applied;              // `sequence` is the row's id, 0 for adopted ones
  std::optional<int> undo_done = {};  // an undo that runs statement by statement was interrupted after so many
  bool adopted = false;               // known from another tool's history alone; applied_by is that history's id
  bool all_or_nothing = true;         // of an adopted one that failed: see History
  std::string undone_by = {};         // the other tool that undid it, by its row that is gone there
  std::string other_id = {};          // of its row in another tool's history; empty if there is none
};

/// One entry per version, in order of application; empty where the tables are not there yet.
/// Rows of another tool's history (histories.h) that ours does not know count as they stand there; without a folder
/// ours alone is looked at. Throws as Session::query does; Error{Code::configuration} for another tool's table of the
/// same name.
std::vector<Attempt> load_attempts(pg::Session& session, const std::string& schema, const migration::Folder* folder);

/// The same as plan/ takes it.
std::vector<plan::Applied> load_history(pg::Session& session, const std::string& schema,
                                        const migration::Folder* folder = nullptr);

/// What stands in the way of nothing: without the attempts that left nothing behind or that `up` resumes by itself.
std::vector<plan::Applied> settled(const std::vector<Attempt>& attempts);

const Attempt* find(const std::vector<Attempt>& attempts, std::string_view version);

}  // namespace apply
