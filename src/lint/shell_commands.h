// The simple commands of a parsed script in a row, as rules look at them. Used by shell_text.cpp alone.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "lint/shell_text.h"
#include "shell/script.h"

namespace lint {

/// Lines are those of the script, columns count bytes from 1. Commands inside $( ) follow all others.
std::vector<ShellCommand> simple_commands(const shell::Script& script);

/// Names that the script gives to functions.
std::set<std::string> functions_of(const shell::Script& script);

/// Adds where the script uses variables and where it sets them, in its order. What a function sets counts from the
/// script's beginning.
void add_variables(const shell::Script& script, std::vector<VariableUse>& used, std::vector<VariableUse>& set);

}  // namespace lint
