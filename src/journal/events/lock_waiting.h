// The migration lock is held by somebody else, and waited for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct LockWaiting {
  static constexpr std::string_view kind = "lock.waiting";
  static constexpr bool of_database = true;
  std::string holder = {};
  std::optional<base::Milliseconds> waited = {};
};

}  // namespace journal
