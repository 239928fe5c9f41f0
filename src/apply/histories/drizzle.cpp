// drizzle-orm's record, drizzle.__drizzle_migrations. Source: drizzle-team/drizzle-orm, src/pg-core/dialect.ts
// (migrate) and src/migrator.ts (the hash).
#include <map>

#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/drizzle_journal.h"

namespace apply {

static std::optional<std::string> find_drizzle(pg::Session& session) {
  return table_in(session, "drizzle", "__drizzle_migrations");
}

static std::string make_drizzle(pg::Session& session) {
  session.execute(
      "CREATE SCHEMA IF NOT EXISTS drizzle;"
      "CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)");
  return find_drizzle(session).value();
}

static std::string hash_in_drizzle(const migration::Script& script) {
  return base::sha256(migration::raw_text(script));
}

// A row is known by the moment that the journal gives its file.
static std::vector<HistoryRow> load_drizzle(pg::Session& session, const std::string& table,
                                            const migration::Folder* folder) {
  const auto rows =
      session.query_ours(fmt::format("SELECT hash, created_at FROM ONLY {} ORDER BY created_at, id", table));
  const Files files(folder);
  std::map<long long, const migration::Migration*> by_moment;
  for (const auto& entry : migration::read_drizzle_journal(folder->path).entries)
    if (const auto* file = files.of_version(entry.tag)) by_moment[entry.when] = file;
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto found = by_moment.find(rows.integer(row, "created_at"));
    const auto hash = rows.text(row, "hash");
    if (found == by_moment.end()) {
      out.push_back(
          {.version = rows.text(row, "created_at"), .name = rows.text(row, "created_at"), .checksum = hash});
      continue;
    }
    const auto& file = *found->second;
    out.push_back({.version = file.version,
                   .name = file.name,
                   .checksum = hash == hash_in_drizzle(file.up) ? file.checksum : hash});
  }
  return out;
}

static std::string moment_of(const HistoryEntry& entry) {
  for (const auto& each : migration::read_drizzle_journal(entry.folder->path).entries)
    if (each.tag == entry.version) return std::to_string(each.when);
  return "0";
}

static std::vector<pg::Request> applied_drizzle(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (hash, created_at) VALUES ($1, $2::pg_catalog.int8)", entry.table),
           .parameters = {hash_in_drizzle(entry.migration->up), moment_of(entry)}}};
}

static std::vector<pg::Request> undone_drizzle(const HistoryEntry& entry) {
  return {
      {.sql = fmt::format("DELETE FROM {} WHERE created_at OPERATOR(pg_catalog.=) $1::pg_catalog.int8", entry.table),
       .parameters = {moment_of(entry)}}};
}

extern const History drizzle{.tool = "drizzle",
                             .command = "drizzle-kit migrate",
                             .layouts = {"drizzle"},
                             .has_times = false,
                             .find = find_drizzle,
                             .make = make_drizzle,
                             .load = load_drizzle,
                             .applied = applied_drizzle,
                             .undone = undone_drizzle};

}  // namespace apply
