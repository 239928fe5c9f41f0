// The file of a project that says what a runner of tasks does: `make deploy` is what the Makefile has below deploy.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/program.h"

namespace commands {

/// Paths, from where the command runs, of the files that decide what it does; of some no more than one is there.
/// Empty for programs that run what stands in the command alone. `program` is its name without a folder.
std::vector<std::string> project_files(std::string_view program, std::span<const Argument> words);

}  // namespace commands
