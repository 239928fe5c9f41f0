#include "impact/errors/expected_errors_alter.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/errors_of_alter.h"
#include "impact/errors/expected_errors_columns.h"
#include "impact/errors/expected_errors_expressions.h"
#include "impact/errors/expected_errors_options.h"
#include "impact/errors/expected_errors_other_actions.h"
#include "impact/errors/expected_errors_partitions.h"
#include "impact/errors/expected_errors_retyping.h"
#include "impact/kinds.h"
#include "impact/simulate/catalog_update.h"
#include "impact/simulate/schema.h"
#include "impact/types/casts.h"
#include "impact/types/types.h"

namespace impact {

using sql::AlterAction;

static bool has_children(const pg::Relation& relation, const pg::Catalog& catalog) {
  return !descendants(relation.name, catalog).empty();
}

// A column that comes from elsewhere or says where rows go: looked at before anything else.
static void refuse_bound(EffectsBuilder& builder, const pg::Relation& relation, const pg::Column& column,
                         bool drops) {
  const auto own = column_of(relation, column.name);
  if (column.inherited)
    builder.fails(
        invalid_table(own, fmt::format(R"(cannot {} inherited column "{}")", drops ? "drop" : "alter", column.name)));
  if (mentions(relation.partition_key, column.name))
    builder.fails(invalid_table(
        own, fmt::format(R"(cannot {} column "{}" because it is part of the partition key of relation "{}")",
                         drops ? "drop" : "alter", column.name, relation.name.name)));
}

// A column that something else stands on, so that it keeps its type and cannot go without CASCADE.
static void refuse_used(EffectsBuilder& builder, const pg::Relation& relation, const pg::Column& column,
                        const sql::AlterTableCommand& command) {
  const auto own = column_of(relation, column.name);
  const auto version = builder.catalog.server_version;
  const bool drops = command.action == AlterAction::drop_column;
  if (drops && command.cascade) return;
  for (const auto& user : relation.column_users) {
    if (user.column == column.name)
      builder.fails(drops ? is_depended_on(own, user_of(relation, user))
                          : keeps_type(own, user_of(relation, user), version));
  }
  // Until 14 it goes with the column.
  const bool goes = drops && version < 150000;
  for (const auto& other : relation.columns) {
    if (!goes && other.generated && other.name != column.name && other.default_expression &&
        mentions(*other.default_expression, column.name))
      builder.fails(drops ? is_depended_on(own, column_of(relation, other.name))
                          : keeps_type(own, column_of(relation, other.name), version));
  }
  for (const auto& trigger : relation.triggers) {
    const auto head = base::to_lower(trigger.definition);
    const auto of = head.find("update of ");
    const auto when = head.find(" when (");
    const auto on = head.find(" on ");
    const bool named =
        (of != std::string::npos &&
         mentions(std::string_view(trigger.definition).substr(of, on - of), column.name)) ||
        (when != std::string::npos && mentions(std::string_view(trigger.definition).substr(when), column.name));
    if (named)
      builder.fails(drops ? is_depended_on(own, part_of(relation, "trigger", trigger.name))
                          : keeps_type(own, part_of(relation, "trigger", trigger.name), version));
  }
}

// Columns that expressions of the statement may name: those there are, and those it adds.
static std::vector<std::string> names_of(const pg::Relation& relation, const sql::AlterTable& alter) {
  std::vector<std::string> names;
  for (const auto& column : relation.columns) names.push_back(column.name);
  if (names.empty()) return names;
  for (const auto& command : alter.commands) {
    if (command.action == AlterAction::add_column) names.push_back(command.name);
  }
  return names;
}

// "CHECK (qty)", where qty is not a boolean.
static void refuse_condition(EffectsBuilder& builder, const pg::Relation& relation,
                             const sql::TableConstraint& constraint) {
  const auto open = constraint.text.find('(');
  const auto close = constraint.text.find(')');
  if (open == std::string::npos || close == std::string::npos || constraint.expression.columns.size() != 1) return;
  const auto inner = base::trim(std::string_view(constraint.text).substr(open + 1, close - open - 1));
  const auto* column = relation.column(constraint.expression.columns.front());
  if (column && inner == column->name && column->type != "boolean" &&
      no_assignment(column->type, "boolean", builder.catalog))
    builder.fails(error_of(sqlstate::datatype_mismatch, column_of(relation, column->name),
                           "argument of CHECK must be type boolean, not type {}", type_name(column->type)));
}

// An index of that name goes with a constraint that the same statement drops.
static bool dropped_here(const sql::AlterTable& alter, const pg::Relation& relation, const EffectsBuilder& builder,
                         const std::string& name) {
  const auto* whole = builder.find(alter.table);
  return whole && whole->name == relation.name && whole->index(name) && !relation.index(name);
}

static void refuse_constraint(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                              const sql::TableConstraint& constraint) {
  const auto& catalog = builder.catalog;
  const auto same_name = std::ranges::count_if(alter.commands, [&](const sql::AlterTableCommand& other) {
    return other.action == AlterAction::add_constraint && other.constraint && !constraint.name.empty() &&
           other.constraint->name == constraint.name;
  });
  if (same_name > 1) builder.fails(constraint_exists(relation, constraint.name));
  if (!constraint.name.empty() && find_constraint(relation, constraint.name))
    builder.fails(constraint_taken(relation, constraint));
  if (!relation.columns.empty()) {
    for (const auto& column : constraint.columns) {
      const bool added_here = std::ranges::any_of(alter.commands, [&](const sql::AlterTableCommand& other) {
        return other.action == AlterAction::add_column && other.name == column;
      });
      const auto* known = relation.column(column);
      if (!column.starts_with("(") && !added_here && !known)
        builder.fails(lacks_key_column(object_of(relation), constraint.type, column));
      if (known && known->generated && !known->stored && constraint.type != sql::ConstraintType::check &&
          constraint.type != sql::ConstraintType::not_null)
        builder.fails(error_of(sqlstate::feature_not_supported, column_of(relation, column),
                               "{} constraints on virtual generated columns are not supported",
                               words_of(constraint.type)));
    }
  }
  const bool no_inherit = constraint.no_inherit;
  const bool check = constraint.type == sql::ConstraintType::check;
  if (check) {
    auto known = names_of(relation, alter);
    if (!known.empty()) known.push_back(relation.name.name);  // the whole row
    refuse_check(builder, object_of(relation), constraint.expression, known);
    if (no_inherit && relation.kind == pg::RelationKind::partitioned_table)
      builder.fails(invalid_table(
          object_of(relation),
          fmt::format(R"(cannot add NO INHERIT constraint to partitioned table "{}")", relation.name.name)));
    refuse_condition(builder, relation, constraint);
    for (const auto* below : descendants(relation.name, catalog)) {
      const auto* own = constraint.name.empty() || no_inherit ? nullptr : find_constraint(*below, constraint.name);
      if (own && !same_check(own->definition, constraint.text))
        builder.fails(constraint_exists(*below, constraint.name));
    }
  }
  if (constraint.without_overlaps && constraint.columns.size() < 2)
    builder.fails(error_of(sqlstate::syntax_error, part_of(relation, "constraint", constraint.name),
                           "constraint using WITHOUT OVERLAPS needs at least two columns"));
  const bool indexed = constraint.type == sql::ConstraintType::unique ||
                       constraint.type == sql::ConstraintType::primary_key ||
                       constraint.type == sql::ConstraintType::exclusion;
  if (indexed && relation.kind == pg::RelationKind::foreign_table)
    builder.fails(not_on_foreign_tables(relation, constraint.type));
  if (indexed && !constraint.name.empty() && constraint.name != constraint.using_index &&
      exists({relation.name.schema, constraint.name}, catalog) && !find_constraint(relation, constraint.name) &&
      !dropped_here(alter, relation, builder, constraint.name))
    builder.fails(exists_already("relation", constraint.name));
  if (constraint.type == sql::ConstraintType::exclusion) refuse_exclusion(builder, relation, constraint);
  if (constraint.type == sql::ConstraintType::exclusion && relation.kind == pg::RelationKind::partitioned_table &&
      catalog.server_version < 170000)
    builder.fails(error_of(sqlstate::feature_not_supported, object_of(relation),
                           "exclusion constraints are not supported on partitioned tables")
                      .with("they are from PostgreSQL 17 on"));
  if (constraint.type == sql::ConstraintType::check && alter.only && !no_inherit && has_children(relation, catalog))
    builder.fails(invalid_table(object_of(relation), "constraint must be added to child tables too"));
  const bool keyed =
      constraint.type == sql::ConstraintType::unique || constraint.type == sql::ConstraintType::primary_key;
  for (const auto& name : keyed ? constraint.columns : std::vector<std::string>{}) {
    const auto* column = relation.column(name);
    if (column && has_no_class("btree", column->type, catalog))
      builder.fails(lacks_operator_class(column_of(relation, name), column->type, "btree"));
  }
  if (keyed && !relation.partition_key.empty() && constraint.using_index.empty())
    refuse_key(builder, object_of(relation), relation.partition_key, names_of(relation, alter), constraint.columns);
  if (constraint.using_index.empty()) return;
  const auto* index = relation.index(constraint.using_index);
  if (!index) {
    builder.fails(is_missing("index", constraint.using_index));
  } else if (auto error = unfit_for_constraint(relation, *index)) {
    builder.fails(std::move(*error));
  }
}

static void refuse_foreign_key(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                               const sql::TableConstraint& constraint) {
  if (!constraint.references) return;
  const auto* parent = builder.find(*constraint.references);
  if (relation.kind == pg::RelationKind::foreign_table)
    return builder.fails(not_on_foreign_tables(relation, sql::ConstraintType::foreign_key));
  const bool partitioned = relation.kind == pg::RelationKind::partitioned_table;
  if (parent && partitioned && constraint.not_valid && builder.catalog.server_version < 180000)
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation),
                           R"(cannot add NOT VALID foreign key on partitioned table "{}" referencing relation "{}")",
                           relation.name.name, parent->name.name)
                      .with("PostgreSQL 18 can"));
  if (partitioned && alter.only)
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation),
                           R"(cannot use ONLY for foreign key on partitioned table "{}" referencing relation "{}")",
                           relation.name.name, constraint.references->name));
  ForeignKey key{.table = object_of(relation),
                 .name = constraint.name,
                 .persistence = relation.persistence,
                 .columns = constraint.columns,
                 .parent = *constraint.references,
                 .parent_columns = constraint.referenced_columns};
  for (const auto& name : constraint.columns) {
    const auto* column = relation.column(name);
    key.types.push_back(column ? column->type : "");
    if (column && column->generated && (constraint.writes_on_update || constraint.writes_on_delete))
      builder.fails(error_of(sqlstate::syntax_error, column_of(relation, name),
                             "invalid {} action for foreign key constraint containing generated column",
                             constraint.writes_on_update ? "ON UPDATE" : "ON DELETE"));
  }
  refuse_foreign_key(builder, key);
}

static void refuse_dropping(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter) {
  if (!relation.of_type.name.empty())
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation), "cannot drop column from typed table"));
  if (alter.only && relation.kind == pg::RelationKind::partitioned_table && has_children(relation, builder.catalog))
    builder.fails(invalid_table(object_of(relation),
                                "cannot drop column from only the partitioned table when partitions exist"));
}

static void refuse_nullable(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                            const pg::Column& column) {
  const auto own = column_of(relation, column.name);
  if (column.identity) builder.fails(column_error(sqlstate::syntax_error, relation, column, "is an identity column"));
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind == pg::ConstraintKind::primary_key && std::ranges::count(constraint.columns, column.name) > 0)
      builder.fails(invalid_table(own, fmt::format(R"(column "{}" is in a primary key)", column.name)));
  }
  for (const auto& index : relation.indexes) {
    if (index.replica_identity && relation.replica_identity == 'i' &&
        std::ranges::count(index.columns, column.name) > 0)
      builder.fails(
          invalid_table(own, fmt::format(R"(column "{}" is in index used as replica identity)", column.name)));
  }
  const auto* parent = relation.partition_of ? find_relation(*relation.partition_of, builder.catalog) : nullptr;
  const auto* above = parent ? parent->column(column.name) : nullptr;
  if (above && above->not_null)
    builder.fails(invalid_table(own, fmt::format(R"(column "{}" is marked NOT NULL in parent table)", column.name)));
  if (alter.only && relation.kind == pg::RelationKind::partitioned_table && has_children(relation, builder.catalog))
    builder.fails(invalid_table(object_of(relation),
                                "cannot remove constraint from only the partitioned table when partitions exist"));
}

// By another action of the statement, wherever it stands.
static bool becomes_not_null(const sql::AlterTable& alter, const std::string& column) {
  return std::ranges::any_of(alter.commands, [&](const sql::AlterTableCommand& other) {
    const bool keyed = other.constraint && other.constraint->type == sql::ConstraintType::primary_key &&
                       std::ranges::count(other.constraint->columns, column) > 0;
    return keyed || (other.action == AlterAction::set_not_null && other.name == column);
  });
}

static void refuse_column(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                          const sql::AlterTableCommand& command, const pg::Column& column) {
  const auto own = column_of(relation, column.name);
  switch (command.action) {
    case AlterAction::drop_column:
      refuse_dropping(builder, relation, alter);
      refuse_bound(builder, relation, column, true);
      refuse_used(builder, relation, column, command);
      return;
    case AlterAction::alter_type:
      refuse_bound(builder, relation, column, false);
      refuse_retyping(builder, relation, alter, command, column);
      refuse_used(builder, relation, column, command);
      return;
    case AlterAction::set_default:
      if (command.column) refuse_default(builder, own, *command.column, column.type);
      [[fallthrough]];
    case AlterAction::drop_default:
      if (column.identity)
        builder.fails(column_error(sqlstate::syntax_error, relation, column, "is an identity column"));
      if (column.generated)
        builder.fails(column_error(sqlstate::syntax_error, relation, column, "is a generated column"));
      return;
    case AlterAction::drop_identity:
      if (relation.partition_of && builder.catalog.server_version >= 170000)
        builder.fails(invalid_table(own, "cannot drop identity from a column of a partition"));
      if (!column.identity && !command.if_exists)
        builder.fails(
            column_error(sqlstate::object_not_in_prerequisite_state, relation, column, "is not an identity column"));
      return;
    case AlterAction::add_identity:
      if (column.identity)
        builder.fails(column_error(sqlstate::object_not_in_prerequisite_state, relation, column,
                                   "is already an identity column"));
      if (relation.partition_of && builder.catalog.server_version >= 170000)
        builder.fails(invalid_table(own, "cannot add identity to a column of a partition"));
      if (!column.not_null && !becomes_not_null(alter, column.name))
        builder.fails(column_error(sqlstate::object_not_in_prerequisite_state, relation, column,
                                   "must be declared NOT NULL before identity can be added"));
      if (const auto base = read_type(column.type).base; base != "smallint" && base != "integer" && base != "bigint")
        builder.fails(no_identity_type(own));
      if (column.default_expression)
        builder.fails(column_error(sqlstate::object_not_in_prerequisite_state, relation, column,
                                   "already has a default value"));
      return;
    case AlterAction::drop_not_null:
      return refuse_nullable(builder, relation, alter, column);
    case AlterAction::set_not_null:
      if (column.null_fraction >= 1 && column.never_filled && builder.has_rows(relation) &&
          rows_of(relation, builder.catalog) > 0)
        builder.fails(contains_nulls(relation, column.name).with("it is new and NULL in every row"));
      if (alter.only && !column.not_null && relation.kind == pg::RelationKind::partitioned_table &&
          has_children(relation, builder.catalog))
        builder.fails(invalid_table(own, "constraint must be added to child tables too"));
      return;
    case AlterAction::set_statistics:
    case AlterAction::set_storage:
      return refuse_storage(builder, relation, column, command);
    default:
      if (command.subtype == "SetExpression") return refuse_expression(builder, relation, alter, column);
      if (command.subtype == "DropExpression") return refuse_plain(builder, relation, alter, command, column);
      if (command.subtype == "SetIdentity" && !column.identity)
        builder.fails(
            column_error(sqlstate::object_not_in_prerequisite_state, relation, column, "is not an identity column"));
      return;
  }
}

static void refuse_added_column(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                                const sql::AlterTableCommand& command) {
  const auto& column = *command.column;
  const auto table = object_of(relation);
  if (relation.partition_of)
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation), "cannot add column to a partition"));
  if (!relation.of_type.name.empty())
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation), "cannot add column to typed table"));
  if (relation.column(column.name)) return;  // with IF NOT EXISTS nothing is done; without, the judge says so
  const auto below = descendants(relation.name, builder.catalog);
  if (column.identity && !below.empty())
    builder.fails(
        invalid_table(object_of(relation), "cannot recursively add identity column to table that has child tables"));
  for (const auto* child : below) {
    const auto* own = child->column(column.name);
    if (own && canonical_type(column.type) != own->type)
      builder.fails(error_of(sqlstate::datatype_mismatch, column_of(*child, own->name),
                             R"(child table "{}" has different type for column "{}")", child->name.name, own->name));
  }
  auto known = names_of(relation, alter);
  refuse_definition(builder, table, column, known);
  for (const auto& name : column.generated_expression.columns) {
    const auto* other = relation.column(name);
    if (other && other->generated)
      builder.fails(error_of(sqlstate::invalid_object_definition, column_of(relation, name),
                             R"(cannot use generated column "{}" in column generation expression)", name));
  }
  const bool keyed = column.unique || column.primary_key;
  if (relation.kind == pg::RelationKind::foreign_table && (keyed || column.references))
    return builder.fails(not_on_foreign_tables(relation, column.references    ? sql::ConstraintType::foreign_key
                                                         : column.primary_key ? sql::ConstraintType::primary_key
                                                                              : sql::ConstraintType::unique));
  if (keyed && !relation.partition_key.empty())
    refuse_key(builder, table, relation.partition_key, known, {column.name});
  if (column.primary_key && std::ranges::any_of(relation.indexes, &pg::Index::primary))
    builder.fails(has_primary_key(table));
  if (column.references)
    refuse_foreign_key(builder, {.table = table,
                                 .persistence = relation.persistence,
                                 .columns = {column.name},
                                 .types = {canonical_type(column.type)},
                                 .parent = *column.references,
                                 .parent_columns = column.referenced_columns});
}

// The same column twice in one statement.
static bool named_before(const sql::AlterTable& alter, const sql::AlterTableCommand& command) {
  for (const auto& other : alter.commands) {
    if (&other == &command) return false;
    if (other.action == command.action && other.name == command.name) return true;
  }
  return false;
}

void refuse_action(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                   const sql::AlterTableCommand& command) {
  if (auto error = wrong_kind(relation, command)) return builder.fails(std::move(*error));
  const auto added_here = [&](const std::string& name) {
    return std::ranges::any_of(alter.commands, [&](const auto& other) {
      return other.action == AlterAction::add_column && other.name == name;
    });
  };
  switch (command.action) {
    case AlterAction::add_column:
      if (!command.column) return;
      if (!command.if_exists && named_before(alter, command)) builder.fails(column_exists(relation, command.name));
      return refuse_added_column(builder, relation, alter, command);
    case AlterAction::drop_column:
    case AlterAction::alter_type:
    case AlterAction::set_default:
    case AlterAction::drop_default:
    case AlterAction::drop_identity:
    case AlterAction::add_identity:
    case AlterAction::drop_not_null:
    case AlterAction::set_not_null:
    case AlterAction::set_statistics:
    case AlterAction::other:
    case AlterAction::set_storage: {
      const bool of_column = command.action != AlterAction::other || command.subtype == "DropExpression" ||
                             command.subtype == "SetExpression" || command.subtype == "SetIdentity";
      if (!of_column) break;
      if (is_system_column(command.name))
        return builder.fails(error_of(sqlstate::feature_not_supported, column_of(relation, command.name),
                                      R"(cannot {} system column "{}")",
                                      command.action == AlterAction::drop_column ? "drop" : "alter", command.name));
      const bool once = command.action == AlterAction::alter_type ||
                        (command.action == AlterAction::drop_column && !command.if_exists);
      if (once && named_before(alter, command)) builder.fails(named_twice(relation, command));
      const auto* column = relation.column(command.name);
      if (column) return refuse_column(builder, relation, alter, command, *column);
      const bool forgiven = command.action == AlterAction::drop_column && command.if_exists;
      if (!forgiven && !relation.columns.empty() && !command.name.empty() && !added_here(command.name))
        builder.fails(lacks_column(relation, command.name));
      return;
    }
    case AlterAction::add_constraint:
      if (!command.constraint) return;
      refuse_constraint(builder, relation, alter, *command.constraint);
      if (command.constraint->type == sql::ConstraintType::foreign_key)
        refuse_foreign_key(builder, relation, alter, *command.constraint);
      return;
    case AlterAction::validate_constraint:
    case AlterAction::drop_constraint: {
      const auto* constraint = find_constraint(relation, command.name);
      if (!constraint) return;
      const bool drops = command.action == AlterAction::drop_constraint;
      if (drops && constraint->inherited)
        builder.fails(invalid_table(part_of(relation, "constraint", command.name),
                                    fmt::format(R"(cannot drop inherited constraint "{}" of relation "{}")",
                                                command.name, relation.name.name)));
      const bool goes_down = constraint->kind == pg::ConstraintKind::check &&
                             !has_words(constraint->definition, "no inherit") &&
                             has_children(relation, builder.catalog);
      if (alter.only && goes_down &&
          (drops ? relation.kind == pg::RelationKind::partitioned_table : !constraint->validated))
        builder.fails(
            invalid_table(part_of(relation, "constraint", command.name),
                          drops ? "cannot remove constraint from only the partitioned table when partitions exist"
                                : "constraint must be validated on child tables too"));
      return;
    }
    case AlterAction::attach_partition:
    case AlterAction::detach_partition:
    case AlterAction::inherit:
      return refuse_partition(builder, relation, command);
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      if (!command.name.empty() && command.subtype.ends_with("Trig") &&
          std::ranges::find(relation.triggers, command.name, &pg::Trigger::name) == relation.triggers.end())
        builder.fails(lacks_part(relation, "trigger", command.name));
      return;
    case AlterAction::set_options:
      if (!command.name.empty() && !relation.columns.empty() && !relation.column(command.name) &&
          !added_here(command.name))
        return builder.fails(lacks_column(relation, command.name));
      return refuse_options(builder, relation, command);
    default:
      break;
  }
  refuse_other(builder, relation, command);
}

}  // namespace impact
