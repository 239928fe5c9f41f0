// The runbook as it was when a run began: kept beside the journal, since the file goes on changing.
#pragma once

#include <optional>
#include <string>

#include "runbook/runbook.h"
#include "runner/runs_folder.h"

namespace runner {

/// Keeps a copy of the runbook's bytes in `runs` under their SHA-256. Nothing where the file is not (any more) the
/// one that was read: a run is not stopped by that.
void keep_text(const runbook::Runbook& runbook, const RunsFolder& runs);

/// The bytes whose SHA-256 is `hash`, as kept in `runs`. Nothing where they were not kept or are not what they were.
std::optional<std::string> kept_text(const RunsFolder& runs, const std::string& hash);

}  // namespace runner
