// Splits a shell script into simple commands by its quotes and operators. Used by shell_text.cpp alone.
#pragma once

#include <string_view>
#include <vector>

#include "lint/shell_text.h"

namespace lint {

/// Lines count from 0 and columns, in bytes, from 1. Commands inside $( ) follow all others. Never fails:
/// what is broken is read to the end of the script.
std::vector<ShellCommand> scan_commands(std::string_view script);

}  // namespace lint
