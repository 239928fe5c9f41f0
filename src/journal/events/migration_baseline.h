// Migrations were taken as applied.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct MigrationBaseline {
  static constexpr std::string_view kind = "migration.baseline";
  static constexpr bool of_database = true;
  std::string version = {};
  std::vector<std::string> names = {};
};

}  // namespace journal
