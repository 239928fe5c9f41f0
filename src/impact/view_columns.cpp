// Source: checkViewTupleDesc in PostgreSQL 15's view.c.
#include "impact/view_columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/schema.h"
#include "impact/types.h"

namespace impact {

// Columns of the tables in FROM, or of the one called `table`; nothing where one of them is not known.
static std::optional<std::vector<pg::Column>> sources_of(const sql::Outputs& outputs, const std::string& table,
                                                         const pg::Catalog& catalog) {
  std::vector<pg::Column> out;
  for (const auto& [alias, name] : outputs.sources) {
    if (!table.empty() && alias != table) continue;
    const auto* relation = find_relation(name, catalog);
    if (!relation || relation->columns.empty()) return std::nullopt;
    for (const auto& column : relation->columns)
      out.push_back({.name = column.name, .type = column.type, .collation = column.collation});
  }
  return out;
}

std::vector<pg::Column> columns_of(const sql::CreateView& view, const pg::Catalog& catalog) {
  std::vector<pg::Column> out;
  for (const auto& output : view.outputs.columns) {
    const auto source = view.outputs.known ? sources_of(view.outputs, output.table, catalog) : std::nullopt;
    if (output.star && !source) {
      out.push_back({});  // from here on nothing is known
      break;
    }
    if (output.star) {
      out.insert(out.end(), source->begin(), source->end());
      continue;
    }
    pg::Column column{.name = output.name.empty() ? "?" : output.name, .type = output.type};
    if (source && !output.column.empty()) {
      const auto found = std::ranges::find(*source, output.column, &pg::Column::name);
      if (found != source->end()) column.type = found->type, column.collation = found->collation;
    }
    if (view.outputs.united) column.type.clear();
    out.push_back(std::move(column));
  }
  for (std::size_t i = 0; i < out.size() && i < view.names.size(); ++i) {
    if (!out[i].name.empty()) out[i].name = view.names[i];
  }
  return out;
}

std::string cannot_replace(const pg::Relation& view, const std::vector<pg::Column>& columns) {
  if (columns.empty()) return {};
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    const auto& old = view.columns[i];
    if (i >= columns.size()) return fmt::format("it would lose the column {}", old.name);
    const auto& now = columns[i];
    if (now.name.empty()) return {};
    if (now.name != "?" && now.name != old.name)
      return fmt::format("its column {} would become {}", old.name, now.name);
    if (!now.type.empty() && canonical_type(now.type) != canonical_type(old.type))
      return fmt::format("its column {} would become {}", old.name, canonical_type(now.type));
  }
  return {};
}

}  // namespace impact
