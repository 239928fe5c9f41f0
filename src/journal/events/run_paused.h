// The run stands still and can be gone on with.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct RunPaused {
  static constexpr std::string_view kind = "run.paused";
  std::string step = {};
  std::string reason = {};
  long long exit_code = 0;
  std::string stopped_by = {};
};

}  // namespace journal
