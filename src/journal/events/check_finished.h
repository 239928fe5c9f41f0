// A suite of checks was asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "journal/parts.h"

namespace journal {

struct CheckFinished {
  static constexpr std::string_view kind = "check.finished";
  static constexpr bool of_database = true;
  std::string suite = {};
  std::vector<CheckResult> results = {};
  std::string database = {};
  std::optional<DatabaseFigures> figures = {};
};

}  // namespace journal
