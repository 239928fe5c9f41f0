#include "impact/refusals_of_alter.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/schema.h"
#include "impact/types.h"

namespace impact {

using sql::AlterAction;

static bool has_children(const pg::Relation& relation, const pg::Catalog& catalog) {
  return !descendants(relation.name, catalog).empty();
}

// A column that something else stands on, so that it keeps its type and cannot go without CASCADE.
static void refuse_used(Gathering& gathering, const pg::Relation& relation, const pg::Column& column,
                        const sql::AlterTableCommand& command) {
  const auto text = shown(relation.name, column.name);
  const bool drops = command.action == AlterAction::drop_column;
  if (column.inherited) gathering.fails(fmt::format("{} is inherited: change it in the parent", text));
  if (mentions(relation.partition_key, column.name))
    gathering.fails(fmt::format("{} is part of the partition key", text));
  if (drops && command.cascade) return;
  for (const auto& other : relation.columns) {
    if (other.generated && other.name != column.name && other.default_expression &&
        mentions(*other.default_expression, column.name))
      gathering.fails(
          fmt::format("the generated column {} is computed from {}", shown(relation.name, other.name), text));
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
    if (named) gathering.fails(fmt::format("the trigger {} names {}", trigger.name, text));
  }
}

static void refuse_constraint(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                              const sql::TableConstraint& constraint) {
  const auto& catalog = gathering.catalog;
  if (!constraint.name.empty() && find_constraint(relation, constraint.name))
    gathering.fails(fmt::format("{} has a constraint {} already", shown(relation.name), constraint.name));
  if (!relation.columns.empty()) {
    for (const auto& column : constraint.columns) {
      const bool added_here = std::ranges::any_of(alter.commands, [&](const sql::AlterTableCommand& other) {
        return other.action == AlterAction::add_column && other.name == column;
      });
      if (!column.starts_with("(") && !added_here && !relation.column(column))
        gathering.fails(fmt::format("{} does not exist", shown(relation.name, column)));
    }
  }
  const bool no_inherit = has_words(constraint.text, "no inherit");
  if (constraint.type == sql::ConstraintType::check && alter.only && !no_inherit && has_children(relation, catalog))
    gathering.fails(fmt::format("tables inherit from {}: the CHECK has to be on them too, so ONLY is refused",
                                shown(relation.name)));
  const bool keyed =
      constraint.type == sql::ConstraintType::unique || constraint.type == sql::ConstraintType::primary_key;
  if (keyed && !relation.partition_key.empty() && constraint.using_index.empty()) {
    for (const auto& column : relation.columns) {
      if (mentions(relation.partition_key, column.name) && std::ranges::count(constraint.columns, column.name) == 0)
        gathering.fails(fmt::format("a unique key of {} has to include {}, which it is partitioned by",
                                    shown(relation.name), column.name));
    }
  }
  if (constraint.using_index.empty()) return;
  const auto* index = relation.index(constraint.using_index);
  if (!index) {
    gathering.fails(fmt::format("{} has no index {}", shown(relation.name), constraint.using_index));
  } else if (!index->unique || !index->valid || find_constraint(relation, index->name) ||
             has_words(index->definition, "where")) {
    gathering.fails(fmt::format(
        "the index {} cannot carry the constraint: it has to be unique, valid, whole and free", index->name));
  }
}

// Types that = does not compare: 'operator does not exist', which ADD FOREIGN KEY refuses.
static int family(const std::string& type) {
  const auto base = read_type(type).base;
  if (base == "smallint" || base == "integer" || base == "bigint") return 1;
  if (base == "numeric" || base == "double precision" || base == "real") return 2;
  if (base == "text" || base == "character varying" || base == "character") return 3;
  if (base == "date" || base.starts_with("timestamp")) return 4;
  if (base == "uuid") return 5;
  if (base == "boolean") return 6;
  return 0;
}

static void refuse_foreign_key(Gathering& gathering, const pg::Relation& relation,
                               const sql::TableConstraint& constraint) {
  const auto* parent = constraint.references ? gathering.find(*constraint.references) : nullptr;
  if (!parent) return;
  if (parent->kind != pg::RelationKind::table && parent->kind != pg::RelationKind::partitioned_table)
    return gathering.fails(fmt::format("{} is no table, so nothing can refer to it", shown(parent->name)));
  if (relation.kind == pg::RelationKind::foreign_table) return gathering.fails("foreign tables have no foreign keys");
  if (constraint.not_valid && relation.kind == pg::RelationKind::partitioned_table &&
      gathering.catalog.server_version < 180000)
    gathering.fails(
        fmt::format("{} is partitioned, for which NOT VALID comes with PostgreSQL 18", shown(relation.name)));
  if (relation.persistence == 'p' && parent->persistence == 'u')
    return gathering.fails(fmt::format("{} is logged and {} is not", shown(relation.name), shown(parent->name)));
  auto keys = constraint.referenced_columns;
  if (keys.empty()) {
    for (const auto& other : parent->constraints) {
      if (other.kind == pg::ConstraintKind::primary_key) keys = other.columns;
    }
  }
  if (keys.size() != constraint.columns.size()) {
    if (!keys.empty())
      gathering.fails(fmt::format("the key of {} has another number of columns", shown(parent->name)));
    return;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto* from = relation.column(constraint.columns[i]);
    const auto* to = parent->column(keys[i]);
    if (!from || !to) continue;
    const int a = family(from->type);
    const int b = family(to->type);
    // Whole numbers compare with the others, but a fraction is not looked up in an index over whole numbers.
    const bool alike = a == b || (a == 1 && b == 2);
    if (a != 0 && b != 0 && !alike)
      gathering.fails(fmt::format("{} is {} and {} is {}: they cannot be compared", shown(relation.name, from->name),
                                  from->type, shown(parent->name, to->name), to->type));
  }
}

static void refuse_partition(Gathering& gathering, const pg::Relation& relation,
                             const sql::AlterTableCommand& command) {
  const auto* other = command.other ? gathering.find(*command.other) : nullptr;
  if (!other) return;
  if (command.action == AlterAction::inherit) {
    if (relation.partition_of) gathering.fails(fmt::format("{} is a partition", shown(relation.name)));
    if (command.subtype != "AddInherit") return;
    for (const auto& column : other->columns) {
      if (!relation.columns.empty() && !relation.column(column.name))
        gathering.fails(fmt::format("{} lacks the column {} of its parent", shown(relation.name), column.name));
    }
    return;
  }
  if (relation.kind != pg::RelationKind::partitioned_table)
    return gathering.fails(fmt::format("{} is not partitioned", shown(relation.name)));
  if (command.action == AlterAction::detach_partition) {
    if (other->partition_of != relation.name)
      return gathering.fails(fmt::format("{} is no partition of {}", shown(other->name), shown(relation.name)));
    if (!command.concurrently) return;
    for (const auto* sibling : descendants(relation.name, gathering.catalog)) {
      if (sibling->default_partition && sibling->partition_of == relation.name)
        gathering.fails(
            fmt::format("{} has a default partition, with which CONCURRENTLY is refused", shown(relation.name)));
    }
    return;
  }
  if (other->partition_of) gathering.fails(fmt::format("{} is a partition already", shown(other->name)));
  for (const auto& column : other->columns) {
    if (!relation.columns.empty() && !relation.column(column.name))
      gathering.fails(
          fmt::format("{} has the column {}, which {} lacks", shown(other->name), column.name, shown(relation.name)));
  }
  for (const auto& column : relation.columns) {
    if (!other->columns.empty() && !other->column(column.name))
      gathering.fails(fmt::format("{} lacks the column {}", shown(other->name), column.name));
  }
}

static void refuse_column(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                          const sql::AlterTableCommand& command, const pg::Column& column) {
  const auto text = shown(relation.name, column.name);
  switch (command.action) {
    case AlterAction::drop_column:
    case AlterAction::alter_type:
      refuse_used(gathering, relation, column, command);
      return;
    case AlterAction::set_default:
    case AlterAction::drop_default:
      if (column.identity) gathering.fails(fmt::format("{} is an identity column", text));
      if (column.generated) gathering.fails(fmt::format("{} is a generated column", text));
      return;
    case AlterAction::drop_identity:
      if (!column.identity && !command.if_exists) gathering.fails(fmt::format("{} is no identity column", text));
      return;
    case AlterAction::add_identity:
      if (column.identity) gathering.fails(fmt::format("{} is an identity column already", text));
      if (!column.not_null) gathering.fails(fmt::format("{} has to be NOT NULL first", text));
      if (column.default_expression) gathering.fails(fmt::format("{} has a default already", text));
      return;
    case AlterAction::drop_not_null:
      for (const auto& constraint : relation.constraints) {
        if (constraint.kind == pg::ConstraintKind::primary_key &&
            std::ranges::count(constraint.columns, column.name) > 0)
          gathering.fails(fmt::format("{} is in a primary key", text));
      }
      if (column.identity) gathering.fails(fmt::format("{} is an identity column", text));
      return;
    case AlterAction::set_not_null:
      if (alter.only && relation.kind == pg::RelationKind::partitioned_table &&
          has_children(relation, gathering.catalog))
        gathering.fails(fmt::format("{} has partitions: NOT NULL has to be on them too", shown(relation.name)));
      return;
    default:
      return;
  }
}

void refuse_action(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                   const sql::AlterTableCommand& command) {
  const auto added_here = [&](const std::string& name) {
    return std::ranges::any_of(alter.commands, [&](const auto& other) {
      return other.action == AlterAction::add_column && other.name == name;
    });
  };
  switch (command.action) {
    case AlterAction::drop_column:
    case AlterAction::alter_type:
    case AlterAction::set_default:
    case AlterAction::drop_default:
    case AlterAction::drop_identity:
    case AlterAction::add_identity:
    case AlterAction::drop_not_null:
    case AlterAction::set_not_null:
    case AlterAction::set_storage: {
      const auto* column = relation.column(command.name);
      if (column) return refuse_column(gathering, relation, alter, command, *column);
      const bool forgiven = command.action == AlterAction::drop_column && command.if_exists;
      if (!forgiven && !relation.columns.empty() && !command.name.empty() && !added_here(command.name))
        gathering.fails(fmt::format("{} does not exist", shown(relation.name, command.name)));
      return;
    }
    case AlterAction::add_constraint:
      if (!command.constraint) return;
      refuse_constraint(gathering, relation, alter, *command.constraint);
      if (command.constraint->type == sql::ConstraintType::foreign_key)
        refuse_foreign_key(gathering, relation, *command.constraint);
      return;
    case AlterAction::drop_constraint: {
      const auto* constraint = find_constraint(relation, command.name);
      if (constraint && constraint->inherited)
        gathering.fails(fmt::format("the constraint {} is inherited: drop it in the parent", command.name));
      return;
    }
    case AlterAction::attach_partition:
    case AlterAction::detach_partition:
    case AlterAction::inherit:
      return refuse_partition(gathering, relation, command);
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      if (!command.name.empty() && command.subtype.ends_with("Trig") &&
          std::ranges::find(relation.triggers, command.name, &pg::Trigger::name) == relation.triggers.end())
        gathering.fails(fmt::format("{} has no trigger {}", shown(relation.name), command.name));
      return;
    default:
      return;
  }
}

}  // namespace impact
