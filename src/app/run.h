// Carries out a runbook, or goes on with the run of it that was broken off.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "runner/run.h"

namespace app {

struct RunRequest {
  std::string runbook;                        // its file
  std::filesystem::path folder;               // where commands run
  std::optional<std::string> phase = {};      // only this one: its number or part of its title
  std::optional<std::string> procedure = {};  // this section on demand instead: part of its title
  std::optional<base::Instant> at = {};       // T-0
  std::vector<std::string> set = {};          // "NAME=VALUE" for the fences
  bool from_start = false;                    // a new run even if one is unfinished
  bool wait = false;                          // what is early waits until it is due
  bool stay = false;                          // an open question waits for an answer from elsewhere
  /// The options that command lines in the fences' messages repeat (" --env prod"), once the run's database is known.
  std::function<std::string()> repeated_options = {};
};

/// In production it is asked for. Throws Error{Code::stopped} where that is declined, and as runner::run does.
runner::RunResult run(Project& project, const RunRequest& request, runner::AnswerSource& people,
                      runner::RunObserver& screen);

}  // namespace app
