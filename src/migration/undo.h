// Where the undo of a script lies, in any of the places that the layouts know.
#pragma once

#include <filesystem>
#include <optional>

namespace migration {

/// rollbacks/NAME_rollback.sql, NAME.down.sql … of NAME.sql; NAME.down.sql of NAME.up.sql; down.sql beside a
/// migration.sql. Nothing where there is none.
std::optional<std::filesystem::path> undo_of(const std::filesystem::path& script);

}  // namespace migration
