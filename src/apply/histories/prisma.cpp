// Prisma's own record, _prisma_migrations, read and kept true. Source: prisma/prisma-engines, schema-engine
// (sql_migration_persistence.rs, apply_migrations.rs, diagnose_migration_history.rs).
#include <array>
#include <random>

#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/histories_shared.h"
#include "apply/own_table.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"

namespace apply {

static constexpr auto table_name = "_prisma_migrations";

static std::optional<std::string> find_prisma(pg::Session& session) {
  const auto schema = schema_on_path(session, table_name);
  return schema ? std::optional(trusted_table(session, *schema, table_name)) : std::nullopt;
}

static std::string make_prisma(pg::Session& session) {
  session.execute(
      "CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,"
      " finished_at TIMESTAMP WITH TIME ZONE, migration_name VARCHAR(255) NOT NULL, logs pg_catalog.TEXT,"
      " rolled_back_at TIMESTAMP WITH TIME ZONE, started_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT "
      "pg_catalog.now(),"
      " applied_steps_count INTEGER NOT NULL DEFAULT 0)");
  return find_prisma(session).value();
}

// Prisma's first releases wrote each byte with {:x}, without the leading zero.
static std::string unpadded(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    if (hex[i] != '0') out += hex[i];
    out += hex[i + 1];
  }
  return out;
}

// Whether Prisma would say that the file is as it was applied: line ends of either kind count as equal.
static bool is_as_applied(std::string_view stored_checksum, const migration::Script& script) {
  const auto fits = [&](const std::string& checksum) {
    return stored_checksum == checksum || (stored_checksum.size() != 64 && stored_checksum == unpadded(checksum));
  };
  static constexpr auto byte_order_mark = "\xEF\xBB\xBF";
  const auto unix_ends = base::replace_all(script.text, "\r\n", "\n");
  const auto dos_ends = base::replace_all(unix_ends, "\n", "\r\n");
  for (const auto& text : {script.text, byte_order_mark + script.text, unix_ends, dos_ends,
                           byte_order_mark + unix_ends, byte_order_mark + dos_ends}) {
    if (fits(base::sha256(text))) return true;
  }
  return false;
}

static std::vector<HistoryRow> load_prisma(pg::Session& session, const std::string& table,
                                           const migration::Folder* folder) {
  const auto rows = session.query_ours(fmt::format(
      "SELECT DISTINCT ON (migration_name) id, migration_name, checksum, finished_at IS NOT NULL AS finished,"
      " (extract(epoch FROM coalesce(finished_at, started_at)) * 1000)::bigint AS at_ms,"
      " coalesce((extract(epoch FROM finished_at - started_at) * 1000)::bigint, 0) AS duration_ms, logs"
      " FROM ONLY {} WHERE rolled_back_at IS NULL ORDER BY migration_name, started_at DESC",
      table));
  const Files files(folder);
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = rows.text(row, "migration_name");
    const auto checksum = rows.text(row, "checksum");
    const auto* file = files.of_version(name);
    out.push_back({.id = rows.text(row, "id"),
                   .version = name,
                   .name = name,
                   .checksum = file && is_as_applied(checksum, file->up) ? file->checksum : checksum,
                   .finished = rows.boolean(row, "finished"),
                   .at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms"))),
                   .duration = base::Milliseconds(rows.integer(row, "duration_ms")),
                   .error = rows.text(row, "logs")});
  }
  return out;
}

// A random (version 4) UUID as text.
static std::string new_uuid() {
  std::random_device random;
  std::array<unsigned, 4> words{random(), random(), random(), random()};
  words[1] = (words[1] & 0xffff0fffU) | 0x00004000U;  // version 4
  words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;  // variant 1, RFC 4122
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:04x}{:08x}", words[0], words[1] >> 16U, words[1] & 0xffffU,
                     words[2] >> 16U, words[2] & 0xffffU, words[3]);
}

// The row that `prisma migrate deploy` leaves after a success; `migrate resolve --applied` counts no step.
static std::vector<pg::Request> applied_prisma(const HistoryEntry& entry) {
  return {{.sql = fmt::format("INSERT INTO {} (id, checksum, started_at, finished_at, migration_name, logs,"
                              " applied_steps_count) VALUES ($1, $2, {}, pg_catalog.clock_timestamp(), $3, $4, $5)",
                              entry.table, entry.started_at),
           .parameters = {entry.id, base::sha256(migration::raw_text(entry.migration->up)), entry.name,
                          entry.ran ? pg::Value() : pg::Value(""), entry.ran ? "1" : "0"}}};
}

// Deletes its rows: one marked rolled_back_at would be pending for `migrate deploy` but not for `migrate status`,
// which looks for any row of that name. Our history keeps the record.
static std::vector<pg::Request> undone_prisma(const HistoryEntry& entry) {
  return {{.sql = fmt::format("DELETE FROM {} WHERE migration_name OPERATOR(pg_catalog.=) $1", entry.table),
           .parameters = {entry.name}}};
}

// What `prisma migrate resolve --rolled-back` does to a failed migration.
static std::vector<pg::Request> failed_rolled_back_prisma(const HistoryEntry& entry) {
  return {{.sql = fmt::format(
               "UPDATE {} SET rolled_back_at = pg_catalog.now()"
               " WHERE migration_name OPERATOR(pg_catalog.=) $1 AND finished_at IS NULL AND rolled_back_at IS NULL",
               entry.table),
           .parameters = {entry.name}}};
}

// Prisma's `SELECT pg_advisory_lock(72707369)`.
static std::optional<long long> lock_of_prisma(pg::Session&) {
  return 72707369;
}

extern const History prisma{.tool = "Prisma",
                            .command = "prisma migrate",
                            .layouts = {"prisma"},
                            .all_or_nothing = true,
                            .is_made = true,
                            .find = find_prisma,
                            .make = make_prisma,
                            .load = load_prisma,
                            .lock_key = lock_of_prisma,
                            .new_id = new_uuid,
                            .applied = applied_prisma,
                            .undone = undone_prisma,
                            .failed_rolled_back = failed_rolled_back_prisma};

}  // namespace apply
