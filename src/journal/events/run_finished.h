// The run is over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct RunFinished {
  static constexpr std::string_view kind = "run.finished";
  std::string state = {};
  std::optional<base::Milliseconds> duration = {};
  std::string reason = {};
  std::vector<std::string> left_to_people = {};
};

}  // namespace journal
