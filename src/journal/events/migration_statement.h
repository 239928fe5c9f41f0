// One statement of a migration that runs statement by statement is done.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct MigrationStatement {
  static constexpr std::string_view kind = "migration.statement";
  static constexpr bool of_database = true;
  std::string version = {};
  std::string name = {};
  std::optional<long long> done = {};
  std::optional<long long> of = {};
  std::optional<base::Milliseconds> duration = {};
};

}  // namespace journal
