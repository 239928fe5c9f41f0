// What the layouts share: loading a script, making a migration of it, and saying what is wrong with a file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "migration/migration.h"
#include "migration/sections.h"

namespace migration {

/// The entries of a folder, files and folders, sorted by name byte by byte. Hidden ones are left out. Each knows its
/// kind from the folder, without another look at the disk.
/// Throws Error{Code::file} when it cannot be read.
std::vector<std::filesystem::directory_entry> entries(const std::filesystem::path& folder);

/// Whether the folder itself, not one in it, holds a file that ends in .sql.
bool holds_sql(const std::filesystem::path& folder);

/// The path as messages show it: relative to the current folder where it lies below it.
std::string shown(const std::filesystem::path& path);

/// Where a migration's scripts are.
struct Parts {
  std::string version;
  std::string name;
  std::filesystem::path up;
  std::optional<std::filesystem::path> down;
  Cut cut = nullptr;                     // where the file holds both directions
  std::optional<bool> transaction = {};  // where its name or a file beside it says so
  bool repeatable = false;
  bool external = false;                                             // a step in code: `up` is its file
  const std::map<std::string, std::string>* placeholders = nullptr;  // values for ${name}; null: left as it is
};

/// Reads migrations and adds them in this order: header and checksum come from the up script. An empty up script
/// becomes a warning, one that holds its own undo (undo_section.h) an error; so do UTF-16, a NUL byte and invalid
/// UTF-8. A byte-order mark is dropped. Throws Error{Code::file} when a script cannot be read.
void add_all(Folder& folder, const std::vector<Parts>& all);

/// An error finding about a whole file or folder.
void complain(Folder& folder, std::string rule, const std::filesystem::path& path, std::string message,
              std::string hint);

/// Two migrations with one version, told by `same` keys ("9" for "009"), become an error that names both files.
void find_duplicates(Folder& folder, const std::vector<std::string>& keys);

/// The number in front of a name, as written: "009" of "009_add_orders"; nothing if there is none.
std::optional<std::string> version_of(std::string_view stem);
/// A leading number as text without zeros in front, for comparing versions of any length; nothing if there is none.
std::optional<std::string> number_key(std::string_view version);
/// Whether version a runs before b: by value of their leading numbers.
bool runs_before(std::string_view a, std::string_view b);

}  // namespace migration
