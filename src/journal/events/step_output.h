// What a step printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct StepOutput {
  static constexpr std::string_view kind = "step.output";
  std::string step = {};
  std::string stream = {};
  std::string text = {};
  long long cut_bytes = 0;
  std::optional<long long> bytes = {};
  std::string file = {};
};

}  // namespace journal
