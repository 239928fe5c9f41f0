// Whether the application is kept out, as far as it could be seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct MaintenanceProved {
  static constexpr std::string_view kind = "maintenance.proved";
  static constexpr bool of_database = true;
  std::string id = {};
  std::optional<bool> holds = {};
  std::optional<bool> fenced = {};
  std::vector<std::string> evidence = {};
  std::vector<std::string> against = {};
  std::vector<std::string> unseen = {};
};

}  // namespace journal
