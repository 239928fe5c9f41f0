// Which programs a runbook calls, and which of them a rehearsal lets act. Pure.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "runbook/runbook.h"

namespace rehearsal {

/// Tools that only look at or change files of this machine: they act in a rehearsal. Shell builtins are among them.
bool is_local(std::string_view program);
/// Those of them that change files: they act only where the rehearsal's files are its own (isolation.h).
bool changes_files(std::string_view program);

/// Programs that start another one, named by one of their words: timeout, env, xargs.
std::span<const std::string_view> runners();

/// Names of all programs that the fences of the runbook call, procedures included; without those called by a path.
std::set<std::string> programs_called(const runbook::Runbook& runbook);

/// The names that stand-ins answer for: what is known to reach other machines or to change this one, and what the
/// runbook calls that is not local.
std::set<std::string> external_programs(const std::set<std::string>& called, bool isolated);

/// Fit for a file name in PATH: letters, digits, and . _ + -
bool is_program_name(std::string_view name);

}  // namespace rehearsal
