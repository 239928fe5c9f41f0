// The command lines that messages name, so that they can be pasted and do the same to the same database.
#pragma once

#include <string>
#include <string_view>

namespace cli {

/// What a command line has to say again to mean what this one meant. Each is empty or begins with a space, and is
/// quoted for a shell.
struct Repeated {
  std::string database = {};    // " --env prod", " --database-url postgresql://db/shop"
  std::string migrations = {};  // " --dir …", " --layout …"
  std::string config = {};      // " --config …"
};

/// `text` with these options in each quoted command line of ours ('lockkeeper up --steps 1') that takes them and does
/// not name its own. Pure.
std::string with_options(std::string_view text, const Repeated& repeated);

}  // namespace cli
