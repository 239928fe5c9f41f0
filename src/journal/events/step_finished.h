// A step came to its end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct StepFinished {
  static constexpr std::string_view kind = "step.finished";
  std::string step = {};
  std::string state = {};
  std::optional<base::Milliseconds> duration = {};
  std::string verdict = {};
  std::string evidence = {};
  std::optional<long long> exit_code = {};
  std::string chosen = {};
  std::string left = {};
  std::string shell_state = {};
};

}  // namespace journal
