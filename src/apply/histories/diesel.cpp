// diesel's record, __diesel_schema_migrations. Source: diesel-rs/diesel, diesel/src/migration/mod.rs and
// diesel_migrations/migrations_internals.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_diesel(pg::Session& session) {
  return table_with(session, "__diesel_schema_migrations", {"version", "run_on"});
}

static std::string make_diesel(pg::Session& session) {
  session.execute(
      "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY NOT NULL,"
      " run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)");
  return find_diesel(session).value();
}

static std::vector<HistoryRow> load_diesel(pg::Session& session, const std::string& table,
                                           const migration::Folder* folder) {
  return load_names(session, table, "version", "run_on", folder);
}

static std::vector<pg::Request> applied_diesel(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (version) VALUES ($1)", entry.table), .parameters = {entry.version}}};
}

static std::vector<pg::Request> undone_diesel(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE version::pg_catalog.text OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.version}}};
}

extern const History diesel{.tool = "diesel",
                            .command = "diesel migration",
                            .layouts = {"diesel"},
                            .has_times = false,
                            .takes_back = true,
                            .find = find_diesel,
                            .make = make_diesel,
                            .load = load_diesel,
                            .applied = applied_diesel,
                            .undone = undone_diesel};

}  // namespace apply
