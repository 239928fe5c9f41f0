// A runbook's rollback conditions were held against what is measured.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace journal {

struct CheckTriggers {
  static constexpr std::string_view kind = "check.triggers";
  static constexpr bool of_database = true;
  std::string runbook = {};
  long long alarms = 0;
  base::Json groups = {};
};

}  // namespace journal
