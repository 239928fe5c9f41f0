// A person said what became of a migration.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct MigrationResolved {
  static constexpr std::string_view kind = "migration.resolved";
  static constexpr bool of_database = true;
  std::string name = {};
  std::string claim = {};
  std::string because = {};
  std::optional<long long> attempt = {};
  std::optional<long long> done = {};
  std::string checksum_before = {};
  std::string checksum = {};
  std::string version = {};
};

}  // namespace journal
