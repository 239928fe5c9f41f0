// A migration is about to be applied or undone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct MigrationBegan {
  static constexpr std::string_view kind = "migration.began";
  static constexpr bool of_database = true;
  std::string version = {};
  std::string name = {};
  std::string direction = {};
  std::optional<bool> transactional = {};
  std::optional<long long> statements = {};
  std::optional<base::Milliseconds> estimated = {};
};

}  // namespace journal
