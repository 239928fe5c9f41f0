// Tables whose statistics the migrations left stale were analyzed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct NotAnalyzed {
  std::string table = {};
  std::string why = {};
  bool operator==(const NotAnalyzed&) const = default;
};

struct TablesAnalyzed {
  static constexpr std::string_view kind = "tables.analyzed";
  static constexpr bool of_database = true;
  std::vector<std::string> tables = {};
  std::vector<NotAnalyzed> not_done = {};
  std::optional<base::Milliseconds> duration = {};
};

}  // namespace journal
