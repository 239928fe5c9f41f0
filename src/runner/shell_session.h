// Runs bash fences one after the other as if they were typed into one shell: variables, functions and the working
// directory go on from fence to fence, and survive a crash in between.
#pragma once

#include <string>

#include "runner/step_context.h"

namespace runner {

struct ShellRun {
  base::Outcome outcome;    // without its output
  std::string output;       // both streams as they came; beginning and end where it is long
  std::string output_file;  // all of it where it is long
  std::string shell_state;  // file with the shell's state afterwards; empty if it could not be saved
  std::string failed_at;    // "line 42: grep -q x file": where `set -e` ended it
};

/// Runs `script` (whose first line is `line` of the runbook) with bash, -e and pipefail, no standard input.
/// Throws Error{Code::command} when bash cannot be started.
ShellRun run_script(const runbook::Step& step, const std::string& script, StepContext& stage);

/// Starts it and returns at once; it ends with this process. Its output goes to the file that is returned.
std::filesystem::path start_in_background(const runbook::Step& step, const std::string& script, StepContext& stage);

/// Starts a line that never ends by itself beside the step; the returned one ends it. Nothing is kept of the shell.
/// The file `began` is there as soon as the shell has come to the line.
std::unique_ptr<BackgroundProcess> start_beside(const runbook::Step& step, const runbook::SkippedLine& line,
                                                const std::filesystem::path& log, const std::filesystem::path& began,
                                                StepContext& stage);

/// Where the saved state goes on; nothing where that cannot be read.
std::optional<std::string> folder_in(const std::string& shell_state);

/// The value of a variable in the saved state, or nothing.
std::optional<std::string> variable_in(const std::string& shell_state, const std::string& name);
/// Whether it is an array in the saved state.
bool has_list(const std::string& shell_state, const std::string& name);
/// The function as bash declares it in this text, a saved state or the output of declare -f, each line trimmed; empty
/// where it does not define it.
std::string function_in(std::string_view declared, const std::string& name);

}  // namespace runner
