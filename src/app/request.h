// What everything a person can ask for has in common: where the project and its database are, and who asks.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

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
  std::function<void(std::string_view)> progress = {};  // told in lines while the work goes on; may be empty
  bool agreed = false;                                  // to everything that would be asked
  /// Asked before a database is changed, whose name is `database`; false ends it. Empty: nobody can be asked.
  std::function<bool(std::string_view question, const std::string& database)> confirm = {};
};

}  // namespace app
