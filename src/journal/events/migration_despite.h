// A person let a migration run that is known to fail.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct KnownFailure {
  std::string rule = {};
  std::string file = {};
  long long line = 0;
  std::string message = {};
  bool operator==(const KnownFailure&) const = default;
};

struct MigrationDespite {
  static constexpr std::string_view kind = "migration.despite";
  static constexpr bool of_database = true;
  std::string version = {};
  std::string name = {};
  std::vector<KnownFailure> findings = {};
};

}  // namespace journal
