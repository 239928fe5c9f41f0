#include "apply/histories_shared.h"

#include <algorithm>

#include "apply/own_table.h"
#include "base/json.h"
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

std::string trusted_table(pg::Session& session, const std::string& schema, std::string_view table) {
  const auto found = look_at_table(session, schema, table);
  refuse_planted(found);
  return found.name;
}

std::optional<std::string> table_with(pg::Session& session, std::string_view table,
                                      std::initializer_list<std::string_view> columns) {
  const auto schema = schema_on_path(session, table);
  if (!schema) return std::nullopt;
  const auto found = look_at_table(session, *schema, table);
  for (const auto column : columns)
    if (std::ranges::find(found.columns, column) == found.columns.end()) return std::nullopt;
  refuse_planted(found);
  return found.name;
}

Files::Files(const migration::Folder* folder) {
  if (!folder) return;
  for (const auto& migration : folder->migrations) {
    by_version_.emplace(migration.version, &migration);
    if (auto number = migration::number_key(migration.version)) by_number_.emplace(*std::move(number), &migration);
  }
}

const migration::Migration* Files::of_version(std::string_view version) const {
  const auto found = by_version_.find(version);
  return found == by_version_.end() ? nullptr : found->second;
}

const migration::Migration* Files::of_number(std::string_view version) const {
  const auto number = migration::number_key(version);
  if (!number) return nullptr;
  const auto found = by_number_.find(*number);
  return found == by_number_.end() ? nullptr : found->second;
}

}  // namespace apply
