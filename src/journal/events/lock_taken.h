// The migration lock was taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct LockTaken {
  static constexpr std::string_view kind = "lock.taken";
  static constexpr bool of_database = true;
  std::optional<long long> token = {};
};

}  // namespace journal
