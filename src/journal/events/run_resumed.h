// A run was gone on with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/parts.h"

namespace journal {

struct RunResumed {
  static constexpr std::string_view kind = "run.resumed";
  std::vector<std::string> unfinished = {};
  std::string runbook_hash = {};
  std::vector<PlannedStep> steps = {};
};

}  // namespace journal
