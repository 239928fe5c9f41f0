// What migrations that are still to run will add: not there yet on a live server, and no mistake of the runbook.
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/statement.h"

namespace lint {

/// One thing that a statement makes.
struct Made {
  std::string name;
  std::string table = {};  // of a column; empty for tables, views, indexes, functions …
};
std::vector<Made> made_by(const sql::Statement& statement);

struct Added {
  std::string migration;  // "009_add_notification_system"
  Made made;
};
/// What the migration's SQL makes, in its order. Empty where it does not parse: `lockkeeper validate` says so.
std::vector<Added> added_by(const std::string& migration, std::string_view sql);

}  // namespace lint
