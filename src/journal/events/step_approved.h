// A step that would be asked about runs without a question.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct StepApproved {
  static constexpr std::string_view kind = "step.approved";
  std::string step = {};
  std::string by = {};
  std::optional<base::Instant> at = {};
  std::string how = {};
  std::string text_sha256 = {};
  std::string question = {};
};

}  // namespace journal
