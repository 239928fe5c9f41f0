// A step begins; on disk before its work does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct StepBegan {
  static constexpr std::string_view kind = "step.began";
  std::string step = {};
  std::string title = {};
  std::string step_kind = {};
  std::string phase = {};
  std::optional<long long> attempt = {};
};

}  // namespace journal
