// 009_add_notifications.sql, 20250115120000_add_constraints.sql; undo in rollbacks/<name>_rollback.sql.
#include <algorithm>

#include <fmt/format.h>

#include "migration/layouts.h"
#include "migration/reading.h"

namespace migration {

namespace fs = std::filesystem;

static bool is_script(const fs::path& path) {
  return path.extension() == ".sql" && fs::is_regular_file(path);
}

static bool is_undo(const std::string& stem) {
  return stem.ends_with("_rollback") || stem.ends_with(".down") || stem.ends_with(".rollback") ||
         stem.ends_with("_down");
}

static int recognise(const fs::path& folder) {
  const auto all = entries(folder);
  const auto numbered = std::ranges::count_if(all, [](const fs::path& path) {
    return is_script(path) && number_key(path.filename().string()) && !path.stem().string().ends_with(".up") &&
           !is_undo(path.stem().string());
  });
  return numbered > 0 ? 50 : 0;
}

// The undo that belongs to a script, in any of the places people put it.
static std::optional<fs::path> undo_of(const fs::path& script) {
  const auto folder = script.parent_path();
  const auto stem = script.stem().string();
  for (const auto& candidate :
       {folder / "rollbacks" / (stem + "_rollback.sql"), folder / "rollback" / (stem + "_rollback.sql"),
        folder / "rollbacks" / (stem + ".sql"), folder / (stem + "_rollback.sql"), folder / (stem + ".rollback.sql"),
        folder / (stem + ".down.sql"), folder / (stem + "_down.sql"),
        folder.parent_path() / "rollbacks" / (stem + "_rollback.sql")}) {
    if (fs::is_regular_file(candidate)) return candidate;
  }
  return std::nullopt;
}

static void read(const config::Migrations&, Folder& folder) {
  std::vector<fs::path> scripts;
  for (const auto& path : entries(folder.path)) {
    if (!is_script(path)) continue;
    const auto stem = path.stem().string();
    if (is_undo(stem)) continue;
    if (!number_key(stem)) {
      folder.ignored.push_back(fmt::format("{}: its name has no number in front", path.filename().string()));
      continue;
    }
    scripts.push_back(path);
  }
  std::ranges::stable_sort(scripts, [](const fs::path& a, const fs::path& b) {
    return runs_before(a.stem().string(), b.stem().string());
  });
  std::vector<std::string> keys;
  for (const auto& path : scripts) {
    const auto stem = path.stem().string();
    const auto undo = undo_of(path);
    auto up = load_script(path, folder);
    auto down = undo ? std::optional(load_script(*undo, folder)) : std::nullopt;
    keys.push_back(*number_key(stem));
    add(folder, stem.substr(0, stem.find_first_not_of("0123456789")), stem, std::move(up), std::move(down));
  }
  find_duplicates(folder, keys);
}

extern const Layout plain_sql{.recognise = recognise, .read = read};

}  // namespace migration
