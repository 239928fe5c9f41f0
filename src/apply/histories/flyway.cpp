// Flyway's record, flyway_schema_history. Source: flyway-core, JdbcTableSchemaHistory, ChecksumCalculator,
// PostgreSQLAdvisoryLockTemplate, PostgreSQLDatabase (the table).
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "base/files.h"
#include "base/text.h"
#include "migration/described.h"

namespace apply {

static constexpr auto flyway_table = "flyway_schema_history";

static std::optional<std::string> find_flyway(pg::Session& session) {
  return table_with(session, flyway_table, {"installed_rank", "version", "description", "checksum", "success"});
}

static std::string make_flyway(pg::Session& session) {
  session.execute(
      "CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY "
      "KEY,"
      " version VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL,"
      " script VARCHAR(1000) NOT NULL, checksum INTEGER, installed_by VARCHAR(100) NOT NULL,"
      " installed_on TIMESTAMP NOT NULL DEFAULT pg_catalog.now(), execution_time INTEGER NOT NULL,"
      " success BOOLEAN NOT NULL);"
      "CREATE INDEX flyway_schema_history_s_idx ON flyway_schema_history (success)");
  return find_flyway(session).value();
}

// CRC-32 over the lines without their ends; a byte-order mark does not count.
static long long checksum_in_flyway(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string joined;
  for (const char c : text)
    if (c != '\n' && c != '\r') joined += c;
  return static_cast<std::int32_t>(base::crc32(joined));
}

static bool is_as_applied_in_flyway(long long checksum, const migration::Script& script) {
  // With ${name} as it stands, and, for repeatables, as it was put in.
  return checksum == checksum_in_flyway(base::read_file(script.file)) || checksum == checksum_in_flyway(script.text);
}

// "create users" of V1__create_users.
static std::string description_in_flyway(const std::string& name) {
  const auto at = name.find("__");
  return at == std::string::npos ? name : base::replace_all(name.substr(at + 2), "_", " ");
}

static const migration::Migration* file_in_flyway(const Files& files, const pg::Result& rows, std::size_t row) {
  if (rows.at(row, "version")) return files.same_version(rows.text(row, "version"));
  return files.called("R__" + base::replace_all(rows.text(row, "description"), " ", "_"));
}

// What lies below a baseline counts as applied.
static void add_below_baseline(const Files& files, const std::string& baseline, std::vector<HistoryRow>& out) {
  for (const auto* file : files.by_number()) {
    const bool known = std::ranges::any_of(out, [&](const auto& row) { return row.version == file->version; });
    if (known || file->repeatable || migration::before_by_parts(baseline, file->version)) continue;
    out.push_back({.version = file->version, .name = file->name, .checksum = file->checksum});
  }
}

static std::vector<HistoryRow> load_flyway(pg::Session& session, const std::string& table,
                                           const migration::Folder* folder) {
  const auto rows = session.query_ours(
      fmt::format("SELECT DISTINCT ON (coalesce(version, description), version IS NULL) version, description, type,"
                  " checksum, success, execution_time,"
                  " (extract(epoch FROM installed_on::timestamptz) * 1000)::bigint AS at_ms FROM ONLY {}"
                  " WHERE type <> 'SCHEMA' ORDER BY coalesce(version, description), version IS NULL,"
                  " installed_rank DESC",
                  table));
  const Files files(folder);
  std::vector<HistoryRow> out;
  std::string baseline;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto type = rows.text(row, "type");
    if (type.find("BASELINE") != std::string::npos) baseline = rows.text(row, "version");
    if (type != "SQL" && type != "JDBC" && type != "SPRING_JDBC" && type != "SCRIPT") continue;
    const auto* file = file_in_flyway(files, rows, row);
    const auto checksum = rows.text(row, "checksum");
    HistoryRow one{.version = file ? file->version : rows.text(row, "version"),
                   .name = file ? file->name : rows.text(row, "description"),
                   .checksum = checksum,
                   .finished = rows.boolean(row, "success"),
                   .at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms"))),
                   .duration = base::Milliseconds(rows.integer(row, "execution_time"))};
    if (one.version.empty()) one.version = "R__" + base::replace_all(one.name, " ", "_");
    if (file &&
        (checksum.empty() || file->external || is_as_applied_in_flyway(rows.integer(row, "checksum"), file->up)))
      one.checksum = file->checksum;
    if (!one.finished) one.error = "Flyway recorded no success";
    out.push_back(std::move(one));
  }
  if (!baseline.empty()) add_below_baseline(files, baseline, out);
  std::ranges::stable_sort(out, {}, &HistoryRow::at);
  return out;
}

static std::vector<pg::Request> applied_flyway(const HistoryEntry& entry) {
  const auto& migration = *entry.migration;
  const auto script = migration.up.file.lexically_relative(entry.folder->path).generic_string();
  const bool code = migration.external;
  return {{.sql = fmt::format(
               "INSERT INTO {0} (installed_rank, version, description, type, script, checksum, installed_by,"
               " execution_time, success) VALUES ((SELECT coalesce(pg_catalog.max(installed_rank), 0)"
               " OPERATOR(pg_catalog.+) 1 FROM {0}), $1, $2, $3, $4, $5::pg_catalog.int4, session_user,"
               " (extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) {1})"
               " OPERATOR(pg_catalog.*) 1000)::pg_catalog.int4, true)",
               entry.table, entry.started_at),
           .parameters = {migration.repeatable ? pg::Value() : pg::Value(entry.version),
                          description_in_flyway(entry.name), code ? "JDBC" : "SQL", script,
                          code ? pg::Value()
                               : pg::Value(std::to_string(checksum_in_flyway(base::read_file(migration.up.file))))}}};
}

static std::vector<pg::Request> undone_flyway(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE version::pg_catalog.text OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.version}}};
}

static std::vector<pg::Request> repaired_flyway(const HistoryEntry& entry) {
  return {
      {.sql = fmt::format("DELETE FROM {} WHERE version::pg_catalog.text OPERATOR(pg_catalog.=) $1 AND NOT success",
                          entry.table),
       .parameters = {entry.version}}};
}

// The letters of "Flyway" as a number, and Java's hashCode of the table's name.
static std::optional<long long> lock_of_flyway(pg::Session& session) {
  const auto schema = schema_on_path(session, flyway_table).value_or("public");
  std::uint32_t hash = 0;
  for (const char c : fmt::format("\"{}\".\"{}\"", schema, flyway_table))
    hash = hash * 31U + static_cast<unsigned char>(c);
  return 0x466C79776179LL + static_cast<std::int32_t>(hash);
}

extern const History flyway{.tool = "Flyway",
                            .command = "flyway",
                            .layouts = {"flyway"},
                            .all_or_nothing = false,
                            .takes_back = true,
                            .find = find_flyway,
                            .make = make_flyway,
                            .load = load_flyway,
                            .lock_key = lock_of_flyway,
                            .applied = applied_flyway,
                            .undone = undone_flyway,
                            .failed_rolled_back = repaired_flyway};

}  // namespace apply
