// Puts the files of a safe form on disk.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "fix/name_files.h"

namespace fix {

/// Where each file goes: beside the migration, or at the same place below `output`, seen from `root`.
Placing moved(Placing placing, const std::filesystem::path& root, const std::filesystem::path& output);

/// Writes them all, mode 0644. Throws Error{Code::migration} before anything is written where one of them is there
/// already, and Error{Code::file}.
void write(const Placing& placing);

/// Moves the migration and its undo into `attic`, which keeps them. Throws Error{Code::file}.
void put_away(const migration::Migration& migration, bool whole_folder, const std::filesystem::path& attic);

}  // namespace fix
