#include "apply/histories_shared.h"

#include <algorithm>

#include <fmt/format.h>

#include "apply/own_table.h"
#include "base/error.h"
#include "base/json.h"
#include "migration/described.h"
#include "migration/reading.h"

namespace apply {

std::optional<std::string> schema_on_path(pg::Session& session, std::string_view table) {
  const auto found = session.query_ours(
      "SELECT n.nspname AS schema"
      " FROM json_array_elements_text($1::json) WITH ORDINALITY AS p(schema, place)"
      " JOIN pg_catalog.pg_namespace n ON n.nspname = p.schema"
      " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = $2"
      " ORDER BY p.place LIMIT 1",
      {base::Json(session.search_path()).dump(), std::string(table)});
  return found.empty() ? std::nullopt : std::optional(found.text(0, "schema"));
}

// Whoever may write to the table decides what counts as applied, and what runs when we write to it.
static void refuse_planted_history(const OwnTable& table) {
  try {
    refuse_planted(table);
  } catch (const base::Error& error) {
    throw base::Error{error.code(), error.message(),
                      fmt::format("{} Or leave that table alone: history = \"none\" under [migrations] in "
                                  "lockkeeper.toml; then the other tool does not hear of what is applied here.",
                                  error.hint())};
  }
}

std::string trusted_table(pg::Session& session, const std::string& schema, std::string_view table) {
  const auto found = look_at_table(session, schema, table);
  refuse_planted_history(found);
  return found.name;
}

std::optional<std::string> table_with(pg::Session& session, std::string_view table,
                                      std::initializer_list<std::string_view> columns) {
  const auto schema = schema_on_path(session, table);
  if (!schema) return std::nullopt;
  const auto found = look_at_table(session, *schema, table);
  for (const auto column : columns)
    if (std::ranges::find(found.columns, column) == found.columns.end()) return std::nullopt;
  // A project may make the table itself, for another role: nothing is recorded there, and nothing is written.
  if (found.empty && (!found.trusted || !found.strange.empty())) return std::nullopt;
  refuse_planted_history(found);
  return found.name;
}

std::optional<std::string> table_in(pg::Session& session, const std::string& schema, const std::string& table) {
  if (!look_at_table(session, schema, table).there) return std::nullopt;
  return trusted_table(session, schema, table);
}

Files::Files(const migration::Folder* folder) {
  if (!folder) return;
  for (const auto& migration : folder->migrations) {
    all_.push_back(&migration);
    by_version_.emplace(migration.version, &migration);
    if (auto number = migration::number_key(migration.version)) by_number_.emplace(*std::move(number), &migration);
  }
}

const migration::Migration* Files::of_version(std::string_view version) const {
  const auto found = by_version_.find(version);
  return found == by_version_.end() ? nullptr : found->second;
}

const migration::Migration* Files::same_version(std::string_view version) const {
  if (const auto* found = of_version(version)) return found;
  const auto at = std::ranges::find_if(all_, [&](const auto* file) {
    return !file->repeatable && !migration::before_by_parts(file->version, version) &&
           !migration::before_by_parts(version, file->version);
  });
  return at == all_.end() ? nullptr : *at;
}

const migration::Migration* Files::called(std::string_view name) const {
  if (const auto* found = of_version(name)) return found;
  const auto at = std::ranges::find_if(
      all_, [&](const auto* file) { return file->name == name || file->up.file.filename().native() == name; });
  return at == all_.end() ? nullptr : *at;
}

HistoryRow row_of_number(const Files& files, const pg::Result& rows, std::size_t row, std::string_view column) {
  const auto number = rows.text(row, column);
  const auto* file = files.of_number(number);
  return {.version = file ? file->version : number,
          .name = file ? file->name : number,
          .checksum = file ? file->checksum : "",
          .at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms")))};
}

std::string number_in(const HistoryEntry& entry) {
  return migration::number_key(entry.version).value_or("0");
}

std::vector<HistoryRow> load_names(pg::Session& session, const std::string& table, std::string_view column,
                                   std::string_view at, const migration::Folder* folder) {
  const auto time = at.empty() ? std::string("0")
                               : fmt::format("coalesce((extract(epoch FROM {}::timestamptz) * 1000)::bigint, 0)", at);
  const auto rows = session.query_ours(
      fmt::format("SELECT {0}::text AS name, {1} AS at_ms FROM ONLY {2} ORDER BY at_ms, {0}", column, time, table));
  const Files files(folder);
  std::vector<HistoryRow> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = rows.text(row, "name");
    const auto* file = files.called(name);
    out.push_back({.version = file ? file->version : name,
                   .name = file ? file->name : name,
                   .checksum = file ? file->checksum : "",
                   .at = base::Instant(base::Milliseconds(rows.integer(row, "at_ms")))});
  }
  return out;
}

const migration::Migration* Files::of_number(std::string_view version) const {
  const auto number = migration::number_key(version);
  if (!number) return nullptr;
  const auto found = by_number_.find(*number);
  return found == by_number_.end() ? nullptr : found->second;
}

}  // namespace apply
