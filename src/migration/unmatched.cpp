#include "migration/unmatched.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "migration/reading.h"

namespace migration {

namespace fs = std::filesystem;

static bool ends_with_one_of(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

static bool is_program_name(std::string_view name) {
  return ends_with_one_of(name,
                          {".py",   ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".go",     ".rb",    ".sh", ".php",
                           ".java", ".rs", ".kt", ".cs",  ".pl",  ".ex",  ".exs", ".groovy", ".scala", ".clj"});
}

bool is_program(const fs::path& file) {
  return is_program_name(base::to_lower(file.filename().native()));
}

static bool is_sql_name(std::string_view name) {
  return ends_with_one_of(name, {".sql", ".psql", ".pgsql", ".ddl", ".sql.j2", ".sql.tmpl", ".sql.tpl",
                                 ".sql.template", ".sql.erb", ".sql.in", ".sql.gotmpl", ".sql.mustache"});
}

// V1__init, V0001.First, R__views, U2__undo, migration_001, m0001-x, version3
static bool has_letters_before_its_number(std::string_view name) {
  const auto letters = std::min(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), name.size());
  const auto word = name.substr(0, letters);
  auto rest = name.substr(letters);
  if (word == "r" && rest.starts_with("__")) return true;
  static constexpr std::array<std::string_view, 14> words{
      "v", "u", "b", "r", "m", "mig", "migration", "migrate", "migrations", "step", "up", "rev", "version", "ver"};
  if (std::ranges::find(words, word) == words.end()) return false;
  if (!rest.empty() && std::string_view("_-. ").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
  const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits == 0) return false;
  return digits == rest.size() || std::string_view("_-. ").find(rest[digits]) != std::string_view::npos;
}

bool looks_like_migration(std::string_view name) {
  const auto lower = base::to_lower(name);
  if (!is_sql_name(lower) && !is_program_name(lower)) return false;
  const bool named_by_direction = ends_with_one_of(lower, {".up.sql", ".down.sql"});
  return named_by_direction || version_of(lower) || has_letters_before_its_number(lower);
}

void Unmatched::add(const fs::path& path, std::string why) {
  all_.push_back({.path = path, .why = std::move(why)});
}

static constexpr std::size_t most_named = 4;

void Unmatched::report(Folder& folder) const {
  std::vector<const One*> missing;
  for (const auto& one : all_) {
    const auto name = one.path.filename().string();
    std::error_code failed;
    const bool is_folder = fs::is_directory(one.path, failed);
    folder.ignored.push_back(fmt::format("{}{}: {}", name, is_folder ? "/" : "", one.why));
    if (is_folder ? version_of(name).has_value() : looks_like_migration(name)) missing.push_back(&one);
  }
  if (missing.empty()) return;
  const auto hint = fmt::format(
      "The folder is read in the layout {} (--layout names another one). Name it as the others are, move it out, or "
      "list it in 'ignore' under [migrations] in lockkeeper.toml.",
      folder.layout);
  if (missing.size() <= most_named) {
    for (const auto* one : missing)
      complain(folder, "not-taken", one->path,
               fmt::format("{} looks like a migration and would be passed over: {}", one->path.filename().string(),
                           one->why),
               hint);
    return;
  }
  std::vector<std::string> names;
  for (std::size_t at = 0; at < most_named; ++at) names.push_back(missing[at]->path.filename().string());
  complain(folder, "not-taken", missing.front()->path,
           fmt::format("{} files look like migrations and would be passed over: {} and {} more", missing.size(),
                       fmt::join(names, ", "), missing.size() - most_named),
           hint);
}

static bool is_database(std::string_view part) {
  static const std::set<std::string_view> known{
      "postgres", "postgresql", "pg",     "pgsql",     "cockroach", "cockroachdb", "crdb",       "mysql",  "mariadb",
      "sqlite",   "sqlite3",    "mssql",  "sqlserver", "oracle",    "h2",          "hsqldb",     "db2",    "spanner",
      "tidb",     "redshift",   "duckdb", "snowflake", "bigquery",  "clickhouse",  "yugabytedb", "vitess", "libsql"};
  return known.contains(part);
}

bool is_postgresql(std::string_view part) {
  return part == "postgres" || part == "postgresql" || part == "pg" || part == "pgsql";
}

bool is_other_database(std::string_view part) {
  return is_database(part) && !is_postgresql(part);
}

// The database that a part of a file's name stands for: "cockroach" of "1_a.cockroach.up.sql".
static std::optional<std::string> dialect_of(std::string_view file_name) {
  const auto parts = base::split(file_name, '.');
  for (std::size_t at = 1; at + 1 < parts.size(); ++at) {
    auto part = base::to_lower(parts[at]);
    if (is_database(part)) return part;
  }
  return std::nullopt;
}

// "1_a.postgres.up.sql" and "1_a.up.sql" are two forms of one file: its name without the database.
static std::string without_dialect(const std::string& file_name, const std::string& dialect) {
  const auto at = base::to_lower(file_name).find("." + dialect + ".");
  return file_name.substr(0, at) + file_name.substr(at + dialect.size() + 1);
}

static void drop_other_dialects(Listing& listing, Folder& folder) {
  std::set<std::string> dialects;
  std::set<std::string> general_form_not_meant;
  const fs::path* first = nullptr;
  for (const auto& entry : listing.entries) {
    const auto name = entry.path().filename().string();
    const auto dialect = base::to_lower(name).ends_with(".sql") ? dialect_of(name) : std::nullopt;
    if (!dialect) continue;
    dialects.insert(*dialect);
    if (is_postgresql(*dialect)) general_form_not_meant.insert(without_dialect(name, *dialect));
    if (is_other_database(*dialect) && !first) first = &entry.path();
  }
  if (!first) return;
  complain(
      folder, "several-dialects", *first,
      dialects.size() == 1
          ? fmt::format("the folder holds migrations for {}, which is not PostgreSQL", *dialects.begin())
          : fmt::format("the folder holds migrations for {} databases ({}), which this layout does not tell apart",
                        dialects.size(), fmt::join(dialects, ", ")),
      "Move those for PostgreSQL into a folder of their own, or list the others in 'ignore' under [migrations] in "
      "lockkeeper.toml: \"*.mysql.*\".");
  std::erase_if(listing.entries, [&](const fs::directory_entry& entry) {
    const auto name = entry.path().filename().string();
    const auto dialect = dialect_of(name);
    const bool other = dialect ? is_other_database(*dialect) : general_form_not_meant.contains(name);
    if (other)
      folder.ignored.push_back(
          fmt::format("{}: {}", name, dialect ? "for " + *dialect : "there is a form for PostgreSQL beside it"));
    return other;
  });
}

Listing without_ignored(Listing listing, const std::vector<std::string>& ignore, Folder& folder) {
  std::erase_if(listing.entries, [&](const fs::directory_entry& entry) {
    const auto name = entry.path().filename().string();
    const bool left_out =
        std::ranges::any_of(ignore, [&](const auto& each) { return base::glob_matches(each, name); });
    if (left_out) folder.ignored.push_back(fmt::format("{}: left out by 'ignore' in lockkeeper.toml", name));
    return left_out;
  });
  return listing;
}

Listing without_foreign(Listing listing, Folder& folder) {
  drop_other_dialects(listing, folder);
  return listing;
}

}  // namespace migration
