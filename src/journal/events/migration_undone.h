// A migration was undone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct MigrationUndone {
  static constexpr std::string_view kind = "migration.undone";
  static constexpr bool of_database = true;
  std::string version = {};
  std::string name = {};
  std::optional<base::Milliseconds> duration = {};
};

}  // namespace journal
