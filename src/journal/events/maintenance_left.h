// Maintenance mode is over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct MaintenanceLeft {
  static constexpr std::string_view kind = "maintenance.left";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string cause = {};
  std::vector<std::string> restored = {};
  std::vector<std::string> differences = {};
  std::string oid = {};
};

}  // namespace journal
