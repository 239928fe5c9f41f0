// The record of postgres-migrations (npm), migrations. Source: thomwright/postgres-migrations, src/migrate.ts,
// src/migration-file.ts and src/with-lock.ts.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_postgres_migrations(pg::Session& session) {
  return table_with(session, "migrations", {"id", "name", "hash", "executed_at"});
}

static std::string make_postgres_migrations(pg::Session& session) {
  session.execute(
      "CREATE TABLE migrations (id integer PRIMARY KEY, name varchar(100) UNIQUE NOT NULL, hash varchar(40) NOT NULL,"
      " executed_at timestamp DEFAULT CURRENT_TIMESTAMP)");
  return find_postgres_migrations(session).value();
}

// SHA-1 of the file's name and its text, one behind the other.
static std::string hash_in_postgres_migrations(const migration::Script& script) {
  return base::sha1(script.file.filename().string() + migration::raw_text(script));
}

// Its own first migration, number 0, makes the table.
static std::vector<HistoryRow> load_postgres_migrations(pg::Session& session, const std::string& table,
                                                        const migration::Folder* folder) {
  const auto rows = session.query_ours(
      fmt::format("SELECT id, name, hash, (extract(epoch FROM executed_at::timestamptz) * 1000)::bigint AS at_ms"
                  " FROM ONLY {} WHERE id > 0 ORDER BY id",
                  table));
  const Files files(folder);
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto one = row_of_number(files, rows, row, "id");
    const auto* file = files.of_number(rows.text(row, "id"));
    const auto hash = rows.text(row, "hash");
    one.checksum = file && hash == hash_in_postgres_migrations(file->up) ? file->checksum : hash;
    out.push_back(std::move(one));
  }
  return out;
}

// "create-users" of 0001-create-users.
static std::string name_without_number(const std::string& name) {
  const auto at = name.find_first_not_of("0123456789");
  if (at == std::string::npos) return "";
  return name.substr(name[at] == '-' || name[at] == '_' ? at + 1 : at);
}

static std::vector<pg::Request> applied_postgres_migrations(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (id, name, hash) VALUES ($1::pg_catalog.int4, $2, $3)", entry.table),
           .parameters = {number_in(entry), name_without_number(entry.name),
                          hash_in_postgres_migrations(entry.migration->up)}}};
}

static std::vector<pg::Request> undone_postgres_migrations(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE id OPERATOR(pg_catalog.=) $1::pg_catalog.int4", entry.table),
           .parameters = {number_in(entry)}}};
}

static std::optional<long long> lock_of_postgres_migrations(pg::Session&) {
  return -8525285245963000605LL;
}

extern const History postgres_migrations{.tool = "postgres-migrations",
                                         .command = "pg-migrations migrate",
                                         .layouts = {"plain-sql"},
                                         .has_times = false,
                                         .find = find_postgres_migrations,
                                         .make = make_postgres_migrations,
                                         .load = load_postgres_migrations,
                                         .lock_key = lock_of_postgres_migrations,
                                         .applied = applied_postgres_migrations,
                                         .undone = undone_postgres_migrations};

}  // namespace apply
