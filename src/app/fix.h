// The safe form of a migration, as files beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/project.h"
#include "fix/fix.h"
#include "fix/write.h"
#include "impact/simulate/simulation.h"
#include "pg/catalog.h"

namespace app {

struct FixRequest {
  std::string migration;                               // its file or its name
  std::optional<std::filesystem::path> snapshot = {};  // instead of the database
  std::optional<std::filesystem::path> output = {};    // a folder instead of the migration's own
  bool dry_run = false;                                // write nothing
  bool replace = false;                                // move the original out of the way
  int batch_rows = 1000;
};

/// The migration with its neighbours, and the schema that it will meet.
struct ToFix {
  std::optional<migration::Folder> folder = {};
  migration::Migration migration = {};
  pg::Catalog catalog = {};
  impact::CreatedRelations made = {};  // by pending migrations before it
  std::string judged_against = {};
};

struct Fixed {
  ToFix given;
  fix::Safe safe;
  fix::Placing placing;
  bool written = false;
  std::optional<std::filesystem::path> attic = {};  // where the original is now
};

/// Throws Error{Code::migration} for one that is applied, replaced or holds its own undo, and as connecting does.
Fixed fix(Project& project, const FixRequest& request);

}  // namespace app
