// golang-migrate's record, schema_migrations: one row, the newest version and whether it broke. Source:
// golang-migrate/migrate, database/postgres/postgres.go (SetVersion, Version) and database/util.go (the lock's key).
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_golang_migrate(pg::Session& session) {
  return table_with(session, "schema_migrations", {"version", "dirty"});
}

static std::string make_golang_migrate(pg::Session& session) {
  session.execute("CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)");
  return find_golang_migrate(session).value();
}

// The row says of every file up to its version that it is applied.
static std::vector<HistoryRow> load_golang_migrate(pg::Session& session, const std::string& table,
                                                   const migration::Folder* folder) {
  const auto rows = session.query_ours(fmt::format("SELECT version, dirty, 0 AS at_ms FROM ONLY {} LIMIT 1", table));
  if (rows.empty() || rows.integer(0, "version") < 0) return {};
  const Files files(folder);
  const auto newest = rows.text(0, "version");
  std::vector<HistoryRow> out;
  bool there = false;
  for (const auto* file : files.by_number()) {
    if (migration::runs_before(newest, file->version) &&
        migration::number_key(newest) != migration::number_key(file->version))
      continue;
    there = migration::number_key(newest) == migration::number_key(file->version);
    out.push_back({.version = file->version, .name = file->name, .checksum = file->checksum});
  }
  if (!there) out.push_back(row_of_number(files, rows, 0, "version"));
  out.back().finished = !rows.boolean(0, "dirty");
  if (!out.back().finished) out.back().error = "golang-migrate marked it as dirty";
  return out;
}

// Never back to an older one: a file that came late is no newer version.
static std::vector<pg::Request> applied_golang_migrate(const HistoryEntry& entry) {
  return {
      {.sql = fmt::format("DELETE FROM {} WHERE version OPERATOR(pg_catalog.<=) $1::pg_catalog.int8", entry.table),
       .parameters = {number_in(entry)}},
      {.sql = fmt::format("INSERT INTO {0} (version, dirty) SELECT $1::pg_catalog.int8, false"
                          " WHERE NOT EXISTS (SELECT 1 FROM {0})",
                          entry.table),
       .parameters = {number_in(entry)}}};
}

// The version before it among the files is the newest then.
static std::vector<pg::Request> undone_golang_migrate(const HistoryEntry& entry) {
  const migration::Migration* before = nullptr;
  for (const auto& file : entry.folder->migrations)
    if (migration::runs_before(file.version, entry.version) &&
        (!before || migration::runs_before(before->version, file.version)))
      before = &file;
  std::vector<pg::Request> requests{
      {.sql = fmt::format("DELETE FROM {} WHERE version OPERATOR(pg_catalog.=) $1::pg_catalog.int8", entry.table),
       .parameters = {number_in(entry)}}};
  if (before)
    requests.push_back({.sql = fmt::format("INSERT INTO {0} (version, dirty) SELECT $1::pg_catalog.int8, false"
                                           " WHERE NOT EXISTS (SELECT 1 FROM {0})",
                                           entry.table),
                        .parameters = {migration::number_key(before->version).value_or("0")}});
  return requests;
}

static std::vector<pg::Request> cleaned_golang_migrate(const HistoryEntry& entry) {
  return undone_golang_migrate(entry);
}

// CRC-32 of schema, table and database, times a salt of its own.
static std::optional<long long> lock_of_golang_migrate(pg::Session& session) {
  const auto schema = schema_on_path(session, "schema_migrations").value_or("public");
  const auto names = schema + '\0' + "schema_migrations" + '\0' + session.database();
  return static_cast<std::uint32_t>(base::crc32(names) * 1486364155U);
}

extern const History golang_migrate{.tool = "golang-migrate",
                                    .command = "migrate",
                                    .layouts = {"up-down"},
                                    .has_times = false,
                                    .takes_back = true,
                                    .find = find_golang_migrate,
                                    .make = make_golang_migrate,
                                    .load = load_golang_migrate,
                                    .lock_key = lock_of_golang_migrate,
                                    .applied = applied_golang_migrate,
                                    .undone = undone_golang_migrate,
                                    .failed_rolled_back = cleaned_golang_migrate};

}  // namespace apply
