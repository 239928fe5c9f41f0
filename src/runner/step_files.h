// Files that fences run (`psql -f x.sql`, `bash x.sh`), read before anything runs, and whether they are still the
// same.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/environment.h"
#include "runbook/runbook.h"
#include "runner/run.h"

namespace runner {

/// What a runbook whose run begins in `folder` may be judged by: regular files of at most 1 MB within the project,
/// symbolic links followed. The project is the nearest folder around `folder` that holds lockkeeper.toml or .git,
/// else `folder` itself.
runbook::ReadFiles files_around(const std::filesystem::path& folder, const base::Environment& environment);

/// "migrations/7.sql has changed since it was read": why the step is not what it was judged to be; empty where it is.
/// `folder`: where the run began, `shell_state`: the shell's as the step before has left it, empty at first.
std::string changed_file(const runbook::Step& step, const std::filesystem::path& folder,
                         const std::string& shell_state);

/// "/tmp/counts.txt is there already (812 bytes, of …), and would be overwritten": of what the step writes, the first
/// that stands there and that no step of this run has written; empty where there is none. `runbook`, `state`: whose
/// steps have run.
std::string overwritten_file(const runbook::Step& step, const runbook::Runbook& runbook, const RunState& state);

/// SHA-256 of the step's files as they are now, "" for one that cannot be read.
std::vector<std::string> hashes_of(const runbook::Step& step, const std::filesystem::path& folder);

}  // namespace runner
