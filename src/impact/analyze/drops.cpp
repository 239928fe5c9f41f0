// DROP of everything: what goes with it, who is locked, what is lost.
#include "impact/analyze/drops.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_routines.h"
#include "impact/types/types.h"

namespace impact {

void drop_foreign_key(EffectsBuilder& builder, const pg::Relation& child, const pg::Constraint& constraint) {
  constexpr auto why = "dropping a foreign key takes its triggers off both tables";
  builder.lock(child.name, LockMode::access_exclusive, why);
  if (!constraint.references) return;
  builder.lock(*constraint.references, LockMode::access_exclusive, why);
  for (const auto* below : descendants(*constraint.references, builder.catalog)) {
    if (below->partition_of) builder.lock(below->name, LockMode::access_exclusive, why);
  }
}

void drop_view(EffectsBuilder& builder, const pg::Relation& view) {
  builder.lock(view.name, LockMode::access_exclusive, "the view goes");
  builder.lock_indexes(view, LockMode::access_exclusive);
  if (!builder.made_here(view.name))
    builder.breaks(fmt::format("drops the view {}", shown(view.name)), {Broken::What::view, view.name});
}

// A relation, or a type of its own, by its name in the catalog.
static ObjectAddress object_in(const pg::Name& name, const EffectsBuilder& builder) {
  const auto* relation = find_relation(name, builder.catalog);
  return relation ? object_of(*relation) : object_named("type", name);
}

static void drop_views_over(EffectsBuilder& builder, const pg::Name& name, bool cascade,
                            const std::set<pg::Name>& together) {
  for (const auto* view : views_over(name, builder.catalog)) {
    if (together.contains(view->name)) continue;
    if (cascade) {
      drop_view(builder, *view);
    } else {
      builder.fails(is_depended_on(object_in(name, builder), object_of(*view)));
    }
  }
}

static void drop_table(EffectsBuilder& builder, const pg::Relation& table, bool cascade,
                       const std::set<pg::Name>& together) {
  if (table.partition_of) {
    builder.lock(*table.partition_of, LockMode::access_exclusive, "dropping a partition changes how rows are routed");
    for (const auto* sibling : descendants(*table.partition_of, builder.catalog)) {
      if (sibling->default_partition && sibling->partition_of == table.partition_of)
        builder.lock(sibling->name, LockMode::access_exclusive,
                     "the default partition may hold other rows from now on");
    }
  }
  std::vector<const pg::Relation*> gone{&table};
  for (const auto* below : descendants(table.name, builder.catalog)) {
    if (!below->partition_of && !cascade && !together.contains(below->name))
      builder.fails(is_depended_on(object_of(table), object_of(*below)));
    gone.push_back(below);
  }
  for (const auto* relation : gone) {
    builder.lock(relation->name, LockMode::access_exclusive, "the table goes");
    builder.lock_indexes(*relation, LockMode::access_exclusive);
    for (const auto& constraint : relation->constraints) {
      // The triggers of an inherited key belong to the key of the partitioned table above.
      if (constraint.kind != pg::ConstraintKind::foreign_key) continue;
      if (!constraint.inherited) drop_foreign_key(builder, *relation, constraint);
    }
    for (const auto& [name, other] : builder.catalog.relations) {
      if (other.owned_by == relation->name) builder.lock(name, LockMode::access_exclusive);
    }
    for (const auto& reference : references_to(relation->name, builder.catalog)) {
      if (reference.child->name == relation->name) continue;
      if (!cascade && !together.contains(reference.child->name)) {
        builder.fails(is_depended_on(object_of(*relation),
                                     part_of(*reference.child, "constraint", reference.constraint->name)));
        continue;
      }
      drop_foreign_key(builder, *reference.child, *reference.constraint);
    }
    drop_views_over(builder, relation->name, cascade, together);
  }
  if (builder.made_here(table.name)) return;
  builder.breaks(fmt::format("drops the table {}", shown(table.name)));
  if (!builder.has_rows(table) || table.copied) return;
  Loss loss{.object = object_of(table)};
  const auto rows = rows_of(table, builder.catalog);
  if (rows > 0 && is_counted(table, builder.catalog)) loss.rows = rows;
  builder.lose(std::move(loss));
}

// Identity columns use their sequence without a default that would name it.
static bool is_of_identity(const pg::Relation& sequence, const pg::Catalog& catalog) {
  const auto* owner = sequence.owned_by ? find_relation(*sequence.owned_by, catalog) : nullptr;
  if (!owner) return false;
  const bool named = std::ranges::any_of(owner->columns, [&](const pg::Column& column) {
    return column.default_expression && mentions(*column.default_expression, sequence.name.name);
  });
  return !named && std::ranges::any_of(owner->columns, [&](const pg::Column& column) {
    return column.identity && sequence.name.name.starts_with((owner->name.name + "_" + column.name).substr(0, 20));
  });
}

static ObjectAddress default_of(const pg::Relation& relation, const std::string& column) {
  return part_of(relation, "default value", column);
}

// The sequence of an identity column goes with the column alone.
static ExpectedError identity_needs(const pg::Relation& sequence, const pg::Relation& owner) {
  const auto column = std::ranges::find_if(owner.columns, &pg::Column::identity);
  return is_required_by(object_of(sequence), column_of(owner, column->name));
}

// Columns and functions that use the type go with it, or keep it.
static void drop_type_users(EffectsBuilder& builder, const pg::Name& type, bool cascade, bool columns_too,
                            const std::set<pg::Name>& together) {
  const auto users = users_of_type(type, builder.catalog);
  for (const auto* routine : users.routines) {
    if (cascade)
      builder.breaks(fmt::format("drops the function {}", shown(routine->name)));
    else
      builder.fails(is_depended_on(object_in(type, builder), object_named("function", routine->name)));
  }
  for (const auto& [relation, column] : columns_too ? users.columns : decltype(users.columns){}) {
    if (together.contains(relation->name)) continue;
    if (!cascade) {
      builder.fails(is_depended_on(object_in(type, builder), column_of(*relation, column)));
      continue;
    }
    builder.lock(relation->name, LockMode::access_exclusive, "columns of the row type go with it");
    builder.breaks(fmt::format("drops the column {}", shown(relation->name, column)));
    if (builder.has_rows(*relation)) builder.lose({.object = column_of(*relation, column)});
  }
}

void drop_relation(EffectsBuilder& builder, const pg::Relation& relation, bool cascade,
                   const std::set<pg::Name>& together) {
  if (relation.kind != pg::RelationKind::sequence) drop_type_users(builder, relation.name, cascade, true, together);
  switch (relation.kind) {
    case pg::RelationKind::table:
    case pg::RelationKind::partitioned_table:
      drop_table(builder, relation, cascade, together);
      return;
    case pg::RelationKind::foreign_table:
      builder.lock(relation.name, LockMode::access_exclusive, "the foreign table goes; its rows stay where they are");
      builder.breaks(fmt::format("drops the foreign table {}", shown(relation.name)));
      drop_views_over(builder, relation.name, cascade, together);
      return;
    case pg::RelationKind::view:
    case pg::RelationKind::materialized_view:
      drop_view(builder, relation);
      drop_views_over(builder, relation.name, cascade, together);
      return;
    case pg::RelationKind::sequence:
      builder.lock(relation.name, LockMode::access_exclusive, "the sequence goes");
      if (is_of_identity(relation, builder.catalog))
        builder.fails(identity_needs(relation, *find_relation(*relation.owned_by, builder.catalog)));
      for (const auto& [name, other] : builder.catalog.relations) {
        if (together.contains(name)) continue;
        for (const auto& column : other.columns) {
          if (!column.default_expression || !mentions(*column.default_expression, relation.name.name)) continue;
          if (cascade) {
            builder.lock(name, LockMode::access_exclusive, "the default that uses the sequence goes with it");
          } else {
            builder.fails(is_depended_on(object_of(relation), default_of(other, column.name)));
          }
        }
      }
      if (relation.owned_by && cascade)
        builder.lock(*relation.owned_by, LockMode::access_exclusive,
                     "the default that uses the sequence goes with it");
      if (!builder.made_here(relation.name))
        builder.breaks(fmt::format("drops the sequence {}", shown(relation.name)));
      return;
    case pg::RelationKind::composite_type:
      return;
  }
}

static void drop_index(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto found = find_index(name, builder.catalog);
  if (!found) {
    if (!drop.if_exists && builder.catalog.has_server()) builder.fails(is_missing("index", name));
    return;
  }
  const auto* constraint = find_constraint(*found.table, found.index->name);
  if (constraint && constraint->kind != pg::ConstraintKind::foreign_key &&
      constraint->kind != pg::ConstraintKind::check)
    builder.fails(
        is_required_by(object_named("index", found.name()), part_of(*found.table, "constraint", constraint->name)));
  if (found.index->partition_of)
    builder.fails(
        is_required_by(object_named("index", found.name()), object_named("index", *found.index->partition_of)));
  // A foreign key may stand on a unique index that carries no constraint.
  for (const auto& reference : references_to(found.table->name, builder.catalog)) {
    if (constraint || reference.constraint->index != found.index->name) continue;
    if (drop.cascade) {
      drop_foreign_key(builder, *reference.child, *reference.constraint);
    } else {
      builder.fails(is_depended_on(object_named("index", found.name()),
                                   part_of(*reference.child, "constraint", reference.constraint->name)));
    }
  }
  if (drop.concurrently) {
    if (drop.names.size() > 1 || drop.cascade)
      builder.fails(error_of(sqlstate::feature_not_supported, object_named("index", found.name()),
                             drop.names.size() > 1
                                 ? "DROP INDEX CONCURRENTLY does not support dropping multiple objects"
                                 : "DROP INDEX CONCURRENTLY does not support CASCADE"));
    if (found.table->kind == pg::RelationKind::partitioned_table)
      builder.fails(error_of(sqlstate::feature_not_supported, object_named("index", found.name()),
                             R"(cannot drop partitioned index "{}" concurrently)", found.index->name));
    builder.lock(found.table->name, LockMode::share_update_exclusive, "writes go on; other schema changes wait");
    builder.warn("waits for every transaction that uses the table, and holds no lock that stops them");
    return;
  }
  builder.lock(found.table->name, LockMode::access_exclusive,
               "DROP INDEX without CONCURRENTLY stops reads and writes while it waits and works");
  builder.lock_index(*found.table, found.index->name, LockMode::access_exclusive);
  for (const auto* below : descendants(found.table->name, builder.catalog)) {
    if (below->partition_of) builder.lock(below->name, LockMode::access_exclusive);
  }
}

void drop_type(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder) {
  drop_type_users(builder, created_name(name, builder.catalog), drop.cascade, false, {});
  for (const auto& [relation_name, relation] : builder.catalog.relations) {
    for (const auto& column : relation.columns) {
      if (!is_of_type(column, name)) continue;
      if (!drop.cascade) {
        builder.fails(is_depended_on(object_named("type", name), column_of(relation, column.name)));
        continue;
      }
      builder.lock(relation_name, LockMode::access_exclusive, "columns of the type go with it");
      if (builder.made_here(relation_name)) continue;
      builder.breaks(fmt::format("drops the column {}", shown(relation_name, column.name)));
      if (builder.has_rows(relation))
        builder.lose(
            {.kind = Loss::Kind::dropped_with_type, .object = column_of(relation, column.name), .text = name.text()});
    }
  }
}

void drop_function(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto touched = [&](const pg::Name& relation, ObjectAddress what) {
    if (drop.cascade) {
      builder.lock(relation, LockMode::access_exclusive,
                   fmt::format("{} uses the function and goes with it", description(what)));
    } else {
      builder.fails(is_depended_on(object_named("function", name), std::move(what)));
    }
  };
  for (const auto& [relation_name, relation] : builder.catalog.relations) {
    for (const auto& trigger : relation.triggers) {
      if (calls(trigger.definition, name.name)) touched(relation_name, part_of(relation, "trigger", trigger.name));
    }
    for (const auto& [function, policy] : relation.policy_functions) {
      if (function.name == name.name && (name.schema.empty() || function.schema == name.schema))
        touched(relation_name, part_of(relation, "policy", policy));
    }
    for (const auto& column : relation.columns) {
      if (!column.default_expression || !calls(*column.default_expression, name.name)) continue;
      touched(relation_name, column.generated ? column_of(relation, column.name) : default_of(relation, column.name));
      if (column.generated && drop.cascade)
        builder.lose({.object = part_of(relation, "generated column", column.name)});
    }
    if (!relation.definition.empty() && calls(relation.definition, name.name)) {
      if (drop.cascade) {
        drop_view(builder, relation);
        drop_views_over(builder, relation_name, true, {});
      } else {
        touched(relation_name, object_of(relation));
      }
    }
    for (const auto& constraint : relation.constraints) {
      if (constraint.kind == pg::ConstraintKind::check && calls(constraint.definition, name.name))
        touched(relation_name, part_of(relation, "constraint", constraint.name));
    }
    for (const auto& index : relation.indexes) {
      if (!calls(index.definition, name.name)) continue;  // a column may have the same name
      touched(relation_name, object_named("index", pg::Name{relation_name.schema, index.name}));
      if (drop.cascade) builder.lock_index(relation, index.name, LockMode::access_exclusive);
    }
  }
}

// Types and functions of a schema, by which other schemas' relations are reached as well.
static void drop_contents(const std::string& schema, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto drop_all = [&](const auto& names, auto&& take) {
    for (const auto& name : names) {
      if (name.schema == schema) take({name.schema, name.name}, drop, builder);
    }
  };
  std::set<pg::Name> types(catalog.types.begin(), catalog.types.end());
  for (const auto& [name, labels] : catalog.enums) types.insert(name);
  for (const auto& [name, domain] : catalog.domains) types.insert(name);
  drop_all(types, drop_type);
  std::set<pg::Name> functions;
  for (const auto& routine : catalog.routines) functions.insert(routine.name);
  drop_all(functions, drop_function);
}

static bool is_empty_schema(const std::string& schema, const pg::Catalog& catalog) {
  const auto in = [&](const pg::Name& name) { return name.schema == schema; };
  return std::ranges::none_of(catalog.relations, [&](const auto& each) { return in(each.first); }) &&
         std::ranges::none_of(catalog.types, in) &&
         std::ranges::none_of(catalog.enums, [&](const auto& each) { return in(each.first); }) &&
         std::ranges::none_of(catalog.domains, [&](const auto& each) { return in(each.first); }) &&
         std::ranges::none_of(catalog.routines, [&](const auto& each) { return in(each.name); });
}

static void drop_schema(const std::string& schema, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  if (!drop.cascade && !is_empty_schema(schema, catalog))
    return builder.fails(error_of(sqlstate::dependent_objects_still_exist, object_named("schema", schema),
                                  "cannot drop schema {} because other objects depend on it", schema));
  for (const auto& [name, relation] : catalog.relations) {
    if (name.schema != schema) continue;
    if (!relation.owned_by) drop_relation(builder, relation, true);
    if (relation.kind != pg::RelationKind::sequence) continue;
    for (const auto& [other_name, other] : catalog.relations) {
      const bool counts = std::ranges::any_of(other.columns, [&](const pg::Column& column) {
        return column.default_expression && mentions(*column.default_expression, name.name);
      });
      if (other_name.schema != schema && counts)
        builder.lock(other_name, LockMode::access_exclusive, "a default goes with the sequence");
    }
  }
  drop_contents(schema, drop, builder);
}

static void drop_on_table(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto* relation = builder.find(name);
  if (!relation) return;
  const auto named = [&](const auto& each) { return each.name == drop.name; };
  const bool there =
      drop.object == "TRIGGER"  ? std::any_of(relation->triggers.begin(), relation->triggers.end(), named)
      : drop.object == "POLICY" ? std::count(relation->policies.begin(), relation->policies.end(), drop.name) > 0
                                : std::any_of(relation->rules.begin(), relation->rules.end(), named);
  // It is looked for under a lock that is given back at once.
  if (drop.if_exists && !there && builder.catalog.has_server()) return;
  if (drop.object == "TRIGGER" && std::ranges::any_of(relation->triggers, [&](const pg::Trigger& each) {
        return each.name == drop.name && each.cloned;
      }))
    builder.fails(error_of(sqlstate::dependent_objects_still_exist, part_of(*relation, "trigger", drop.name),
                           "cannot drop trigger {} on table {} because the trigger on its parent requires it",
                           drop.name, shown(relation->name)));
  builder.lock(relation->name, LockMode::access_exclusive,
               fmt::format("dropping a {} changes how the table behaves", base::to_lower(drop.object)));
  if (drop.object != "TRIGGER") return;
  for (const auto* below : descendants(relation->name, builder.catalog)) {
    if (below->partition_of) builder.lock(below->name, LockMode::access_exclusive);
  }
}

static void drop_statistics(const sql::QualifiedName& name, const sql::Drop& drop, EffectsBuilder& builder) {
  const auto path = search_path(builder.catalog);
  for (const auto& statistics : builder.catalog.statistics) {
    if (statistics.name.name != name.name) continue;
    if (name.schema.empty() ? std::find(path.begin(), path.end(), statistics.name.schema) == path.end()
                            : statistics.name.schema != name.schema)
      continue;
    builder.lock(statistics.table, LockMode::share_update_exclusive, "its statistics object goes");
    return;
  }
  if (!drop.if_exists && builder.catalog.has_server()) builder.fails(is_missing("statistics object", name));
}

// What an extension brought goes with it alone.
static void refuse_member(const sql::Drop& drop, const sql::QualifiedName& name, EffectsBuilder& builder) {
  for (const auto& extension : builder.catalog.extensions) {
    const bool member =
        (drop.object == "LANGUAGE" && std::ranges::count(extension.languages, name.name) > 0) ||
        (drop.object == "FOREIGN DATA WRAPPER" && std::ranges::count(extension.wrappers, name.name) > 0);
    if (member)
      builder.fails(
          is_required_by(object_named(base::to_lower(drop.object), name), object_named("extension", extension.name)));
  }
}

void judge(const sql::Drop& drop, EffectsBuilder& builder) {
  static const std::set<std::string> relations{"TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "FOREIGN TABLE"};
  static const std::set<std::string> functions{"FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE"};
  static const std::set<std::string> on_table{"TRIGGER", "POLICY", "RULE"};
  // Tables dropped together may refer to one another.
  std::set<pg::Name> together;
  for (const auto& name : drop.names) {
    if (const auto resolved = resolve(name, builder.catalog)) together.insert(*resolved);
  }
  for (const auto& name : drop.names) {
    if (drop.object == "INDEX") {
      drop_index(name, drop, builder);
    } else if (drop.object == "TYPE" || drop.object == "DOMAIN") {
      drop_type(name, drop, builder);
    } else if (drop.object == "SCHEMA") {
      drop_schema(name.name, drop, builder);
    } else if (functions.contains(drop.object)) {
      drop_function(name, drop, builder);
      builder.breaks(fmt::format("drops the {} {}", base::to_lower(drop.object), name.text()));
    } else if (on_table.contains(drop.object)) {
      drop_on_table(name, drop, builder);
    } else if (relations.contains(drop.object)) {
      const auto* relation = builder.find(name);
      if (relation) {
        drop_relation(builder, *relation, drop.cascade, together);
      } else if (!drop.if_exists && builder.catalog.has_server()) {
        builder.fails(is_missing(base::to_lower(drop.object), name));
      }
    } else if (drop.object == "EXTENSION") {
      drop_extension(name.name, drop, builder);
    } else if (drop.object == "SERVER" || drop.object == "FOREIGN DATA WRAPPER") {
      drop_foreign_server(name.name, drop, builder);
    } else if (drop.object == "STATISTICS") {
      drop_statistics(name, drop, builder);
    } else if (drop.object == "PUBLICATION" && !drop.if_exists && builder.catalog.has_server() &&
               std::ranges::none_of(builder.catalog.publications,
                                    [&](const auto& each) { return each.name == name.name; })) {
      builder.fails(is_missing("publication", name));
    }
    refuse_member(drop, name, builder);
  }
}

}  // namespace impact
