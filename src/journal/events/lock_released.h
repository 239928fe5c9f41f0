// The migration lock was given back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct LockReleased {
  static constexpr std::string_view kind = "lock.released";
  static constexpr bool of_database = true;
  std::optional<long long> token = {};
};

}  // namespace journal
