// diesel, Hasura: <version>_name/up.sql and down.sql. The version is what stands before the first _, dashes dropped.
// Source: diesel-rs/diesel, diesel_migrations/migrations_internals (version_from_string, metadata.toml).
#include <algorithm>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/described.h"
#include "migration/reading.h"
#include "migration/unmatched.h"

namespace migration {

namespace fs = std::filesystem;

static bool holds_up(const fs::directory_entry& entry) {
  return entry.is_directory() && fs::is_regular_file(entry.path() / "up.sql");
}

static int recognise_diesel(const Listing& listing) {
  return std::ranges::any_of(listing.entries, holds_up) ? 85 : 0;
}

static std::string version_of_folder(const std::string& name) {
  const auto version = name.substr(0, name.find('_'));
  return base::replace_all(version, "-", "");
}

// metadata.toml: run_in_transaction = false.
static std::optional<bool> transaction_in_metadata(const fs::path& folder) {
  const auto file = folder / "metadata.toml";
  if (!fs::is_regular_file(file)) return std::nullopt;
  const auto text = base::read_file(file);
  for (const auto line : base::lines(text)) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || base::trim(line.substr(0, equals)) != "run_in_transaction") continue;
    return base::trim(line.substr(equals + 1)).starts_with("true");
  }
  return std::nullopt;
}

// What lies in a migration's folder and is not run.
static void list_others(const fs::path& path, Folder& folder) {
  for (const auto& entry : entries(path)) {
    const auto name = entry.path().filename().string();
    if (name != "up.sql" && name != "down.sql" && name != "metadata.toml")
      folder.ignored.push_back(
          fmt::format("{}/{}: only up.sql and down.sql are run", path.filename().string(), name));
  }
}

static void read_diesel(const config::Migrations&, const Listing& listing, Folder& folder) {
  std::vector<Parts> all;
  Unmatched unmatched;
  for (const auto& entry : listing.entries) {
    const auto& path = entry.path();
    const auto name = path.filename().string();
    if (!holds_up(entry)) {
      if (entry.is_directory() ? version_of(name).has_value() : base::to_lower(name).ends_with(".sql"))
        unmatched.add(path,
                      entry.is_directory() ? "it has no up.sql" : "a file beside the folders is not a migration");
      continue;
    }
    const auto down = path / "down.sql";
    list_others(path, folder);
    all.push_back({.version = version_of_folder(name),
                   .name = name,
                   .up = path / "up.sql",
                   .down = fs::is_regular_file(down) ? std::optional(down) : std::nullopt,
                   .transaction = transaction_in_metadata(path)});
  }
  unmatched.report(folder);
  std::ranges::stable_sort(all, [](const Parts& a, const Parts& b) { return a.version < b.version; });
  std::vector<std::string> keys;
  keys.reserve(all.size());
  for (const auto& parts : all) keys.push_back(parts.version);
  add_all(folder, all);
  find_duplicates(folder, keys);
}

extern const Layout diesel{.recognise = recognise_diesel, .read = read_diesel};

}  // namespace migration
