// A migration is applied, and in the history of its database.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct MigrationApplied {
  static constexpr std::string_view kind = "migration.applied";
  static constexpr bool of_database = true;
  std::string version = {};
  std::string name = {};
  std::optional<base::Milliseconds> duration = {};
  std::optional<long long> statements = {};
  std::optional<bool> transactional = {};
  bool recovered = false;
  std::optional<base::Instant> applied_at = {};
};

}  // namespace journal
