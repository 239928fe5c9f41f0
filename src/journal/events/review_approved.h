// Somebody approved steps of a runbook before a run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "journal/fields.h"

namespace journal {

struct ReviewApproved {
  static constexpr std::string_view kind = "review.approved";
  std::string runbook = {};
  std::string runbook_hash = {};
  std::string by = {};
  Pairs<std::string> steps = {};
  std::string source = {};
};

}  // namespace journal
