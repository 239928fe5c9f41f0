// 000001_name.up.sql and 000001_name.down.sql, as golang-migrate lays them out.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/unmatched.h"

namespace migration {

namespace fs = std::filesystem;

static int recognise_up_down(const Listing& listing) {
  return std::ranges::any_of(
             listing.entries,
             [](const auto& entry) { return base::to_lower(entry.path().native()).ends_with(".up.sql"); })
             ? 90
             : 0;
}

static void read_up_down(const config::Migrations&, const Listing& listing, Folder& folder) {
  std::map<std::string, fs::path> ups;
  std::map<std::string, fs::path> downs;
  Unmatched unmatched;
  for (const auto& entry : listing.entries) {
    const auto& path = entry.path();
    const auto name = path.filename().string();
    const auto lower = base::to_lower(name);
    const bool up = lower.ends_with(".up.sql");
    if (version_of(name) && (up || lower.ends_with(".down.sql")) && entry.is_regular_file()) {
      (up ? ups : downs)[name.substr(0, name.size() - (up ? 7 : 9))] = path;
    } else if (entry.is_directory()) {
      if (holds_sql(path)) unmatched.add(path, "a folder; only the files beside it are read");
    } else if (lower.ends_with(".sql")) {
      unmatched.add(
          path, version_of(name) ? "it is not N_name.up.sql or N_name.down.sql" : "its name has no number in front");
    } else if (version_of(name) || looks_like_migration(name)) {
      unmatched.add(path, is_program(path) ? "a program, not SQL" : "not SQL");
    }
  }
  unmatched.report(folder);
  std::vector<std::string> names;
  names.reserve(ups.size());
  for (const auto& [name, path] : ups) names.push_back(name);
  for (const auto& [name, path] : downs) {
    if (!ups.contains(name))
      complain(folder, "missing-file", path,
               fmt::format("{} undoes a migration that is not there", path.filename().string()),
               fmt::format("Restore {}.up.sql from version control.", name));
  }
  std::ranges::sort(names, runs_before);
  std::vector<std::string> keys;
  std::vector<Parts> all;
  for (const auto& name : names) {
    keys.push_back(*number_key(name));
    const auto down = downs.find(name);
    all.push_back({.version = *version_of(name),
                   .name = name,
                   .up = ups.at(name),
                   .down = down == downs.end() ? std::nullopt : std::optional(down->second)});
  }
  add_all(folder, all);
  find_duplicates(folder, keys);
}

extern const Layout up_down{.recognise = recognise_up_down, .read = read_up_down};

}  // namespace migration
