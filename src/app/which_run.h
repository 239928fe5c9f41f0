// Which run a person means: one way to name runs for every command. The page is history's.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/project.h"

namespace app {

struct KnownRun {
  std::string id;
  std::string path;  // of its runbook, absolute; empty where none led it
};

/// The run that `given` means: an id, "latest", a runbook's file (`path`: absolute, of `given`), which means that
/// one's newest run, or the beginning of one id only. A file's name alone will do from elsewhere, where only one
/// runbook of that name was run; where `given` is a file here (`is_file`), no other is meant. `runs` are oldest
/// first. Nothing where it is none or several. Pure.
std::optional<std::string> choose_run(std::span<const KnownRun> runs, const std::string& given,
                                      const std::string& path, bool is_file);

/// The same among the journal's runs. Throws Error{Code::usage} that names what is near.
std::string run_meant(Project& project, const std::string& given);

}  // namespace app
