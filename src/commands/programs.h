// The catalogue of programs: every file of programs/ is an entry, for one program or several alike.
#pragma once

#include <span>
#include <string_view>

#include "base/catalogue.h"
#include "commands/program.h"

namespace commands {

std::span<const base::Entry<Program>> programs();

/// The entry for a program's name ("kubectl"), or null.
const Program* find_program(std::string_view name);

}  // namespace commands
