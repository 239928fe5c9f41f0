// 000001_name.up.sql and 000001_name.down.sql, as golang-migrate lays them out.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "migration/layouts.h"
#include "migration/reading.h"

namespace migration {

namespace fs = std::filesystem;

static int recognise_up_down(const Listing& listing) {
  return std::ranges::any_of(listing.entries,
                             [](const auto& entry) { return entry.path().native().ends_with(".up.sql"); })
             ? 90
             : 0;
}

static void read_up_down(const config::Migrations&, const Listing& listing, Folder& folder) {
  std::map<std::string, fs::path> ups;
  std::map<std::string, fs::path> downs;
  for (const auto& entry : listing.entries) {
    const auto& path = entry.path();
    const auto name = path.filename().string();
    if (path.extension() != ".sql") {
      if (name.find(".up.") != std::string::npos || name.find(".down.") != std::string::npos)
        folder.ignored.push_back(fmt::format("{}: not SQL", name));
      continue;
    }
    if (!version_of(name) || (!name.ends_with(".up.sql") && !name.ends_with(".down.sql"))) {
      folder.ignored.push_back(fmt::format("{}: not N_name.up.sql or N_name.down.sql", name));
      continue;
    }
    const bool up = name.ends_with(".up.sql");
    (up ? ups : downs)[name.substr(0, name.size() - (up ? 7 : 9))] = path;
  }
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
