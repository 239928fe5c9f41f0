#include "fix/indexes.h"

#include <algorithm>

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

// Of the tokens [first, last).
static std::string element_name(const Tokens& tokens, std::size_t first, std::size_t last) {
  while (tokens.is_symbol(first, '(') && tokens.behind_bracket(first) == last) {
    ++first;
    --last;
  }
  const auto behind = tokens.is_name(first) ? tokens.behind_name(first) : first;
  if (behind == first) return "expr";
  if (tokens.is_symbol(behind, '(')) return tokens.behind_bracket(behind) >= last ? tokens.name(behind - 1) : "expr";
  return behind >= last || tokens.is_name(behind) ? tokens.name(behind - 1) : "expr";
}

// What may follow an element's expression is none of its name: the collation, the operator class, the order.
static std::size_t end_of_element(const Tokens& tokens, std::size_t first, std::size_t last) {
  if (tokens.is_symbol(first, '(')) return tokens.behind_bracket(first);
  const auto behind = tokens.behind_name(first);
  return tokens.is_symbol(behind, '(') ? tokens.behind_bracket(behind) : std::min(behind, last);
}

// Of the elements in the bracket at `open`; `names` has those before.
static void add_names(const Tokens& tokens, std::size_t open, std::vector<std::string>& names) {
  const auto close = tokens.behind_bracket(open) - 1;
  for (auto at = open + 1; at < close;) {
    auto comma = at;
    while (comma < close && !(tokens.is_symbol(comma, ',') && tokens.depth(comma) == tokens.depth(open) + 1)) ++comma;
    const auto plain = element_name(tokens, at, end_of_element(tokens, at, comma));
    auto name = plain;
    for (int number = 1; std::find(names.begin(), names.end(), name) != names.end(); ++number)
      name = fmt::format("{}{}", plain, number);
    names.push_back(name);
    at = comma + 1;
  }
}

std::vector<std::string> index_column_names(std::string_view statement) {
  const Tokens tokens(statement);
  const auto open = tokens.find_symbol('(');
  std::vector<std::string> names;
  add_names(tokens, open, names);
  // Those of INCLUDE are part of the name as well.
  const auto include = tokens.behind_bracket(open);
  if (tokens.is(include, "include")) add_names(tokens, include + 1, names);
  return names;
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
