// The catalog as a file, for machines that cannot reach the database.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/project.h"
#include "pg/catalog.h"

namespace app {

struct TakenSnapshot {
  pg::Catalog catalog;
  std::string text;  // of the file
};
/// Written where `out` says.
TakenSnapshot take_snapshot(Project& project, const std::optional<std::filesystem::path>& out);

}  // namespace app
