// The record of the Supabase CLI, supabase_migrations.schema_migrations. Source: supabase/cli,
// internal/migration/history.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_supabase(pg::Session& session) {
  return table_in(session, "supabase_migrations", "schema_migrations");
}

static std::string make_supabase(pg::Session& session) {
  session.execute(
      "CREATE SCHEMA IF NOT EXISTS supabase_migrations;"
      "CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY,"
      " statements text[], name text)");
  return find_supabase(session).value();
}

static std::vector<HistoryRow> load_supabase(pg::Session& session, const std::string& table,
                                             const migration::Folder* folder) {
  return load_names(session, table, "version", "", folder);
}

// "create_users" of 20250115120000_create_users.
static std::string words_in(const std::string& name) {
  const auto at = name.find('_');
  return at == std::string::npos ? "" : name.substr(at + 1);
}

static std::vector<pg::Request> applied_supabase(const HistoryEntry& entry) {
  return {{.sql = fmt::format(
               "INSERT INTO {} (version, name, statements) VALUES ($1, $2, ARRAY[$3::pg_catalog.text])", entry.table),
           .parameters = {entry.version, words_in(entry.name), entry.migration->up.text}}};
}

static std::vector<pg::Request> undone_supabase(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE version OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.version}}};
}

extern const History supabase{.tool = "the Supabase CLI",
                              .command = "supabase db push",
                              .layouts = {"plain-sql"},
                              .has_times = false,
                              .takes_back = true,
                              .find = find_supabase,
                              .make = make_supabase,
                              .load = load_supabase,
                              .applied = applied_supabase,
                              .undone = undone_supabase};

}  // namespace apply
