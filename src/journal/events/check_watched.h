// A round of checks that are watched.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "journal/parts.h"

namespace journal {

struct CheckChange {
  std::string check = {};
  std::optional<std::string> from = {};
  std::string to = {};
  std::string evidence = {};
  bool operator==(const CheckChange&) const = default;
};

struct CheckWatched {
  static constexpr std::string_view kind = "check.watched";
  static constexpr bool of_database = true;
  std::string suite = {};
  std::vector<CheckResult> results = {};
  std::optional<long long> round = {};
  std::optional<base::Milliseconds> due = {};
  std::vector<CheckChange> changes = {};
};

}  // namespace journal
