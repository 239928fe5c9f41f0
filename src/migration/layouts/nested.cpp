// Folders by version: 3/01_name.up.sql, 10/002-name.sql. Both numbers order, by value.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/described.h"
#include "migration/reading.h"
#include "migration/unmatched.h"

namespace migration {

static std::optional<FileName> name_in_nested(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos) return std::nullopt;
  auto outer = path.substr(0, slash);
  if (outer.starts_with('v') || outer.starts_with('V')) outer.remove_prefix(1);
  const auto major = version_of(outer);
  const auto file = path.substr(slash + 1);
  auto inner = numbered_file(file);
  if (!major || !inner) return std::nullopt;
  const auto lower = base::to_lower(file);
  if (lower.ends_with(".down.sql")) inner->role = FileName::Role::down;
  for (const std::string_view ending : {".up", ".down"})
    if (base::to_lower(inner->name).ends_with(ending)) inner->name.resize(inner->name.size() - ending.size());
  inner->version = fmt::format("{}.{}", *major, inner->version);
  inner->name = fmt::format("{}/{}", path.substr(0, slash), inner->name);
  return inner;
}

static int recognise_nested(const Listing& listing) {
  return std::ranges::any_of(listing.entries,
                             [](const auto& entry) {
                               auto name = entry.path().filename().string();
                               if (name.starts_with('v') || name.starts_with('V')) name.erase(0, 1);
                               if (!entry.is_directory() || !version_of(name)) return false;
                               const auto inside = entries(entry.path());
                               return std::ranges::any_of(inside, [](const auto& each) {
                                 const auto file = each.path().filename().string();
                                 return base::to_lower(file).ends_with(".sql") && version_of(file);
                               });
                             })
             ? 45
             : 0;
}

static void read_nested(const config::Migrations&, const Listing& listing, Folder& folder) {
  read_described({.name = name_in_nested, .like = "N/N_name.sql", .in_folders = true, .before = before_by_parts},
                 listing, folder);
}

extern const Layout nested{.recognise = recognise_nested, .read = read_nested};

}  // namespace migration
