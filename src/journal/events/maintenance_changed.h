// One change on the way into maintenance mode or out of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct MaintenanceChanged {
  static constexpr std::string_view kind = "maintenance.changed";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string what = {};
  std::string state = {};
  std::string at = {};
  std::vector<std::string> statements = {};
  std::string command = {};
  std::optional<base::Milliseconds> duration = {};
  std::vector<std::string> terminated = {};
  std::string error = {};
};

}  // namespace journal
