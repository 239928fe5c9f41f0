// The run was given its T-0, or another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct RunScheduled {
  static constexpr std::string_view kind = "run.scheduled";
  std::optional<base::Instant> at = {};
  std::optional<base::Instant> before = {};
  std::string by = {};
  std::string reason = {};
};

}  // namespace journal
