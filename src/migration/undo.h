// Where the undo of a script lies, in any of the places that the layouts know.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>

namespace migration {

/// rollbacks/NAME_rollback.sql, NAME.down.sql … of NAME.sql; NAME.down.sql of NAME.up.sql; down.sql beside a
/// migration.sql. Nothing where there is none.
std::optional<std::filesystem::path> undo_of(const std::filesystem::path& script);

/// The same for many scripts: every folder is looked through once, at the first script that may have its undo there.
class UndoFinder {
 public:
  std::optional<std::filesystem::path> undo_of(const std::filesystem::path& script);

 private:
  bool holds(const std::string& folder, const std::string& name);

  std::map<std::string, std::unordered_set<std::string>> names_;  // by folder
};

}  // namespace migration
