#include "migration/undo.h"

#include <string>
#include <vector>

namespace migration {

namespace fs = std::filesystem;

static std::vector<fs::path> places(const fs::path& script) {
  const auto folder = script.parent_path();
  const auto stem = script.stem().string();
  if (script.filename() == "migration.sql") return {folder / "down.sql"};
  if (stem.ends_with(".up")) return {folder / (stem.substr(0, stem.size() - 3) + ".down.sql")};
  return {folder / "rollbacks" / (stem + "_rollback.sql"),
          folder / "rollback" / (stem + "_rollback.sql"),
          folder / "rollbacks" / (stem + ".sql"),
          folder / (stem + "_rollback.sql"),
          folder / (stem + ".rollback.sql"),
          folder / (stem + ".down.sql"),
          folder / (stem + "_down.sql"),
          folder.parent_path() / "rollbacks" / (stem + "_rollback.sql")};
}

std::optional<fs::path> undo_of(const fs::path& script) {
  std::error_code ignored;
  for (const auto& candidate : places(script)) {
    if (fs::is_regular_file(candidate, ignored)) return candidate;
  }
  return std::nullopt;
}

}  // namespace migration
