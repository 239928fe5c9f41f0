// Layouts as descriptions: how the files are named and marked. One reader serves them all.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "migration/layouts.h"
#include "migration/sections.h"

namespace migration {

/// What a file's name says.
struct FileName {
  enum class Role {
    up,
    down,
    repeatable,  // runs again whenever its text has changed, after all others
    external,    // a step written in code: done with its own tool
    own,         // the tool's own bookkeeping, neither run nor missed
    passed,      // left out on purpose: `why`
  };
  Role role = Role::up;
  std::string version = {};
  std::string name = {};
  std::optional<bool> transaction = {};  // where the name says it
  int rank = 0;                          // of several files for one place the highest is taken
  std::string why = {};
};

/// Everything a layout of files needs to say of itself.
struct Description {
  /// What the path, relative to the migrations' folder, says; nothing for what is not a migration.
  std::optional<FileName> (*name)(std::string_view path) = nullptr;
  std::string_view like = "N_name.sql";  // what a name has to look like, for messages
  Cut cut = nullptr;                     // where files hold both directions; null: a file is one script
  bool in_folders = false;               // files lie in folders of the folder as well
  /// Whether version a runs before b; equal where neither does.
  bool (*before)(std::string_view a, std::string_view b) = nullptr;  // null: by the value of the leading number
  std::optional<bool> (*transaction_of)(const std::filesystem::path& script) = nullptr;  // a file beside says it
  const std::map<std::string, std::string>* placeholders = nullptr;                      // for ${name}
  bool has_undo_files = false;  // undo files in any of the places of undo.h count too
};

/// Fills migrations, ignored and findings.
void read_described(const Description& description, const Listing& listing, Folder& folder);

/// "20250115_add_orders.sql" by its leading number; a program with a number in front is a step in code.
std::optional<FileName> numbered_file(std::string_view path);

/// Numbers in a version one after the other, as values: "1.10" after "1.9", "1.0" equal to "1".
bool before_by_parts(std::string_view a, std::string_view b);

/// Whether one of the first numbered SQL files has such a mark.
bool first_files_have(const Listing& listing, std::string_view mark);

}  // namespace migration
