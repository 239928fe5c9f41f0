// Source: checkViewTupleDesc in PostgreSQL 15's view.c.
#include "impact/simulate/view_columns.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/procedural/sql_text.h"
#include "impact/simulate/schema.h"
#include "impact/types/types.h"

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

// The table of a scope's FROM that a column is of; nothing where that is not certain.
static const pg::Relation* table_of(const sql::QueryBlock& scope, const sql::ColumnUse& use,
                                    const pg::Catalog& catalog) {
  const pg::Relation* found = nullptr;
  for (const auto& item : scope.from) {
    const auto* relation = find_relation(item.name, catalog);
    if (!relation || (!use.table.empty() && item.alias != use.table)) continue;
    if (!relation->column(use.column)) continue;
    if (found) return nullptr;
    found = relation;
  }
  return found;
}

std::vector<std::pair<pg::Name, std::string>> columns_read(const sql::CreateView& view,
                                                           const std::vector<sql::QueryBlock>& scopes,
                                                           const pg::Catalog& catalog) {
  std::set<std::pair<pg::Name, std::string>> found;
  const auto add_all = [&](const sql::QualifiedName& name) {
    const auto* relation = find_relation(name, catalog);
    for (const auto& column : relation ? relation->columns : std::vector<pg::Column>{})
      found.emplace(relation->name, column.name);
  };
  for (const auto& output : view.outputs.columns) {
    for (const auto& [alias, name] : view.outputs.sources) {
      if (output.star && (output.table.empty() || output.table == alias)) add_all(name);
    }
  }
  for (const auto& scope : scopes) {
    for (const auto& use : scope.columns_used) {
      const auto* at = &scope;
      const pg::Relation* table = nullptr;
      for (int depth = 0; at && !table && depth < 20; ++depth) {
        table = table_of(*at, use, catalog);
        at = at->around < 0 ? nullptr : &scopes[static_cast<std::size_t>(at->around)];
      }
      if (table) found.emplace(table->name, use.column);
    }
    if (!scope.star.name.empty()) add_all(scope.star);
    for (const auto& term : scope.where) {  // JOIN … USING (column): of both sides
      if (!term.table.empty() || term.column.empty() || term.other != std::pair{std::string{}, term.column}) continue;
      for (const auto& item : scope.from) {
        const auto* relation = find_relation(item.name, catalog);
        if (relation && relation->column(term.column)) found.emplace(relation->name, term.column);
      }
    }
  }
  return {found.begin(), found.end()};
}

std::string cannot_replace(const pg::Relation& view, const std::vector<pg::Column>& columns) {
  if (columns.empty()) return {};
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    const auto& old = view.columns[i];
    if (i >= columns.size()) return "cannot drop columns from view";
    const auto& now = columns[i];
    if (now.name.empty()) return {};
    if (now.name != "?" && now.name != old.name)
      return fmt::format(R"(cannot change name of view column "{}" to "{}")", old.name, now.name);
    if (!now.type.empty() && canonical_type(now.type) != canonical_type(old.type))
      return fmt::format(R"(cannot change data type of view column "{}" from {} to {})", old.name,
                         canonical_type(old.type), canonical_type(now.type));
  }
  return {};
}

// The columns that a query is grouped by, without their tables.
static std::vector<std::string> grouped_by(std::string_view query) {
  const auto lower = base::to_lower(query);
  constexpr std::string_view words = "group by ";
  const auto at = lower.rfind(words);
  if (at == std::string::npos) return {};
  auto list = query.substr(at + words.size());
  for (const std::string_view end : {" having ", " order by ", " window ", " limit ", ";"})
    list = list.substr(0, base::to_lower(list).find(end));
  std::vector<std::string> names;
  for (auto part : parts(list, ",")) names.push_back(plain(part.substr(part.rfind('.') + 1)));
  return names;
}

bool stands_on_key(const pg::Relation& view, const pg::Relation& table, const std::vector<std::string>& key,
                   const pg::Catalog& catalog) {
  const auto names = grouped_by(view.definition);
  const auto grouped = [&](const std::string& name) { return std::ranges::count(names, name) > 0; };
  if (names.empty() || !std::ranges::all_of(key, grouped)) return false;
  try {
    const auto text = "CREATE VIEW v AS " + view.definition;
    for (const auto& statement : sql::parse(text, "view")) {
      const auto* create = statement.as<sql::CreateView>();
      if (!create || !create->outputs.known) continue;
      for (const auto& output : create->outputs.columns) {
        if (output.column.empty() || grouped(output.column) || !table.column(output.column)) continue;
        for (const auto& [alias, name] : create->outputs.sources) {
          const auto* source = find_relation(name, catalog);
          if (source && source->name == table.name && (output.table.empty() || output.table == alias)) return true;
        }
      }
    }
  } catch (const base::Error&) {
    return false;
  }
  return false;
}

}  // namespace impact
