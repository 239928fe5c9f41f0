// sql-migrate's record, gorp_migrations: a row per file name. Source: rubenv/sql-migrate, migrate.go.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_sql_migrate(pg::Session& session) {
  return table_with(session, "gorp_migrations", {"id", "applied_at"});
}

static std::string make_sql_migrate(pg::Session& session) {
  session.execute("CREATE TABLE gorp_migrations (id text NOT NULL PRIMARY KEY, applied_at timestamptz)");
  return find_sql_migrate(session).value();
}

static std::vector<HistoryRow> load_sql_migrate(pg::Session& session, const std::string& table,
                                                const migration::Folder* folder) {
  return load_names(session, table, "id", "applied_at", folder);
}

static std::vector<pg::Request> applied_sql_migrate(const HistoryEntry& entry) {
  return {
      {.sql = fmt::format("INSERT INTO {} (id, applied_at) VALUES ($1, pg_catalog.clock_timestamp())", entry.table),
       .parameters = {entry.name + ".sql"}}};
}

static std::vector<pg::Request> undone_sql_migrate(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE id OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.name + ".sql"}}};
}

extern const History sql_migrate{.tool = "sql-migrate",
                                 .command = "sql-migrate",
                                 .layouts = {"sql-migrate"},
                                 .takes_back = true,
                                 .find = find_sql_migrate,
                                 .make = make_sql_migrate,
                                 .load = load_sql_migrate,
                                 .applied = applied_sql_migrate,
                                 .undone = undone_sql_migrate};

}  // namespace apply
