// CREATE TABLE, TRUNCATE, renames and moves of whole relations.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/analyze/breaks.h"
#include "impact/analyze/constraint_implication.h"
#include "impact/errors/errors.h"
#include "impact/types/functions.h"

namespace impact {

void judge(const sql::CreateTable& create, EffectsBuilder& builder) {
  if (create.if_not_exists && builder.find(create.table)) {           // a notice, nothing else
    if (create.as_query) read_sources(builder, std::nullopt, false);  // the query is looked at all the same
    return;
  }
  if (!create.temporary && create.partition_of == std::nullopt && builder.find(create.table) &&
      created_name(create.table, builder.catalog) == builder.find(create.table)->name)
    builder.fails(exists_already("relation", create.table.name));
  std::vector<sql::QualifiedName> parents;
  for (const auto& column : create.columns) {
    if (column.references) parents.push_back(*column.references);
  }
  for (const auto& constraint : create.constraints) {
    if (constraint.references) parents.push_back(*constraint.references);
  }
  for (const auto& parent : parents) {
    const auto* relation = builder.find(parent);
    if (!relation) continue;
    constexpr auto why = "a foreign key puts triggers on the table it refers to";
    builder.lock(relation->name, LockMode::share_row_exclusive, why);
    for (const auto* below : descendants(relation->name, builder.catalog)) {
      if (below->partition_of) builder.lock(below->name, LockMode::share_row_exclusive, why);
    }
  }
  for (std::size_t at = 0; at < create.like.size(); ++at) {
    const auto* relation = builder.find(create.like[at]);
    if (!relation || relation->kind == pg::RelationKind::composite_type) continue;
    // LIKE only reads the definition; INHERITS takes a place in the parent's list of children.
    const bool inherits = at >= create.like_options.size();
    builder.lock(relation->name, inherits ? LockMode::share_update_exclusive : LockMode::access_share);
  }
  if (create.partition_of) {
    if (const auto* parent = builder.find(*create.partition_of)) {
      builder.lock(parent->name, LockMode::access_exclusive, "a new partition changes how rows are routed");
      for (const auto* below : descendants(parent->name, builder.catalog)) {
        if (!below->default_partition || below->partition_of != parent->name) continue;
        builder.lock(below->name, LockMode::access_exclusive,
                     "the default partition is searched for rows that belong in the new one");
        if (!bounds_excluded(*below, parent->partition_key, create.partition_bound)) builder.scan(*below);
      }
      lock_referring(builder, *parent);
      for (const auto& constraint : parent->constraints) {  // the new partition gets the parent's foreign keys
        if (constraint.kind == pg::ConstraintKind::foreign_key && constraint.references)
          builder.lock(*constraint.references, LockMode::share_row_exclusive,
                       "a foreign key puts triggers on the table it refers to");
      }
    }
  }
  if (create.as_query) {
    read_sources(builder, std::nullopt, !create.no_data);
    if (!create.no_data) follow_calls(builder);
  }
}

void judge(const sql::Truncate& truncate, EffectsBuilder& builder) {
  std::vector<const pg::Relation*> emptied;
  std::set<pg::Name> seen;
  const auto add = [&](const pg::Relation& relation) {
    if (seen.insert(relation.name).second) emptied.push_back(&relation);
  };
  for (const auto& name : truncate.tables) {
    const auto* relation = builder.find(name);
    if (!relation) continue;
    add(*relation);
    if (std::ranges::count(truncate.only, name) > 0) continue;
    for (const auto* below : descendants(relation->name, builder.catalog)) add(*below);
  }
  // With CASCADE the list grows by everything that refers to what is in it.
  for (std::size_t at = 0; at < emptied.size(); ++at) {
    for (const auto& reference : references_to(emptied[at]->name, builder.catalog)) {
      if (seen.contains(reference.child->name)) continue;
      if (truncate.cascade) {
        add(*reference.child);
        for (const auto* below : descendants(reference.child->name, builder.catalog)) add(*below);
      } else {
        builder.fails(error_of(sqlstate::feature_not_supported, object_of(*emptied[at]),
                               "cannot truncate a table referenced in a foreign key constraint")
                          .with(fmt::format(R"(table "{}" references "{}": both have to be named, or CASCADE given)",
                                            shown(reference.child->name), shown(emptied[at]->name)))
                          .about(object_of(*reference.child)));
      }
    }
  }
  for (const auto* relation : emptied) {
    builder.lock(relation->name, LockMode::access_exclusive, "TRUNCATE swaps the table's file for an empty one");
    builder.lock_indexes(*relation, LockMode::access_exclusive);
    if (relation->kind == pg::RelationKind::table && is_empty(*relation, builder.catalog))
      builder.copy_file(*relation);  // one empty file for another
    follow_triggers(builder, *relation, "TRUNCATE");
    if (relation->partition_of && seen.contains(*relation->partition_of)) continue;  // counted with its parent
    if (builder.has_rows(*relation) && !relation->copied) builder.lose_rows(Loss::Kind::emptied, *relation);
  }
}

void judge(const sql::Rename& rename, EffectsBuilder& builder) {
  if (rename.object == "INDEX" || !builder.find(rename.relation)) {
    if (const auto index = find_index(rename.relation, builder.catalog)) {
      // ALTER INDEX … RENAME got the weaker lock in PostgreSQL 12; spelled ALTER TABLE it still takes the strong one.
      builder.lock_index(*index.table, index.index->name,
                         rename.object == "INDEX" ? LockMode::share_update_exclusive : LockMode::access_exclusive);
      return;
    }
  }
  static const std::set<std::string> without_locks{"TYPE",
                                                   "SCHEMA",
                                                   "DOMAIN",
                                                   "FUNCTION",
                                                   "PROCEDURE",
                                                   "ROUTINE",
                                                   "AGGREGATE",
                                                   "ROLE",
                                                   "DATABASE",
                                                   "ATTRIBUTE",
                                                   "COLLATION",
                                                   "CONVERSION",
                                                   "EXTENSION",
                                                   "LANGUAGE",
                                                   "OPERATOR CLASS",
                                                   "OPERATOR FAMILY",
                                                   "PUBLICATION",
                                                   "SUBSCRIPTION",
                                                   "TABLESPACE",
                                                   "EVENT TRIGGER",
                                                   "FOREIGN DATA WRAPPER",
                                                   "SERVER",
                                                   "STATISTICS",
                                                   "DOMAIN CONSTRAINT"};
  if (rename.object == "ATTRIBUTE") {
    const auto* type = builder.find(rename.relation);
    for (const auto& [name, table] : builder.catalog.relations) {
      if (!type || table.of_type != type->name) continue;
      builder.lock(name, LockMode::access_exclusive, "a column of the typed table is renamed with the attribute");
      if (!rename.cascade) builder.fails(of_typed_table(rename.relation, table));
    }
  }
  if (without_locks.contains(rename.object)) {
    if (rename.object == "SCHEMA" || rename.object == "FUNCTION" || rename.object == "PROCEDURE" ||
        rename.object == "TYPE")
      builder.breaks(fmt::format("renames the {} {} to {}", base::to_lower(rename.object),
                                 rename.from.empty() ? rename.relation.text() : rename.from, rename.to));
    return;
  }
  const auto* relation = builder.find(rename.relation);
  if (!relation) return;
  builder.lock(relation->name, LockMode::access_exclusive,
               "renaming is catalog work, but it blocks reads and writes meanwhile");
  // Keys have names of their own on the partitions.
  const auto* constraint = find_constraint(*relation, rename.from);
  const bool shared = !constraint || constraint->kind == pg::ConstraintKind::check ||
                      constraint->kind == pg::ConstraintKind::not_null;
  const bool reaches_below =
      rename.object == "COLUMN" || (rename.object == "CONSTRAINT" && shared) || rename.object == "TRIGGER";
  if (reaches_below) {
    for (const auto* below : descendants(relation->name, builder.catalog))
      builder.lock(below->name, LockMode::access_exclusive);
  }
  if (builder.made_here(relation->name)) return;
  if (rename.object == "COLUMN") {
    builder.breaks(fmt::format("renames the column {} to {}", shown(relation->name, rename.from), rename.to),
                   {Broken::What::column, relation->name, rename.from});
    break_triggers(builder, *relation, rename.from);
  } else if (rename.object == "TABLE" || rename.object == "VIEW" || rename.object == "MATERIALIZED VIEW" ||
             rename.object == "FOREIGN TABLE")
    builder.breaks(fmt::format("renames {} to {}", shown(relation->name), rename.to),
                   {Broken::What::relation, relation->name});
}

void judge(const sql::SetSchema& move, EffectsBuilder& builder) {
  const auto* relation = builder.find(move.name);
  if (!relation || relation->kind == pg::RelationKind::composite_type) return;
  builder.lock(relation->name, LockMode::access_exclusive,
               "moving to another schema is catalog work, but it blocks reads and writes meanwhile");
  for (const auto& [name, other] : builder.catalog.relations) {
    if (other.owned_by == relation->name) builder.lock(name, LockMode::access_exclusive);
  }
  if (!builder.made_here(relation->name))
    builder.breaks(fmt::format("moves {} to the schema {}", shown(relation->name), move.schema),
                   {Broken::What::relation, relation->name});
}

}  // namespace impact
