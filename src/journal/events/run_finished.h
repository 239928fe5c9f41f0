// The run is over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct RunFinished {
  static constexpr std::string_view kind = "run.finished";
  std::string state = {};
  std::optional<base::Milliseconds> duration = {};
  std::string reason = {};
};

}  // namespace journal
