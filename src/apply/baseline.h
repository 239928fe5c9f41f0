// Puts a database that was there before under our care: migrations up to a version count as applied, without being
// run.
#pragma once

#include <string>
#include <vector>

#include "apply/run.h"
#include "migration/migration.h"

namespace apply {

/// Gives back the names recorded. Everything in one transaction.
/// Throws Error{Code::migration} where a history is there already and `force` is not set; with it, what is not
/// applied yet is recorded.
std::vector<std::string> baseline(const Run& run, const migration::Folder& folder, const std::string& version,
                                  bool force);

/// Takes over what another tool recorded: its applied migrations are in our own history from now on, and its table is
/// kept true. Gives back the names recorded. Throws Error{Code::configuration} for an unknown tool or one whose table
/// is not there, and Error{Code::migration} where a row has no file here, a file is not as it was applied, or one
/// failed, naming them; nothing is recorded then.
std::vector<std::string> adopt(const Run& run, const migration::Folder& folder, const std::string& tool);

}  // namespace apply
