// Maintenance mode is on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct MaintenanceOn {
  static constexpr std::string_view kind = "maintenance.on";
  static constexpr bool of_database = true;
  std::string id = {};
  std::optional<bool> drained = {};
  std::vector<std::string> left_over = {};
  std::vector<std::string> terminated = {};
};

}  // namespace journal
