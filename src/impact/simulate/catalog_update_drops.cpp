// DROP carried out on the catalog.
#include <algorithm>
#include <set>

#include "impact/simulate/catalog_update.h"
#include "impact/types/types.h"

namespace impact {

void remove_relation(pg::Catalog& catalog, const pg::Name& name) {
  std::set<pg::Name> gone{name};
  for (const auto* below : descendants(name, catalog)) gone.insert(below->name);
  for (const auto& table : std::set<pg::Name>(gone)) {
    for (const auto* view : views_over(table, catalog)) gone.insert(view->name);
  }
  for (const auto& [other, relation] : catalog.relations) {
    if (relation.owned_by && gone.contains(*relation.owned_by)) gone.insert(other);
  }
  for (const auto& each : gone) catalog.relations.erase(each);
  for (auto& [other, relation] : catalog.relations) {
    std::erase_if(relation.constraints, [&](const pg::Constraint& constraint) {
      return constraint.references && gone.contains(*constraint.references);
    });
  }
}

static void drop_index(pg::Catalog& catalog, const sql::QualifiedName& name) {
  const auto found = find_index(name, catalog);
  if (!found) return;
  const auto index = found.index->name;
  std::erase_if(catalog.relations.at(found.table->name).indexes,
                [&](const pg::Index& each) { return each.name == index; });
}

static void drop_type(pg::Catalog& catalog, const sql::QualifiedName& name, bool cascade) {
  const auto matches = [&](const pg::Name& type) {
    return type.name == name.name && (name.schema.empty() || type.schema == name.schema);
  };
  std::erase_if(catalog.enums, [&](const auto& entry) { return matches(entry.first); });
  std::erase_if(catalog.domains, [&](const auto& entry) { return matches(entry.first); });
  std::erase_if(catalog.types, matches);
  std::erase_if(catalog.relations, [&](const auto& entry) {
    return entry.second.kind == pg::RelationKind::composite_type && matches(entry.first);
  });
  if (!cascade) return;
  for (auto& [relation_name, relation] : catalog.relations) {
    std::vector<std::string> columns;
    for (const auto& column : relation.columns) {
      if (is_of_type(column, name)) columns.push_back(column.name);
    }
    for (const auto& column : columns) remove_column(catalog, relation, column);
  }
}

static void drop_function(pg::Catalog& catalog, const sql::QualifiedName& name, bool cascade) {
  std::erase_if(catalog.functions, [&](const pg::Name& function) {
    return function.name == name.name && (name.schema.empty() || function.schema == name.schema);
  });
  std::erase_if(catalog.routines, [&](const pg::Routine& routine) {
    return routine.name.name == name.name && (name.schema.empty() || routine.name.schema == name.schema);
  });
  if (!cascade) return;
  for (auto& [relation_name, relation] : catalog.relations) {
    std::erase_if(relation.triggers,
                  [&](const pg::Trigger& trigger) { return calls(trigger.definition, name.name); });
    std::erase_if(relation.indexes, [&](const pg::Index& index) { return calls(index.definition, name.name); });
    std::erase_if(relation.constraints, [&](const pg::Constraint& constraint) {
      return constraint.kind == pg::ConstraintKind::check && calls(constraint.definition, name.name);
    });
    std::vector<std::string> columns;
    for (auto& column : relation.columns) {
      if (!column.default_expression || !calls(*column.default_expression, name.name)) continue;
      if (column.generated) columns.push_back(column.name);
      column.default_expression.reset();
    }
    for (const auto& column : columns) remove_column(catalog, relation, column);
  }
}

static void drop_schema(pg::Catalog& catalog, const std::string& schema) {
  std::vector<pg::Name> names;
  for (const auto& [name, relation] : catalog.relations) {
    if (name.schema == schema) names.push_back(name);
  }
  for (const auto& name : names) remove_relation(catalog, name);
  const auto in_schema = [&](const auto& entry) { return entry.first.schema == schema; };
  std::erase_if(catalog.enums, in_schema);
  std::erase_if(catalog.domains, in_schema);
  std::erase_if(catalog.types, [&](const pg::Name& name) { return name.schema == schema; });
  std::erase_if(catalog.functions, [&](const pg::Name& name) { return name.schema == schema; });
  std::erase_if(catalog.routines, [&](const pg::Routine& routine) { return routine.name.schema == schema; });
  std::erase_if(catalog.statistics, [&](const pg::Statistics& each) { return each.name.schema == schema; });
  std::erase(catalog.schemas, schema);
}

void replay(const sql::Drop& drop, CatalogUpdate& replay) {
  auto& catalog = replay.catalog;
  for (const auto& name : drop.names) {
    if (drop.object == "INDEX") {
      drop_index(catalog, name);
    } else if (drop.object == "TYPE" || drop.object == "DOMAIN") {
      drop_type(catalog, name, drop.cascade);
    } else if (drop.object == "SCHEMA") {
      drop_schema(catalog, name.name);
    } else if (drop.object == "FUNCTION" || drop.object == "PROCEDURE" || drop.object == "ROUTINE") {
      drop_function(catalog, name, drop.cascade);
    } else if (drop.object == "TRIGGER") {
      auto* relation = find_relation(name, catalog);
      if (relation)
        std::erase_if(relation->triggers, [&](const pg::Trigger& trigger) { return trigger.name == drop.name; });
    } else if (drop.object == "STATISTICS") {
      std::erase_if(catalog.statistics, [&](const pg::Statistics& each) {
        return each.name.name == name.name && (name.schema.empty() || each.name.schema == name.schema);
      });
    } else if (drop.object == "PUBLICATION") {
      std::erase_if(catalog.publications, [&](const auto& each) { return each.name == name.name; });
    } else if (drop.object == "SERVER") {
      std::erase_if(catalog.servers, [&](const auto& each) { return each.name == name.name; });
    } else if (drop.object == "POLICY" || drop.object == "RULE") {
      auto* relation = find_relation(name, catalog);
      if (relation && drop.object == "POLICY") std::erase(relation->policies, drop.name);
      if (relation && drop.object == "RULE")
        std::erase_if(relation->rules, [&](const pg::Rule& rule) { return rule.name == drop.name; });
    } else if (drop.object == "EXTENSION") {
      std::erase_if(catalog.extensions, [&](const pg::Extension& extension) { return extension.name == name.name; });
    } else if (const auto resolved = resolve(name, catalog)) {
      remove_relation(catalog, *resolved);
    }
  }
}

}  // namespace impact
