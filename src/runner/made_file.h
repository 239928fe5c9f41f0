// The file that a word of a script names, once the script has run.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"

namespace runner {

/// A variable's value as the script left it.
using VariableValue = std::function<std::optional<std::string>(const std::string& name)>;

/// `"$DIR/shop_$(date +%F).sql"` as a path, with * for what is not known any more; nothing where its folder is not.
std::optional<std::string> path_named(const std::string& word, const VariableValue& value);

/// What is there.
struct LookedAt {
  std::string path = {};  // absolute
  bool there = false;
  bool fresh = false;   // written within the time that was given
  long long bytes = 0;  // of a folder: of all files in it
};
/// The newest file that the pattern names, from `folder` where it is relative.
LookedAt look_at_file(const std::string& pattern, const std::filesystem::path& folder, base::Milliseconds within);

}  // namespace runner
