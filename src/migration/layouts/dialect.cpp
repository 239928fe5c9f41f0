// One folder for several databases: 20150100000001_name.postgres.autocommit.up.sql beside 20150100000001_name.up.sql,
// as gobuffalo/pop and Ory lay it out. The form for PostgreSQL is taken, else the one that names no database.
#include <algorithm>

#include "base/text.h"
#include "migration/described.h"
#include "migration/reading.h"
#include "migration/unmatched.h"

namespace migration {

static std::optional<FileName> name_in_dialect(std::string_view path) {
  if (path.find('/') != std::string_view::npos) return std::nullopt;
  const auto version = version_of(path);
  const auto lower = base::to_lower(path);
  const bool up = lower.ends_with(".up.sql");
  if (!version || (!up && !lower.ends_with(".down.sql"))) return std::nullopt;
  FileName out{.role = up ? FileName::Role::up : FileName::Role::down, .version = *version};
  const auto parts = base::split(path, '.');
  out.name = parts.front();
  out.transaction = std::nullopt;
  for (std::size_t at = 1; at + 2 < parts.size(); ++at) {
    const auto part = base::to_lower(parts[at]);
    if (part == "autocommit") {
      out.transaction = false;
    } else if (is_postgresql(part)) {
      out.rank = 1;
    } else if (is_other_database(part)) {
      return FileName{.role = FileName::Role::passed, .why = "for " + part};
    } else {
      out.name += "." + std::string(parts[at]);
    }
  }
  return out;
}

static int recognise_dialect(const Listing& listing) {
  bool dialects = false;
  for (const auto& entry : listing.entries) {
    const auto name = base::to_lower(entry.path().filename().native());
    if (!name.ends_with(".up.sql") || !version_of(name)) continue;
    const auto parts = base::split(name, '.');
    for (std::size_t at = 1; at + 2 < parts.size(); ++at)
      dialects = dialects || is_postgresql(parts[at]) || is_other_database(parts[at]) || parts[at] == "autocommit";
  }
  return dialects ? 96 : 0;
}

static void read_dialect(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = name_in_dialect, .like = "N_name.up.sql"}, listing, folder);
}

extern const Layout dialect{.recognise = recognise_dialect, .read = read_dialect, .tells_databases_apart = true};

}  // namespace migration
