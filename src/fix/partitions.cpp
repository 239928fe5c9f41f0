#include "fix/partitions.h"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fix/tokens.h"
#include "pg/session.h"

namespace fix {

std::optional<std::string> plain_key(std::string_view partition_key) {
  const Tokens tokens(partition_key);
  if (!tokens.is_symbol(1, '(') || !tokens.is_name(2) || tokens.is_symbol(3, '(') || tokens.is_symbol(3, ','))
    return std::nullopt;
  // A collation or an operator class may stand behind it; another column behind those.
  for (std::size_t at = 3; at < tokens.size(); ++at) {
    if (tokens.is_symbol(at, ',') || tokens.is_symbol(at, '(')) return std::nullopt;
  }
  return tokens.name(2);
}

const pg::Relation* default_partition(const pg::Relation& table, const pg::Catalog& catalog) {
  for (const auto& [name, relation] : catalog.relations) {
    if (relation.default_partition && relation.partition_of == table.name) return &relation;
  }
  return nullptr;
}

static std::optional<Bounds> of_list(const std::string& column, const Tokens& tokens, std::size_t open) {
  const auto close = tokens.behind_bracket(open);
  for (auto at = open; at < close; ++at) {
    if (tokens.is(at, "null")) return std::nullopt;
  }
  const auto values = tokens.slice(open, close);
  return Bounds{.inside = fmt::format("{} IS NOT NULL AND {} IN {}", column, column, values),
                .outside = fmt::format("{} NOT IN {}", column, values)};
}

static std::optional<Bounds> of_range(const std::string& column, const Tokens& tokens, std::size_t open) {
  const auto behind = tokens.behind_bracket(open);
  if (!tokens.is(behind, "to") || !tokens.is_symbol(behind + 1, '(')) return std::nullopt;
  const auto low = tokens.slice(open + 1, behind - 1);
  const auto high = tokens.slice(behind + 2, tokens.behind_bracket(behind + 1) - 1);
  std::vector<std::string> inside{column + " IS NOT NULL"};
  std::vector<std::string> outside;
  if (!tokens.is(open + 1, "minvalue")) {
    inside.push_back(fmt::format("{} >= {}", column, low));
    outside.push_back(fmt::format("{} < {}", column, low));
  }
  if (!tokens.is(behind + 2, "maxvalue")) {
    inside.push_back(fmt::format("{} < {}", column, high));
    outside.push_back(fmt::format("{} >= {}", column, high));
  }
  if (outside.empty()) return std::nullopt;
  return Bounds{.inside = fmt::format("{}", fmt::join(inside, " AND ")),
                .outside = fmt::format("{}", fmt::join(outside, " OR "))};
}

std::optional<Bounds> bounds_of(std::string_view partition_key, std::string_view bound) {
  const auto key = plain_key(partition_key);
  const Tokens tokens(bound);
  if (!key || !tokens.is(0, {"for", "values"}) || !tokens.is_symbol(3, '(')) return std::nullopt;
  const auto column = pg::quote_identifier(*key);
  if (tokens.is(2, "in")) return of_list(column, tokens, 3);
  if (tokens.is(2, "from")) return of_range(column, tokens, 3);
  return std::nullopt;
}

}  // namespace fix
