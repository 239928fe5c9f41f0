// What goes on under another name.
#include "impact/impact.h"
#include "impact/simulate/schema.h"

namespace impact {

static void add_with_indexes(const pg::Relation& relation, const pg::Name& to, std::vector<Renamed>& out) {
  out.push_back({relation.name, to});
  if (relation.name.schema == to.schema) return;
  for (const auto& index : relation.indexes)
    out.push_back({{relation.name.schema, index.name}, {to.schema, index.name}});
}

static void add(const sql::Rename& rename, const pg::Catalog& catalog, std::vector<Renamed>& out) {
  if (rename.object == "SCHEMA") {
    const auto& from = rename.from.empty() ? rename.relation.name : rename.from;
    for (const auto& [name, relation] : catalog.relations) {
      if (name.schema == from) add_with_indexes(relation, {rename.to, name.name}, out);
    }
    return;
  }
  if (!rename.from.empty()) return;  // a column, a constraint
  if (const auto* relation = find_relation(rename.relation, catalog)) {
    out.push_back({relation->name, {relation->name.schema, rename.to}});
  } else if (const auto index = find_index(rename.relation, catalog)) {
    out.push_back({index.name(), {index.table->name.schema, rename.to}});
  }
}

static void add(const sql::SetSchema& move, const pg::Catalog& catalog, std::vector<Renamed>& out) {
  const auto* relation = find_relation(move.name, catalog);
  if (!relation) return;
  add_with_indexes(*relation, {move.schema, relation->name.name}, out);
  for (const auto& [name, other] : catalog.relations) {
    if (other.owned_by == relation->name) out.push_back({name, {move.schema, name.name}});
  }
}

std::vector<Renamed> renamed(const sql::Statement& statement, const pg::Catalog& before) {
  std::vector<Renamed> out;
  if (const auto* rename = statement.as<sql::Rename>()) add(*rename, before, out);
  if (const auto* move = statement.as<sql::SetSchema>()) add(*move, before, out);
  return out;
}

}  // namespace impact
