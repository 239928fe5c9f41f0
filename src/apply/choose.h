// What to apply, weighed against the folder and the history. Pure.
#pragma once

#include <vector>

#include "apply/history.h"
#include "apply/script.h"
#include "migration/migration.h"
#include "plan/plan.h"

namespace apply {

/// Throws Error{Code::migration} at the first finding of the folder that is an error, with its place.
void refuse_broken(const migration::Folder& folder);

/// plan::choose_up, for a history that holds interrupted and failed attempts which `up` takes up again by itself.
/// A target that is applied already gives nothing: a runbook's step may be repeated.
/// Throws Error{Code::migration} also for an interrupted migration whose file is gone, and an interrupted undo.
std::vector<const migration::Migration*> choose(const migration::Folder& folder, const std::vector<Attempt>& attempts,
                                                const plan::UpRequest& request);

Script script_of(const migration::Migration& migration);
std::vector<Script> scripts_of(const std::vector<const migration::Migration*>& migrations);

}  // namespace apply
