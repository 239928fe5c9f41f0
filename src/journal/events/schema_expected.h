// What a migration that is about to run takes away.
#pragma once

#include <string>
#include <string_view>

#include "journal/parts.h"

namespace journal {

struct SchemaExpected {
  static constexpr std::string_view kind = "schema.expected";
  static constexpr bool of_database = true;
  std::string database = {};
  std::string migration = {};
  SchemaNames gone = {};
  std::string cluster = {};
};

}  // namespace journal
