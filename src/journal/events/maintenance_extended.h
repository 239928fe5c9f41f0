// Maintenance mode lasts longer, or another process answers for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "journal/parts.h"

namespace journal {

struct MaintenanceExtended {
  static constexpr std::string_view kind = "maintenance.extended";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string reason = {};
  std::optional<base::Instant> until = {};
  std::optional<base::Instant> was = {};
  std::optional<MaintenanceOwner> owner = {};
};

}  // namespace journal
