// Prisma's folders: <name>/migration.sql beside migration_lock.toml.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/undo.h"
#include "migration/unmatched.h"

namespace migration {

namespace fs = std::filesystem;

static constexpr auto lock_file = "migration_lock.toml";
static constexpr auto configuration = "lockkeeper.toml";  // where 'order' stands

static bool holds_migration(const fs::directory_entry& entry) {
  return entry.is_directory() && fs::is_regular_file(entry.path() / "migration.sql");
}

static int recognise_prisma(const Listing& listing) {
  if (fs::is_regular_file(listing.folder / lock_file)) return 100;
  return std::ranges::any_of(listing.entries, holds_migration) ? 80 : 0;
}

// A number in front, a date as a rule: Prisma runs its folders by name, whatever they are called, and with numbers in
// front that is what people mean.
static bool is_numbered(std::string_view name) {
  const auto digits = std::min(name.find_first_not_of("0123456789"), name.size());
  return digits > 0 && (digits == name.size() || name[digits] == '_' || name[digits] == '-');
}

// "10_c" runs before "2_b" where names order and not numbers. Dates of eight digits and of fourteen mix well.
static void warn_of_order_by_name(const std::vector<std::string>& order, Folder& folder) {
  const std::string* before = nullptr;
  for (const auto& name : order) {
    if (name.find_first_not_of("0123456789") >= 8) continue;
    if (before && runs_before(name, *before) && number_key(name) != number_key(*before)) {
      complain(folder, "runs-by-name", folder.path / *before,
               fmt::format("{} runs before {}: Prisma orders folders by name, not by number", *before, name),
               "Write the numbers with the same count of digits: 02_…, 10_….");
      folder.findings.back().severity = Finding::Severity::warning;
      return;
    }
    before = &name;
  }
}

// provider = "postgresql" of Prisma's lock file; empty where it says nothing.
static std::string provider_in(std::string_view text, int& line) {
  int number = 0;
  for (const auto candidate : base::lines(text)) {
    ++number;
    const auto equals = candidate.find('=');
    if (equals == std::string_view::npos || base::trim(candidate.substr(0, equals)) != "provider") continue;
    line = number;
    auto value = base::trim(candidate.substr(equals + 1));
    if (value.empty() || (value[0] != '"' && value[0] != '\'')) return std::string(value);
    return std::string(value.substr(1, value.find(value[0], 1) - 1));
  }
  return "";
}

static void check_provider(Folder& folder) {
  const auto file = folder.path / lock_file;
  if (!fs::is_regular_file(file)) return;
  int line = 0;
  const auto provider = provider_in(base::read_file(file), line);
  if (provider == "postgresql") return;
  complain(folder, "not-postgresql", file,
           provider.empty() ? "the lock file names no provider"
                            : fmt::format("these migrations are for {}, not for postgresql", provider),
           "Point --dir at the migrations of the PostgreSQL database.");
  folder.findings.back().place.line = line;
}

// Numbered folders by name, byte by byte, as Prisma runs them; then those that the configuration puts in order.
static std::vector<std::string> order_of(const std::vector<std::string>& names,
                                         const std::vector<std::string>& listed, Folder& folder) {
  const auto is_listed = [&](const std::string& name) { return std::ranges::find(listed, name) != listed.end(); };
  std::vector<std::string> order;
  std::ranges::copy_if(names, std::back_inserter(order),
                       [&](const auto& name) { return is_numbered(name) && !is_listed(name); });
  warn_of_order_by_name(order, folder);
  for (const auto& name : listed) {
    if (std::ranges::find(names, name) != names.end()) {
      if (std::ranges::find(order, name) == order.end()) {
        order.push_back(name);
      } else {
        complain(folder, "listed-twice", configuration, fmt::format("'order' names {} twice", name),
                 "Leave it at the place where it belongs and take the other away.");
      }
      continue;
    }
    const auto near = base::near_match(name, names);
    complain(
        folder, "unknown-order", configuration, fmt::format("'order' names {}, which is not there", name),
        near ? fmt::format("Did you mean {}?", *near) : "Remove it from [migrations] order, or restore the folder.");
  }
  for (const auto& name : names) {
    if (is_numbered(name) || is_listed(name)) continue;
    order.push_back(name);
    complain(folder, "order-unknown", folder.path / name,
             fmt::format("{} has no number in front of its name, so its place in the order cannot be told", name),
             fmt::format("Put \"{}\" where it belongs in 'order' under [migrations] in lockkeeper.toml.", name));
  }
  return order;
}

// What lies in a migration's folder and is not run.
static void list_siblings(const fs::path& path, Folder& folder) {
  for (const auto& entry : entries(path)) {
    const auto name = entry.path().filename().string();
    const bool sql = base::to_lower(name).ends_with(".sql");
    if (name == "migration.sql" || name == "down.sql" || !(sql || is_program(entry.path()))) continue;
    folder.ignored.push_back(fmt::format("{}/{}: {}", path.filename().string(), name,
                                         sql ? "only migration.sql is run" : "a program beside migration.sql"));
  }
}

// A folder without migration.sql: nothing of it can be run.
static void complain_of_folder(const fs::path& path, Folder& folder) {
  const auto name = path.filename().string();
  if (fs::exists(path / "migration.ts") && fs::exists(path / "ops.json")) {
    complain(folder, "newer-prisma", path,
             fmt::format("{} is a migration of Prisma 8 (migration.ts and ops.json), which is not SQL", name),
             "Use the folders that Prisma 5 to 7 write.");
    return;
  }
  const auto inside = entries(path);
  const auto program = std::ranges::find_if(inside, [](const auto& entry) { return is_program(entry.path()); });
  if (program != inside.end()) {
    complain(folder, "not-sql", program->path(),
             fmt::format("{} is written in code ({}), not SQL, and would be passed over", name,
                         program->path().filename().string()),
             "Write what it does into a migration.sql beside it; or run it with its own tool, and list the folder in "
             "'ignore' under [migrations] in lockkeeper.toml.");
    return;
  }
  complain(folder, "missing-file", path / "migration.sql", fmt::format("{} has no migration.sql", name),
           "Restore the file from version control, or remove the folder.");
}

// Prisma itself passes over files beside its folders. Where its lock file says that they are its own, so may we.
static void list_beside(const fs::path& path, bool surely_prisma, Unmatched& unmatched, Folder& folder) {
  const auto name = path.filename().string();
  if (!surely_prisma || !looks_like_migration(name)) {
    if (base::to_lower(name).ends_with(".sql") || looks_like_migration(name))
      unmatched.add(path, "a file beside the folders is not a migration");
    return;
  }
  folder.ignored.push_back(fmt::format("{}: a file beside the folders is not a migration", name));
  complain(folder, "not-taken", path, fmt::format("{} stands beside the folders, and is not run", name),
           "Give it a folder of its own (NAME/migration.sql) if it is a migration.");
  folder.findings.back().severity = Finding::Severity::warning;
}

static std::vector<std::string> names_in_prisma(const Listing& listing, Folder& folder) {
  std::vector<std::string> names;
  Unmatched unmatched;
  const bool surely_prisma = fs::is_regular_file(folder.path / lock_file);
  for (const auto& entry : listing.entries) {
    if (!entry.is_directory()) {
      list_beside(entry.path(), surely_prisma, unmatched, folder);
    } else if (holds_migration(entry)) {
      names.push_back(entry.path().filename().string());
      list_siblings(entry.path(), folder);
    } else {
      complain_of_folder(entry.path(), folder);
    }
  }
  unmatched.report(folder);
  return names;
}

static void read_prisma(const config::Migrations& settings, const Listing& listing, Folder& folder) {
  check_provider(folder);
  const auto names = names_in_prisma(listing, folder);
  std::vector<Parts> all;
  for (const auto& name : order_of(names, settings.order, folder)) {
    const auto file = folder.path / name / "migration.sql";
    all.push_back({.version = name, .name = name, .up = file, .down = undo_of(file)});
  }
  add_all(folder, all);
}

extern const Layout prisma{.recognise = recognise_prisma, .read = read_prisma};

}  // namespace migration
