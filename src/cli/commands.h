// The catalogue of commands.
#pragma once

#include "base/catalogue.h"
#include "cli/command.h"

namespace cli {

std::span<const base::Entry<Command>> commands();

}  // namespace cli
