// A run of a runbook began.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/fields.h"
#include "journal/parts.h"

namespace journal {

struct RunBegan {
  static constexpr std::string_view kind = "run.began";
  static constexpr bool of_database = true;
  std::string runbook = {};
  std::string runbook_hash = {};
  std::string title = {};
  Pairs<std::string> facts = {};
  std::vector<PlannedStep> steps = {};
  std::vector<PlannedPhase> phases = {};
  std::string path = {};
  std::string folder = {};
  NamedTarget target = {};
  Pairs<std::string> variables = {};
};

}  // namespace journal
