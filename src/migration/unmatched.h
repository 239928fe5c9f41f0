// Files of a folder that no layout takes: named, never passed over in silence.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "migration/layouts.h"
#include "migration/migration.h"

namespace migration {

/// Whether a person would take the file or folder of that name for a migration: a number in front, or V1__, R__,
/// migration_001 and their like; SQL, a template of SQL, or a program.
bool looks_like_migration(std::string_view name);

/// Whether its name ends like a program's.
bool is_program(const std::filesystem::path& file);

/// What is left out, gathered so that many of a kind make one finding.
class Unmatched {
 public:
  /// `why` follows the name: "not N_name.up.sql".
  void add(const std::filesystem::path& path, std::string why);
  /// A line among the ignored for each; an error for those that look like migrations.
  void report(Folder& folder) const;

 private:
  struct One {
    std::filesystem::path path;
    std::string why;
  };
  std::vector<One> all_;
};

/// Whether a part of a file's name, in lower case, stands for PostgreSQL; or for another database.
bool is_postgresql(std::string_view part);
bool is_other_database(std::string_view part);

/// The folder without what the configuration leaves out.
Listing without_ignored(Listing listing, const std::vector<std::string>& ignore, Folder& folder);

/// The folder without files for other databases. Files for several databases are an error, for which is meant cannot
/// be told.
Listing without_foreign(Listing listing, Folder& folder);

}  // namespace migration
