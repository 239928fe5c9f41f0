// A server was measured.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct MeasuredSpeed {
  std::string work = {};
  std::string unit = {};
  double slowest = {};
  double fastest = {};
  long long tries = 0;
  bool operator==(const MeasuredSpeed&) const = default;
};

struct RatesMeasured {
  static constexpr std::string_view kind = "rates.measured";
  static constexpr bool of_database = true;
  std::string cluster = {};
  std::string where = {};
  std::optional<base::Instant> when = {};
  std::optional<long long> rows = {};
  std::optional<long long> bytes = {};
  std::optional<base::Milliseconds> duration = {};
  std::vector<MeasuredSpeed> speeds = {};
  std::vector<std::string> notes = {};
};

}  // namespace journal
