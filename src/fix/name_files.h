// Drafts as files: names in the project's layout and order, and their text. Pure.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "fix/fix.h"

namespace fix {

struct Placed {
  std::filesystem::path file;
  std::string text;
  std::optional<std::filesystem::path> down_file = {};
  std::string down_text = {};
  std::string name;               // as the folder will call it: "010_add_key_2_validate"
  std::vector<std::string> does;  // of its draft, or of all where there is one file
  bool contract = false;
};

struct Placing {
  std::vector<Placed> files;
  std::vector<std::string> remarks;
};

/// `folder`: the migrations it belongs to; null for a file by itself, whose name gets numbers behind it.
/// Where no numbers are free between it and the next migration, all of it becomes one file that runs in steps.
/// Paths are beside the migration. Throws Error{Code::migration} where no name sorts into its place.
Placing place(const Safe& safe, const migration::Migration& migration, const migration::Folder* folder);

}  // namespace fix
