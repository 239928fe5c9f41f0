// dbmate's record, schema_migrations: a row per version. Source: amacneil/dbmate, pkg/driver/postgres/postgres.go.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_dbmate(pg::Session& session) {
  return table_with(session, "schema_migrations", {"version"});
}

static std::string make_dbmate(pg::Session& session) {
  session.execute("CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY)");
  return find_dbmate(session).value();
}

static std::vector<HistoryRow> load_dbmate(pg::Session& session, const std::string& table,
                                           const migration::Folder* folder) {
  return load_names(session, table, "version", "", folder);
}

static std::vector<pg::Request> applied_dbmate(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (version) VALUES ($1)", entry.table), .parameters = {entry.version}}};
}

static std::vector<pg::Request> undone_dbmate(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE version::pg_catalog.text OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.version}}};
}

extern const History dbmate{.tool = "dbmate",
                            .command = "dbmate",
                            .layouts = {"dbmate"},
                            .has_times = false,
                            .takes_back = true,
                            .find = find_dbmate,
                            .make = make_dbmate,
                            .load = load_dbmate,
                            .applied = applied_dbmate,
                            .undone = undone_dbmate};

}  // namespace apply
