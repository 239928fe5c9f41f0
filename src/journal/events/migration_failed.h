// A migration failed, or was stopped.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct MigrationFailed {
  static constexpr std::string_view kind = "migration.failed";
  static constexpr bool of_database = true;
  std::string statement = {};
  std::string place = {};
  std::string message = {};
  std::string sqlstate = {};
  std::string detail = {};
  std::string hint = {};
  std::string version = {};
  std::string name = {};
  std::string direction = {};
};

}  // namespace journal
