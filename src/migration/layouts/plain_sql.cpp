// 009_add_notifications.sql, 20250115120000_add_constraints.sql; undo in rollbacks/<name>_rollback.sql.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/undo.h"

namespace migration {

namespace fs = std::filesystem;

static bool is_script(const fs::directory_entry& entry) {
  return base::to_lower(entry.path().extension().native()) == ".sql" && entry.is_regular_file();
}

/// What a folder holds, told by the names alone.
struct Names {
  std::vector<fs::path> scripts = {};
  std::set<std::string> stems = {};  // of the scripts
};

static Names names_in(const fs::path& folder) {
  Names names;
  for (const auto& entry : entries(folder)) {
    if (!is_script(entry)) continue;
    names.scripts.push_back(entry.path());
    names.stems.insert(entry.path().stem().string());
  }
  return names;
}

// The migration that a script undoes, by its name; nothing if it undoes none. "_down" may well end a migration's name
// (010_shut_down), so it counts only beside the migration it would belong to.
static std::optional<std::string> undoes(const std::string& stem, const std::set<std::string>& stems) {
  for (const std::string_view ending : {"_rollback", ".rollback", ".down"}) {
    if (stem.ends_with(ending)) return stem.substr(0, stem.size() - ending.size());
  }
  if (!stem.ends_with("_down")) return std::nullopt;
  const auto base = stem.substr(0, stem.size() - 5);
  return stems.contains(base) ? std::optional(base) : std::nullopt;
}

static int recognise(const fs::path& folder) {
  const auto names = names_in(folder);
  return std::ranges::any_of(names.stems,
                             [&](const std::string& stem) {
                               return version_of(stem) && !stem.ends_with(".up") && !undoes(stem, names.stems);
                             })
             ? 50
             : 0;
}

// Steps that are programs, and folders with more of them: not ours to run, but nobody should think they ran.
static void list_what_is_no_script(Folder& folder) {
  static const std::set<std::string> programs{".py", ".js",  ".ts",   ".go", ".rb",
                                              ".sh", ".php", ".java", ".rs", ".kt"};
  for (const auto& entry : entries(folder.path)) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory()) {
      const bool undo = name == "rollbacks" || name == "rollback";
      if (!undo && !names_in(entry.path()).scripts.empty())
        folder.ignored.push_back(fmt::format("{}/: a folder; only the files beside it are read", name));
    } else if (version_of(name) && programs.contains(entry.path().extension().string())) {
      folder.ignored.push_back(fmt::format("{}: a program, not SQL", name));
    }
  }
}

static void list_undos_of_nothing(Folder& folder, const std::set<std::string>& stems) {
  for (const auto* inner : {"rollbacks", "rollback"}) {
    if (!fs::is_directory(folder.path / inner)) continue;
    for (const auto& path : names_in(folder.path / inner).scripts) {
      const auto stem = path.stem().string();
      const auto undone = undoes(stem, stems).value_or(stem);
      if (!stems.contains(undone))
        folder.ignored.push_back(
            fmt::format("{}/{}: there is no migration {}", inner, path.filename().string(), undone));
    }
  }
}

// Whether the script is a migration; what is not gets its finding or its line among the ignored.
static bool is_migration(const fs::path& path, const Names& names, Folder& folder) {
  const auto stem = path.stem().string();
  const auto name = path.filename().string();
  if (const auto undone = undoes(stem, names.stems)) {
    if (!names.stems.contains(*undone))
      complain(folder, "missing-file", path, fmt::format("{} undoes a migration that is not there", name),
               fmt::format("Restore {}.sql from version control, or remove the undo.", *undone));
    return false;
  }
  if (version_of(stem)) return true;
  folder.ignored.push_back(fmt::format("{}: its name has no number in front", name));
  complain(folder, "no-version", path, fmt::format("{} has no number in front of its name, so it is not run", name),
           "Put a number in front if it is a migration, or move it to another folder.");
  folder.findings.back().severity = Finding::Severity::warning;
  return false;
}

static void read(const config::Migrations&, Folder& folder) {
  const auto names = names_in(folder.path);
  std::vector<fs::path> scripts;
  for (const auto& path : names.scripts) {
    if (is_migration(path, names, folder)) scripts.push_back(path);
  }
  list_what_is_no_script(folder);
  list_undos_of_nothing(folder, names.stems);
  std::ranges::stable_sort(scripts, [](const fs::path& a, const fs::path& b) {
    return runs_before(a.stem().string(), b.stem().string());
  });
  std::vector<std::string> keys;
  UndoFinder undos;
  for (const auto& path : scripts) {
    const auto stem = path.stem().string();
    const auto undo = undos.undo_of(path);
    auto up = load_script(path, folder);
    auto down = undo ? std::optional(load_script(*undo, folder)) : std::nullopt;
    keys.push_back(*number_key(stem));
    add(folder, *version_of(stem), stem, std::move(up), std::move(down));
  }
  find_duplicates(folder, keys);
}

extern const Layout plain_sql{.recognise = recognise, .read = read};

}  // namespace migration
