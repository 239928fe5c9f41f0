// graphile-migrate: committed/000001-name.sql with --! Previous, --! Hash and --! Message; current.sql is work in
// progress. Source: graphile/migrate, src/migration.ts.
#include <algorithm>

#include "base/text.h"
#include "migration/described.h"
#include "migration/reading.h"

namespace migration {

namespace fs = std::filesystem;

static std::optional<FileName> name_in_graphile(std::string_view path) {
  if (path == "current.sql" || path.starts_with("current/"))
    return FileName{.role = FileName::Role::passed, .why = "work in progress, not committed"};
  if (!path.starts_with("committed/")) return std::nullopt;
  return numbered_file(path.substr(10));
}

static int recognise_graphile(const Listing& listing) {
  return fs::is_directory(listing.folder / "committed") &&
                 (fs::exists(listing.folder / "current.sql") || fs::exists(listing.folder / "current"))
             ? 97
             : 0;
}

static void read_graphile(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = name_in_graphile, .like = "committed/N-name.sql", .in_folders = true}, listing, folder);
}

extern const Layout graphile_migrate{.recognise = recognise_graphile, .read = read_graphile};

}  // namespace migration
