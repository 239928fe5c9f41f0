// What there was before, to compare with.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "journal/fields.h"
#include "journal/parts.h"

namespace journal {

struct BaselineCaptured {
  static constexpr std::string_view kind = "baseline.captured";
  static constexpr bool of_database = true;
  std::string database = {};
  std::string server = {};
  std::string cluster = {};
  std::optional<long long> tables = {};
  std::optional<long long> indexes = {};
  std::optional<long long> constraints = {};
  std::optional<long long> bytes = {};
  Pairs<long long> rows = {};
  SchemaNames names = {};
  Pairs<long long> sizes = {};
  base::Json statements = {};
};

}  // namespace journal
