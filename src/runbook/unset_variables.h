// Variables of a script that it uses and that nothing before has set. Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace runbook {

struct UsedVariable {
  std::string name;
  int line = 0;
};

/// What one script uses, sets, and may set without telling.
struct VariablesOf {
  std::vector<UsedVariable> used = {};  // each once, where the script has not set it itself
  std::set<std::string> set = {};
  bool sets_anything = false;  // source, eval, set -a: what else it sets is not told
};

/// `first_line`: of the script, in the file. ${NAME:-word} and ${NAME:?} say themselves what to do where the variable
/// is not set, and tests ask whether it is: these are no uses. What stands in a function counts as used.
VariablesOf variables_of(std::string_view script, int first_line);

/// HOME, PATH, PGHOST, DATABASE_URL …: there, or not needed, wherever a fence runs.
bool is_of_the_environment(std::string_view name);

}  // namespace runbook
