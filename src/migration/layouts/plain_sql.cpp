// 009_add_notifications.sql, 20250115120000_add_constraints.sql; undo in rollbacks/<name>_rollback.sql.
#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/undo.h"
#include "migration/unmatched.h"

namespace migration {

namespace fs = std::filesystem;

static bool is_script(const fs::directory_entry& entry) {
  return base::to_lower(entry.path().extension().native()) == ".sql" && entry.is_regular_file();
}

struct Named {
  fs::path path;
  std::string stem;
};

/// The scripts of a folder, and what they are called.
struct Names {
  std::vector<Named> scripts = {};
  std::unordered_set<std::string> stems = {};
};

static Names names_in_plain_sql(const std::vector<fs::directory_entry>& entries) {
  Names names;
  for (const auto& entry : entries) {
    if (!is_script(entry)) continue;
    names.scripts.push_back({.path = entry.path(), .stem = entry.path().stem().string()});
    names.stems.insert(names.scripts.back().stem);
  }
  return names;
}

// The migration that a script undoes, by its name; nothing if it undoes none. "_down" may well end a migration's name
// (010_shut_down), so it counts only beside the migration it would belong to.
static std::optional<std::string> undoes(const std::string& stem, const std::unordered_set<std::string>& stems) {
  for (const std::string_view ending : {"_rollback", ".rollback", ".down"}) {
    if (stem.ends_with(ending)) return stem.substr(0, stem.size() - ending.size());
  }
  if (!stem.ends_with("_down")) return std::nullopt;
  const auto base = stem.substr(0, stem.size() - 5);
  return stems.contains(base) ? std::optional(base) : std::nullopt;
}

static int recognise_plain_sql(const Listing& listing) {
  std::optional<Names> names;  // only names that end like an undo's need them
  const auto is_migration = [&](const fs::directory_entry& entry) {
    if (!is_script(entry)) return false;
    const auto stem = entry.path().stem().string();
    if (!version_of(stem) || stem.ends_with(".up")) return false;
    if (!stem.ends_with("_down")) return !undoes(stem, {});
    if (!names) names = names_in_plain_sql(listing.entries);
    return !undoes(stem, names->stems);
  };
  return std::ranges::any_of(listing.entries, is_migration) ? 50 : 0;
}

// Steps that are programs, and folders with more of them: not ours to run, but nobody should think they ran.
static void list_what_is_no_script(const Listing& listing, Unmatched& unmatched) {
  for (const auto& entry : listing.entries) {
    const auto& path = entry.path();
    const auto name = path.filename().string();
    if (entry.is_directory()) {
      const bool undo = name == "rollbacks" || name == "rollback";
      if (!undo && holds_sql(path)) unmatched.add(path, "a folder; only the files beside it are read");
    } else if (!is_script(entry) && (version_of(name) || looks_like_migration(name))) {
      unmatched.add(path, is_program(path) ? "a program, not SQL" : "not SQL");
    }
  }
}

static void list_undos_of_nothing(Folder& folder, const std::unordered_set<std::string>& stems) {
  for (const auto* inner : {"rollbacks", "rollback"}) {
    if (!fs::is_directory(folder.path / inner)) continue;
    for (const auto& [path, stem] : names_in_plain_sql(entries(folder.path / inner)).scripts) {
      const auto undone = undoes(stem, stems).value_or(stem);
      if (!stems.contains(undone))
        folder.ignored.push_back(
            fmt::format("{}/{}: there is no migration {}", inner, path.filename().string(), undone));
    }
  }
}

// Whether the script is a migration; what is not gets its finding or its line among the ignored.
static bool is_migration(const Named& script, const Names& names, Unmatched& unmatched, Folder& folder) {
  const auto& [path, stem] = script;
  if (const auto undone = undoes(stem, names.stems)) {
    if (!names.stems.contains(*undone))
      complain(folder, "missing-file", path,
               fmt::format("{} undoes a migration that is not there", path.filename().string()),
               fmt::format("Restore {}.sql from version control, or remove the undo.", *undone));
    return false;
  }
  if (version_of(stem)) return true;
  const auto name = path.filename().string();
  unmatched.add(path, "its name has no number in front");
  if (looks_like_migration(name)) return false;
  complain(folder, "no-version", path, fmt::format("{} has no number in front of its name, so it is not run", name),
           "Put a number in front if it is a migration, or move it to another folder.");
  folder.findings.back().severity = Finding::Severity::warning;
  return false;
}

static void read_plain_sql(const config::Migrations&, const Listing& listing, Folder& folder) {
  auto names = names_in_plain_sql(listing.entries);
  Unmatched unmatched;
  std::erase_if(names.scripts, [&](const Named& script) { return !is_migration(script, names, unmatched, folder); });
  list_what_is_no_script(listing, unmatched);
  unmatched.report(folder);
  list_undos_of_nothing(folder, names.stems);
  std::ranges::stable_sort(names.scripts, runs_before, &Named::stem);
  std::vector<std::string> keys;
  std::vector<Parts> all;
  UndoFinder undos;
  for (auto& [path, stem] : names.scripts) {
    keys.push_back(*number_key(stem));
    auto down = undos.undo_of(path);
    all.push_back(
        {.version = *version_of(stem), .name = std::move(stem), .up = std::move(path), .down = std::move(down)});
  }
  add_all(folder, all);
  find_duplicates(folder, keys);
}

extern const Layout plain_sql{.recognise = recognise_plain_sql, .read = read_plain_sql};

}  // namespace migration
