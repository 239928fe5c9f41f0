// What declared commands said before anything was changed, kept as files for the command that restores it.
//
// Files and not the journal: the journal takes passwords out of texts, and a deployment that is put back must be put
// back whole.
#pragma once

#include <vector>

#include "maintenance/maintenance.h"
#include "maintenance/shell_line.h"

namespace maintenance {

/// Runs the commands of maintenance.save, one after the other. Throws Error{Code::command} at the first that fails or
/// says nothing.
std::vector<Saved> save_state(const Surroundings& surroundings, const std::string& id);

/// LOCKKEEPER_MAINTENANCE, LOCKKEEPER_SAVED (folder), LOCKKEEPER_SAVED_1 … (files).
/// Throws Error{Code::file} where a file is not what was saved.
Environment environment_of(const journal::Journal& journal, const Record& record);

}  // namespace maintenance
