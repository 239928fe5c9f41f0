// One line of lockkeeper.toml, run by the shell as people mean it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/process.h"

namespace maintenance {

using Environment = std::vector<std::pair<std::string, std::string>>;

struct ShellLine {
  std::string line;
  std::filesystem::path folder = {};  // where lockkeeper.toml stands; empty: here
  Environment environment = {};
  base::Milliseconds timeout{300'000};
};

/// With `pipefail`, so that the first program of a pipe counts as well. Throws Error{Code::stopped} on a stop.
base::Outcome run_line(const ShellLine& line, const std::stop_token& stop = {});

/// "ended with 3: connection refused": what a person needs of an outcome that is not ok; nothing for one that is.
std::string trouble(const base::Outcome& outcome);

}  // namespace maintenance
