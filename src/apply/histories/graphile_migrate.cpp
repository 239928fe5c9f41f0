// graphile-migrate's record, graphile_migrate.migrations. Source: graphile/migrate, src/migration.ts.
#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"

namespace apply {

static std::optional<std::string> find_graphile_migrate(pg::Session& session) {
  return table_in(session, "graphile_migrate", "migrations");
}

static std::string make_graphile_migrate(pg::Session& session) {
  session.execute(
      "CREATE SCHEMA IF NOT EXISTS graphile_migrate;"
      "CREATE TABLE graphile_migrate.migrations (hash text PRIMARY KEY,"
      " previous_hash text REFERENCES graphile_migrate.migrations, filename text NOT NULL,"
      " date timestamptz NOT NULL DEFAULT pg_catalog.now())");
  return find_graphile_migrate(session).value();
}

// "sha1:…" of a line "--! Hash: sha1:…"; empty where there is none, or a dash.
static std::string head_of(const migration::Script& script, std::string_view key) {
  for (const auto line : base::lines(script.text)) {
    if (!line.starts_with("--!")) break;
    const auto words = base::trim(line.substr(3));
    if (!words.starts_with(key)) continue;
    const auto value = base::trim(words.substr(key.size()));
    return value == "-" ? "" : std::string(value);
  }
  return "";
}

static std::vector<HistoryRow> load_graphile_migrate(pg::Session& session, const std::string& table,
                                                     const migration::Folder* folder) {
  const auto rows = session.query_ours(
      fmt::format("SELECT filename, hash, (extract(epoch FROM date) * 1000)::bigint AS at_ms FROM ONLY {}"
                  " ORDER BY filename",
                  table));
  const Files files(folder);
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto one = row_of_number(files, rows, row, "filename");
    const auto* file = files.of_number(rows.text(row, "filename"));
    const auto hash = rows.text(row, "hash");
    one.checksum = file && hash == head_of(file->up, "Hash:") ? file->checksum : hash;
    out.push_back(std::move(one));
  }
  return out;
}

// "000001.sql": the words behind the number are the message, and not in the record.
static std::string file_in_graphile(const std::string& name) {
  return migration::version_of(name).value_or(name) + ".sql";
}

static std::vector<pg::Request> applied_graphile_migrate(const HistoryEntry& entry) {
  const auto& script = entry.migration->up;
  const auto previous = head_of(script, "Previous:");
  return {{.sql = fmt::format("INSERT INTO {} (hash, previous_hash, filename) VALUES ($1, $2, $3)", entry.table),
           .parameters = {head_of(script, "Hash:"), previous.empty() ? pg::Value() : pg::Value(previous),
                          file_in_graphile(entry.name)}}};
}

static std::vector<pg::Request> undone_graphile_migrate(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE filename OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {file_in_graphile(entry.name)}}};
}

extern const History graphile_migrate{.tool = "graphile-migrate",
                                      .command = "graphile-migrate",
                                      .layouts = {"graphile-migrate"},
                                      .has_times = false,
                                      .find = find_graphile_migrate,
                                      .make = make_graphile_migrate,
                                      .load = load_graphile_migrate,
                                      .applied = applied_graphile_migrate,
                                      .undone = undone_graphile_migrate};

}  // namespace apply
