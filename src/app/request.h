// What everything a person can ask for has in common: where the project and its database are, and who asks.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "base/environment.h"

namespace app {

struct Request {
  std::optional<std::filesystem::path> config = {};  // lockkeeper.toml
  std::optional<std::string> database_url = {};
  std::optional<std::string> environment = {};  // one of the configuration's
  std::optional<std::filesystem::path> dir = {};
  std::optional<std::string> layout = {};
  base::Environment inherited = {};  // of the process that asks
  std::stop_token stop = {};
};

}  // namespace app
