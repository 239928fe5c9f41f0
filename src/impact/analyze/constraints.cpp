// Constraints added, validated, dropped.
#include <algorithm>

#include <fmt/format.h>

#include "impact/analyze/analyzers.h"
#include "impact/analyze/constraint_implication.h"
#include "impact/analyze/drops.h"
#include "impact/errors/errors_of_alter.h"
#include "impact/simulate/view_columns.h"

namespace impact {

// A partition's own key, the same and valid, is taken over without a look at the rows: tryAttachPartitionForeignKey
// in PostgreSQL 15, tablecmds.c.
static bool has_it_already(const pg::Relation& partition, const sql::TableConstraint* wanted,
                           const pg::Relation* parent) {
  if (!wanted || !parent || !partition.partition_of) return false;
  return std::any_of(partition.constraints.begin(), partition.constraints.end(), [&](const pg::Constraint& own) {
    return own.kind == pg::ConstraintKind::foreign_key && own.validated && own.references == parent->name &&
           own.columns == wanted->columns;
  });
}

void add_foreign_key(EffectsBuilder& builder, const Alteration& alteration, const sql::QualifiedName& parent_name,
                     bool checks_rows) {
  constexpr auto why = "a foreign key puts triggers on both tables";
  const auto* parent = builder.find(parent_name);
  const auto* wanted = alteration.command.constraint ? &*alteration.command.constraint : nullptr;
  for (const auto* relation : alteration.reached) {
    builder.lock(relation->name, LockMode::share_row_exclusive, why);
    if (relation->kind == pg::RelationKind::partitioned_table || !checks_rows) continue;
    if (has_it_already(*relation, wanted, parent)) {
      builder.lock(parent->name, LockMode::access_exclusive,
                   "the partition's own key becomes a part of the new one, and its triggers go");
      continue;
    }
    builder.scan(*relation, "every row's foreign key is looked up while writes wait");
  }
  if (!parent) return;
  builder.lock(parent->name, LockMode::share_row_exclusive, why);
  for (const auto* below : descendants(parent->name, builder.catalog)) {
    if (below->partition_of) builder.lock(below->name, LockMode::share_row_exclusive, why);
  }
}

bool are_not_null(const pg::Relation& relation, const std::vector<std::string>& columns) {
  return std::ranges::all_of(columns, [&](const std::string& name) {
    const auto* column = relation.column(name);
    return column && column->not_null;
  });
}

static void add_index_constraint(EffectsBuilder& builder, const Alteration& alteration,
                                 const sql::TableConstraint& constraint) {
  const bool primary = constraint.type == sql::ConstraintType::primary_key;
  const auto& table = alteration.relation;
  if (!constraint.using_index.empty()) {
    builder.lock(table.name, LockMode::access_exclusive, "takes the index over as it is");
    const auto* index = table.index(constraint.using_index);
    if (!index) builder.fails(is_missing("index", constraint.using_index));
    if (index && primary) {
      for (const auto& name : index->columns) {
        const auto* column = table.column(name);
        if (column && !column->not_null && !not_null_proven(table, name, builder.catalog))
          builder.scan(table, fmt::format("every row is scanned to see that {} is not null", name));
      }
    }
    return;
  }
  for (const auto* relation : alteration.reached) {
    if (relation->kind == pg::RelationKind::partitioned_table) continue;
    builder.build_index(*relation, "builds the constraint's index, which blocks reads and writes");
  }
  const auto version = builder.catalog.server_version;
  const bool reaches = !version || *version >= 180000 || table.kind != pg::RelationKind::partitioned_table ||
                       !are_not_null(table, constraint.columns);
  if (primary && reaches && !alteration.statement.only) {  // the columns become NOT NULL in heirs, too
    for (const auto* below : descendants(table.name, builder.catalog)) {
      builder.lock(below->name, LockMode::access_exclusive, "its columns become NOT NULL");
      for (const auto& name : constraint.columns) {
        const auto* column = below->column(name);
        if (!column || column->not_null || below->kind == pg::RelationKind::partitioned_table) continue;
        if (!not_null_proven(*below, name, builder.catalog))
          builder.scan(*below, fmt::format("every row is scanned to see that {} is not null", name));
      }
    }
  }
  if (primary) {
    const auto has =
        std::any_of(table.indexes.begin(), table.indexes.end(), [](const pg::Index& index) { return index.primary; });
    if (has) builder.fails(has_primary_key(object_of(table)));
  }
}

void add_constraint(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.command.constraint) return;
  const auto& constraint = *alteration.command.constraint;
  if (!constraint.name.empty() && find_constraint(alteration.relation, constraint.name))
    builder.fails(constraint_taken(alteration.relation, constraint));
  switch (constraint.type) {
    case sql::ConstraintType::foreign_key: {
      if (!constraint.references) return;
      add_foreign_key(builder, alteration, *constraint.references, !constraint.not_valid);
      return;
    }
    case sql::ConstraintType::check:
    case sql::ConstraintType::not_null:
      if (constraint.type == sql::ConstraintType::not_null && builder.catalog.has_server() &&
          builder.catalog.server_version < 180000)
        builder.fails(error_of(sqlstate::syntax_error, object_of(alteration.relation), "syntax error")
                          .with("only PostgreSQL 18 and later know NOT NULL as a constraint of the table"));
      if (constraint.not_valid) return;
      for (const auto* relation : alteration.reached) {
        if (relation->kind == pg::RelationKind::partitioned_table) continue;
        const bool below = relation != alteration.reached.front();
        if (below && constraint.no_inherit) continue;
        if (below && find_constraint(*relation, constraint.name)) continue;  // the same: the two become one
        builder.scan(
            *relation,
            "the CHECK is tried on every row; NOT VALID and a later VALIDATE would let reads and writes go on");
      }
      return;
    case sql::ConstraintType::primary_key:
    case sql::ConstraintType::unique:
    case sql::ConstraintType::exclusion:
      add_index_constraint(builder, alteration, constraint);
      return;
  }
}

// ALTER CONSTRAINT … [NOT] ENFORCED puts a foreign key's triggers on both tables or takes them away, and where it
// puts them looks at every row. Measured on PostgreSQL 18.
void alter_constraint(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& options = alteration.command.options;
  const auto* constraint = find_constraint(alteration.relation, alteration.command.name);
  if (!constraint || !constraint->references) return;
  const auto has = [&](std::string_view option) { return std::ranges::find(options, option) != options.end(); };
  if (has("not enforced") && constraint->enforced)
    builder.lock(*constraint->references, LockMode::access_exclusive, "the foreign key's triggers go");
  if (!has("enforced") || constraint->enforced) return;
  add_foreign_key(builder, alteration, {constraint->references->schema, constraint->references->name}, true);
}

// SET EXPRESSION: the values of a stored column are written anew, a virtual one has none.
void set_expression(EffectsBuilder& builder, const Alteration& alteration) {
  const auto* column = alteration.relation.column(alteration.command.name);
  if (column && !column->stored) {
    if (column->not_null) builder.scan(alteration.relation, "the new expression is computed for every row");
    return;
  }
  for (const auto* relation : alteration.reached) {
    if (relation->kind != pg::RelationKind::partitioned_table)
      builder.rewrite(*relation, "the stored generated column is computed anew for every row");
  }
}

void drop_constraint(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& name = alteration.command.name;
  const auto* constraint = find_constraint(alteration.relation, name);
  if (!constraint) {
    if (!alteration.command.if_exists) builder.fails(lacks_constraint(alteration.relation, name));
    return;
  }
  if (constraint->kind == pg::ConstraintKind::check && !has_words(constraint->definition, "no inherit"))
    lock_heirs(builder, alteration);
  if (constraint->kind == pg::ConstraintKind::foreign_key) {
    for (const auto* relation : alteration.reached) drop_foreign_key(builder, *relation, *constraint);
    return;
  }
  if (constraint->kind != pg::ConstraintKind::primary_key && constraint->kind != pg::ConstraintKind::unique) return;
  for (const auto* relation : alteration.reached) {
    if (relation->index(name)) builder.lock_index(*relation, name, LockMode::access_exclusive);
  }
  for (const auto* view : views_over(alteration.relation.name, builder.catalog)) {
    if (constraint->kind != pg::ConstraintKind::primary_key ||
        !stands_on_key(*view, alteration.relation, constraint->columns, builder.catalog))
      continue;
    if (alteration.command.cascade)
      drop_view(builder, *view);
    else
      builder.fails(is_depended_on(part_of(alteration.relation, "constraint", name), object_of(*view)));
  }
  for (const auto& reference : references_to(alteration.relation.name, builder.catalog)) {
    auto wanted = reference.constraint->referenced_columns;
    auto key = constraint->columns;
    std::sort(wanted.begin(), wanted.end());
    std::sort(key.begin(), key.end());
    if (wanted != key) continue;
    if (alteration.command.cascade) {
      drop_foreign_key(builder, *reference.child, *reference.constraint);
    } else {
      builder.fails(is_depended_on(part_of(alteration.relation, "constraint", name),
                                   part_of(*reference.child, "constraint", reference.constraint->name)));
    }
  }
}

void validate_constraint(EffectsBuilder& builder, const Alteration& alteration) {
  const auto* constraint = find_constraint(alteration.relation, alteration.command.name);
  const auto added = std::ranges::find_if(alteration.statement.commands, [&](const sql::AlterTableCommand& other) {
    return other.action == sql::AlterAction::add_constraint && other.name == alteration.command.name;
  });
  if (!constraint && added != alteration.statement.commands.end()) {
    for (const auto* relation : alteration.reached) {
      if (relation->kind != pg::RelationKind::partitioned_table)
        builder.scan(*relation, "every row is checked, which blocks reads and writes");
    }
    return;
  }
  if (!constraint) {
    builder.fails(lacks_constraint(alteration.relation, alteration.command.name));
    return;
  }
  if (constraint->kind != pg::ConstraintKind::check && constraint->kind != pg::ConstraintKind::foreign_key &&
      constraint->kind != pg::ConstraintKind::not_null)
    builder.fails(error_of(sqlstate::wrong_object_type, part_of(alteration.relation, "constraint", constraint->name),
                           R"(constraint "{}" of relation "{}" is not a foreign key or check constraint)",
                           constraint->name, alteration.relation.name.name));
  if (!constraint->enforced && has_words(constraint->definition, "not enforced"))
    builder.fails(error_of(sqlstate::object_not_in_prerequisite_state,
                           part_of(alteration.relation, "constraint", constraint->name),
                           "cannot validate NOT ENFORCED constraint"));
  if (constraint->validated) return;
  for (const auto* relation : alteration.reached) {
    if (relation->kind != pg::RelationKind::partitioned_table)
      builder.scan(*relation, "every row is checked while reads and writes go on");
  }
  if (!constraint->references) return;
  builder.lock(*constraint->references, LockMode::row_share, "its keys are looked up");
  for (const auto* below : descendants(*constraint->references, builder.catalog)) {
    if (below->partition_of) builder.lock(below->name, LockMode::access_share);
  }
}

}  // namespace impact
