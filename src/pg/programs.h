// PostgreSQL's own programs on this machine.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace pg {

/// Folders that may hold PostgreSQL's programs, best first: /usr/lib/postgresql/*/bin from the newest major down (so
/// Debian has them), then what pg_config says. Looked for once.
const std::vector<std::filesystem::path>& program_folders();

/// The first of them with initdb and postgres in it, or nothing.
std::optional<std::filesystem::path> server_folder();

}  // namespace pg
