#include "migration/undo.h"

#include <string>
#include <vector>

namespace migration {

namespace fs = std::filesystem;

namespace {

struct Place {
  std::string folder;  // with the slash at its end, or empty
  std::string name;
};

}  // namespace

static std::string with_slash(const fs::path& folder) {
  return folder.empty() || folder.native().ends_with('/') ? folder.native() : folder.native() + "/";
}

// Text, not paths: there are eight for each of ten thousand scripts.
static std::vector<Place> places(const fs::path& script) {
  const auto parent = script.parent_path();
  const auto folder = with_slash(parent);
  const auto stem = script.stem().string();
  if (script.filename() == "migration.sql") return {{folder, "down.sql"}};
  if (stem.ends_with(".up")) return {{folder, stem.substr(0, stem.size() - 3) + ".down.sql"}};
  return {{folder + "rollbacks/", stem + "_rollback.sql"},
          {folder + "rollback/", stem + "_rollback.sql"},
          {folder + "rollbacks/", stem + ".sql"},
          {folder, stem + "_rollback.sql"},
          {folder, stem + ".rollback.sql"},
          {folder, stem + ".down.sql"},
          {folder, stem + "_down.sql"},
          {with_slash(parent.parent_path()) + "rollbacks/", stem + "_rollback.sql"}};
}

std::optional<fs::path> undo_of(const fs::path& script) {
  return UndoFinder().undo_of(script);
}

bool UndoFinder::holds(const std::string& folder, const std::string& name) {
  const auto [entry, is_new] = names_.try_emplace(folder);
  std::error_code failed;
  if (is_new) {
    for (fs::directory_iterator at(folder.empty() ? "." : folder, failed), end; !failed && at != end;
         at.increment(failed))
      entry->second.insert(at->path().filename().native());
  }
  return entry->second.contains(name);
}

std::optional<fs::path> UndoFinder::undo_of(const fs::path& script) {
  std::error_code ignored;
  for (const auto& candidate : places(script)) {
    if (!holds(candidate.folder, candidate.name)) continue;
    fs::path found = candidate.folder + candidate.name;
    if (fs::is_regular_file(found, ignored)) return found;
  }
  return std::nullopt;
}

}  // namespace migration
