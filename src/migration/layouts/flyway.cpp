// Flyway: V1.2__name.sql, U1.2__name.sql, R__name.sql; NAME.sql.conf beside. Source: Flyway's documentation
// (Migrations: naming, ordering, script configuration, callbacks) and flyway-core, MigrationVersion.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/described.h"
#include "migration/reading.h"

namespace migration {

namespace fs = std::filesystem;

static bool is_version(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         text.find_first_not_of("0123456789._") == std::string_view::npos;
}

static constexpr std::array<std::string_view, 6> callbacks{"before", "after", "createSchema", "undo", "info", "drop"};

static bool is_callback(std::string_view file) {
  return std::ranges::any_of(callbacks, [&](std::string_view word) {
    return file.starts_with(word) && file.size() > word.size() &&
           (std::isupper(static_cast<unsigned char>(file[word.size()])) != 0 || file[word.size()] == '.');
  });
}

static std::optional<FileName> name_in_flyway(std::string_view path) {
  using Role = FileName::Role;
  const auto file = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const auto lower = base::to_lower(file);
  if (lower.ends_with(".conf")) return FileName{.role = Role::own};
  const bool sql = lower.ends_with(".sql");
  const bool code = lower.ends_with(".java") || lower.ends_with(".kt") || lower.ends_with(".py") ||
                    lower.ends_with(".sh") || lower.ends_with(".ps1");
  if (sql && is_callback(file))
    return FileName{.role = Role::passed, .why = "a callback of Flyway, which is not run"};
  const auto split = file.find("__");
  if ((!sql && !code) || split == std::string_view::npos || file.empty()) return std::nullopt;
  const auto stem = file.substr(0, file.rfind('.'));
  const auto version = file.substr(1, split - 1);
  if (file.front() == 'R' && version.empty() && sql)
    return FileName{.role = Role::repeatable, .version = std::string(stem), .name = std::string(stem)};
  if (!is_version(version)) return std::nullopt;
  FileName out{.version = base::replace_all(std::string(version), "_", "."), .name = std::string(stem)};
  if (file.front() == 'B')
    return FileName{.role = Role::passed, .why = "a baseline, for databases that begin with it; it is not run"};
  if (file.front() == 'U' && sql) {
    out.role = Role::down;
  } else if (file.front() != 'V') {
    return std::nullopt;
  } else if (code) {
    out.role = Role::external;
  }
  return out;
}

static int recognise_flyway(const Listing& listing) {
  bool own = false;
  bool numbered = false;  // then a V1__x.sql among them is more likely a stray
  for (const auto& entry : listing.entries) {
    const auto file = entry.path().filename().string();
    const auto name = name_in_flyway(file);
    own = own || (name && name->role != FileName::Role::own && name->role != FileName::Role::passed);
    numbered = numbered || (version_of(file) && base::to_lower(file).ends_with(".sql"));
  }
  if (!own) return 0;
  return numbered ? 40 : 92;
}

// executeInTransaction=false of V1__name.sql.conf.
static std::optional<bool> transaction_in(const fs::path& conf) {
  const auto text = base::read_file(conf);
  for (const auto line : base::lines(text)) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos ||
        base::to_lower(base::trim(line.substr(0, equals))) != "executeintransaction")
      continue;
    return base::to_lower(base::trim(line.substr(equals + 1))) != "false";
  }
  return std::nullopt;
}

static std::optional<bool> transaction_beside(const fs::path& script) {
  auto conf = script;
  conf += ".conf";
  return fs::is_regular_file(conf) ? transaction_in(conf) : std::nullopt;
}

static void read_flyway(const config::Migrations& settings, const Listing& listing, Folder& folder) {
  read_described({.name = name_in_flyway,
                  .like = "V1__name.sql, U1__name.sql or R__name.sql",
                  .in_folders = true,
                  .before = before_by_parts,
                  .transaction_of = transaction_beside,
                  .placeholders = &settings.placeholders},
                 listing, folder);
}

extern const Layout flyway{.recognise = recognise_flyway, .read = read_flyway};

}  // namespace migration
