// sqlx's record, _sqlx_migrations. Source: launchbadge/sqlx, sqlx-postgres/src/migrate.rs.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_sqlx(pg::Session& session) {
  return table_with(session, "_sqlx_migrations", {"version", "description", "success", "checksum", "execution_time"});
}

static std::string make_sqlx(pg::Session& session) {
  session.execute(
      "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,"
      " installed_on timestamptz NOT NULL DEFAULT pg_catalog.now(), success boolean NOT NULL, checksum bytea NOT "
      "NULL,"
      " execution_time bigint NOT NULL)");
  return find_sqlx(session).value();
}

static std::string checksum_in_sqlx(const migration::Script& script) {
  return base::sha384(migration::raw_text(script));
}

static std::vector<HistoryRow> load_sqlx(pg::Session& session, const std::string& table,
                                         const migration::Folder* folder) {
  const auto rows = session.query_ours(
      fmt::format("SELECT version, description, success, pg_catalog.encode(checksum, 'hex') AS checksum,"
                  " (extract(epoch FROM installed_on) * 1000)::bigint AS at_ms, execution_time / 1000000 AS took"
                  " FROM ONLY {} ORDER BY version",
                  table));
  const Files files(folder);
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto one = row_of_number(files, rows, row, "version");
    const auto* file = files.of_number(rows.text(row, "version"));
    const auto checksum = rows.text(row, "checksum");
    one.checksum = file && checksum == checksum_in_sqlx(file->up) ? file->checksum : checksum;
    one.duration = base::Milliseconds(std::max(0LL, rows.integer(row, "took")));
    one.finished = rows.boolean(row, "success");
    if (!one.finished) one.error = "sqlx recorded no success";
    out.push_back(std::move(one));
  }
  return out;
}

// "create users" of 20250115120000_create_users.
static std::string description_in_sqlx(const std::string& name) {
  const auto at = name.find('_');
  return at == std::string::npos ? "" : base::replace_all(name.substr(at + 1), "_", " ");
}

static std::vector<pg::Request> applied_sqlx(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (version, description, success, checksum, execution_time)"
                              " VALUES ($1::pg_catalog.int8, $2, true, pg_catalog.decode($3, 'hex'),"
                              " (extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) {})"
                              " OPERATOR(pg_catalog.*) 1000000000)::pg_catalog.int8)",
                              entry.table, entry.started_at),
           .parameters = {number_in(entry), description_in_sqlx(entry.name), checksum_in_sqlx(entry.migration->up)}}};
}

static std::vector<pg::Request> undone_sqlx(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE version OPERATOR(pg_catalog.=) $1::pg_catalog.int8", entry.table),
           .parameters = {number_in(entry)}}};
}

static std::optional<long long> lock_of_sqlx(pg::Session& session) {
  return 0x3d32ad9eLL * static_cast<long long>(base::crc32(session.database()));
}

extern const History sqlx{.tool = "sqlx",
                          .command = "sqlx migrate",
                          .layouts = {"up-down", "plain-sql"},
                          .takes_back = true,
                          .find = find_sqlx,
                          .make = make_sqlx,
                          .load = load_sqlx,
                          .lock_key = lock_of_sqlx,
                          .applied = applied_sqlx,
                          .undone = undone_sqlx,
                          .failed_rolled_back = undone_sqlx};

}  // namespace apply
