// node-pg-migrate's record, pgmigrations. Source: salsita/node-pg-migrate, src/runner.ts and src/migration.ts.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_node_pg_migrate(pg::Session& session) {
  return table_with(session, "pgmigrations", {"id", "name", "run_on"});
}

static std::string make_node_pg_migrate(pg::Session& session) {
  session.execute(
      "CREATE TABLE pgmigrations (id SERIAL PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL)");
  return find_node_pg_migrate(session).value();
}

static std::vector<HistoryRow> load_node_pg_migrate(pg::Session& session, const std::string& table,
                                                    const migration::Folder* folder) {
  return load_names(session, table, "name", "run_on", folder);
}

static std::vector<pg::Request> applied_node_pg_migrate(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (name, run_on) VALUES ($1, pg_catalog.clock_timestamp())", entry.table),
           .parameters = {entry.name}}};
}

static std::vector<pg::Request> undone_node_pg_migrate(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE name::pg_catalog.text OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.name}}};
}

static std::optional<long long> lock_of_node_pg_migrate(pg::Session&) {
  return 7241865325823964LL;
}

extern const History node_pg_migrate{.tool = "node-pg-migrate",
                                     .command = "node-pg-migrate",
                                     .layouts = {"node-pg-migrate"},
                                     .has_times = false,
                                     .takes_back = true,
                                     .find = find_node_pg_migrate,
                                     .make = make_node_pg_migrate,
                                     .load = load_node_pg_migrate,
                                     .lock_key = lock_of_node_pg_migrate,
                                     .applied = applied_node_pg_migrate,
                                     .undone = undone_node_pg_migrate};

}  // namespace apply
