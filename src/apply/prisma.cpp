#include "apply/prisma.h"

#include <array>
#include <random>

#include <fmt/format.h>

#include "apply/own_table.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"

namespace apply::prisma {

static pg::Parameters path_of(pg::Session& session) {
  return {base::Json(session.search_path()).dump()};
}

std::optional<std::string> find_table(pg::Session& session) {
  const auto found = session.query_ours(
      "SELECT n.nspname AS schema"
      " FROM json_array_elements_text($1::json) WITH ORDINALITY AS p(schema, place)"
      " JOIN pg_catalog.pg_namespace n ON n.nspname = p.schema"
      " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = '_prisma_migrations'"
      " ORDER BY p.place LIMIT 1",
      path_of(session));
  if (found.empty()) return std::nullopt;
  const auto table = look_at_table(session, found.text(0, "schema"), "_prisma_migrations");
  refuse_planted(table);
  return table.name;
}

std::string make_table(pg::Session& session) {
  if (const auto known = find_table(session)) return *known;
  session.execute(
      "CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,"
      " finished_at TIMESTAMP WITH TIME ZONE, migration_name VARCHAR(255) NOT NULL, logs pg_catalog.TEXT,"
      " rolled_back_at TIMESTAMP WITH TIME ZONE, started_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT "
      "pg_catalog.now(),"
      " applied_steps_count INTEGER NOT NULL DEFAULT 0)");
  return find_table(session).value();
}

std::vector<Row> load(pg::Session& session, const std::string& table) {
  const auto rows = session.query_ours(fmt::format(
      "SELECT DISTINCT ON (migration_name) id, migration_name, checksum, finished_at IS NOT NULL AS finished,"
      " (extract(epoch FROM coalesce(finished_at, started_at)) * 1000)::bigint AS at_ms,"
      " coalesce((extract(epoch FROM finished_at - started_at) * 1000)::bigint, 0) AS duration_ms, logs"
      " FROM ONLY {} WHERE rolled_back_at IS NULL ORDER BY migration_name, started_at DESC",
      table));
  std::vector<Row> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    out.push_back({.id = rows.text(row, "id"),
                   .name = rows.text(row, "migration_name"),
                   .checksum = rows.text(row, "checksum"),
                   .finished = rows.boolean(row, "finished"),
                   .at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms"))),
                   .duration = base::Milliseconds(rows.integer(row, "duration_ms")),
                   .logs = rows.text(row, "logs")});
  }
  return out;
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

bool same_text(std::string_view stored_checksum, const migration::Migration& migration) {
  const auto fits = [&](const std::string& checksum) {
    return stored_checksum == checksum || (stored_checksum.size() != 64 && stored_checksum == unpadded(checksum));
  };
  if (!migration.prisma_checksum.empty() && fits(migration.prisma_checksum)) return true;
  const auto unix_ends = base::replace_all(migration.up.text, "\r\n", "\n");
  const auto dos_ends = base::replace_all(unix_ends, "\n", "\r\n");
  static constexpr auto byte_order_mark = "\xEF\xBB\xBF";
  for (const auto& text : {unix_ends, dos_ends, byte_order_mark + unix_ends, byte_order_mark + dos_ends}) {
    if (fits(base::sha256(text))) return true;
  }
  return false;
}

std::string new_id() {
  std::random_device random;
  std::array<unsigned, 4> words{random(), random(), random(), random()};
  words[1] = (words[1] & 0xffff0fffU) | 0x00004000U;  // version 4
  words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;  // variant 1, RFC 4122
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:04x}{:08x}", words[0], words[1] >> 16U, words[1] & 0xffffU,
                     words[2] >> 16U, words[2] & 0xffffU, words[3]);
}

pg::Request applied(const std::string& table, const std::string& id, const migration::Migration& migration, int steps,
                    std::string_view started_at) {
  return {.sql = fmt::format("INSERT INTO {} (id, checksum, started_at, finished_at, migration_name, logs,"
                             " applied_steps_count) VALUES ($1, $2, {}, pg_catalog.clock_timestamp(), $3, $4, $5)",
                             table, started_at),
          .parameters = {id, migration.prisma_checksum, migration.name, steps == 0 ? pg::Value("") : pg::Value(),
                         std::to_string(steps)}};
}

pg::Request undone(const std::string& table, const std::string& name) {
  return {.sql = fmt::format("DELETE FROM {} WHERE migration_name OPERATOR(pg_catalog.=) $1", table),
          .parameters = {name}};
}

pg::Request failed_rolled_back(const std::string& table, const std::string& name) {
  return {.sql = fmt::format(
              "UPDATE {} SET rolled_back_at = pg_catalog.now()"
              " WHERE migration_name OPERATOR(pg_catalog.=) $1 AND finished_at IS NULL AND rolled_back_at IS NULL",
              table),
          .parameters = {name}};
}

}  // namespace apply::prisma
