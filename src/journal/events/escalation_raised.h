// A question stays open, or a step takes longer than it may.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct EscalationRaised {
  static constexpr std::string_view kind = "escalation.raised";
  std::string step = {};
  std::optional<long long> level = {};
  std::optional<base::Milliseconds> after = {};
  std::string reason = {};
  std::string text = {};
};

}  // namespace journal
