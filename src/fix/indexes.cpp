#include "fix/indexes.h"

#include <fmt/format.h>

#include "fix/tokens.h"
#include "pg/session.h"

namespace fix {

std::string concurrently(std::string_view statement) {
  const Tokens tokens(statement);
  // REINDEX (VERBOSE) TABLE name, REFRESH MATERIALIZED VIEW name, DETACH PARTITION name: behind the kind of thing.
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens.is(at, "concurrently")) return std::string(statement);
    const bool kind =
        tokens.is(at, "index") || tokens.is(at, "view") ||
        (tokens.is(0, "reindex") && (tokens.is(at, "table") || tokens.is(at, "schema") || tokens.is(at, "database")));
    if (!kind || tokens.depth(at) > 0) continue;
    return tokens.is(at + 1, "concurrently") ? std::string(statement) : tokens.with_behind(at, "CONCURRENTLY");
  }
  return std::string(statement);
}

IndexApart take_index_apart(std::string_view statement) {
  const Tokens tokens(statement);
  IndexApart apart;
  std::size_t at = 1;
  if (tokens.is(at, "unique")) {
    apart.unique = true;
    ++at;
  }
  apart.if_not_exists = tokens.find({"if", "not", "exists"}) < tokens.size();
  at = tokens.find({"on"}, at) + 1;
  if (tokens.is(at, "only")) ++at;
  apart.behind_table = tokens.from(tokens.behind_name(at));
  return apart;
}

std::string drop_concurrently(const pg::Name& table, const std::string& name) {
  return fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", pg::Name{table.schema, name}.text());
}

std::vector<Part> drop_invalid(const pg::Relation& table, const std::string& name) {
  const auto* index = table.index(name);
  if (!index || index->valid) return {};
  return {Part{.title = "drop_invalid",
               .does = fmt::format("drops {}, which an interrupted build left invalid", name),
               .running = Running::steps,
               .up = {drop_concurrently(table.name, name)},
               .nothing_to_undo = "the index was of no use"}};
}

}  // namespace fix
