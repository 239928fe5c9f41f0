// A calendar file was written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct CalendarWritten {
  static constexpr std::string_view kind = "calendar.written";
  std::string title = {};
  std::string uid = {};
  long long sequence = 0;
  std::optional<base::Instant> start = {};
  std::optional<base::Instant> end = {};
  bool cancelled = false;
};

}  // namespace journal
