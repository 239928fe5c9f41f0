// A gate takes no more votes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct GateDecided {
  static constexpr std::string_view kind = "gate.decided";
  std::string step = {};
  std::string decision = {};
  std::optional<long long> votes = {};
};

}  // namespace journal
