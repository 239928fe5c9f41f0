// A step is early, and is waited for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct StepWaiting {
  static constexpr std::string_view kind = "step.waiting";
  std::string step = {};
  std::optional<base::Instant> until = {};
};

}  // namespace journal
