// Source: AT_PASS_DROP and ATPrepCmd in PostgreSQL 15's tablecmds.c.
#include "impact/errors/alter_passes.h"

#include <algorithm>

#include "impact/simulate/schema.h"

namespace impact {

using sql::AlterAction;

static bool drops_first(const sql::AlterTableCommand& command) {
  switch (command.action) {
    case AlterAction::drop_column:
    case AlterAction::drop_constraint:
    case AlterAction::drop_default:
    case AlterAction::drop_identity:
    case AlterAction::drop_not_null:
      return true;
    default:
      return command.subtype == "DropExpression";
  }
}

static void drop_column(pg::Relation& relation, const std::string& name) {
  const auto uses = [&](const pg::Constraint& constraint) {
    return std::ranges::count(constraint.columns, name) > 0;
  };
  std::erase_if(relation.indexes, [&](const pg::Index& index) { return index_uses(index, name); });
  std::erase_if(relation.constraints, uses);
  std::erase_if(relation.columns, [&](const pg::Column& column) { return column.name == name; });
}

static void drop(pg::Relation& relation, const sql::AlterTableCommand& command) {
  if (command.action == AlterAction::drop_column) return drop_column(relation, command.name);
  if (command.action == AlterAction::drop_constraint) {
    std::erase_if(relation.constraints, [&](const pg::Constraint& each) { return each.name == command.name; });
    std::erase_if(relation.indexes, [&](const pg::Index& each) { return each.name == command.name; });
    return;
  }
  const auto column = std::ranges::find(relation.columns, command.name, &pg::Column::name);
  if (column == relation.columns.end()) return;
  if (command.action == AlterAction::drop_default) {
    column->default_expression.reset();
  } else if (command.action == AlterAction::drop_identity) {
    column->identity = false;
  } else if (command.action == AlterAction::drop_not_null) {
    column->not_null = false;
  } else {  // DROP EXPRESSION
    column->generated = false;
    column->default_expression.reset();
  }
}

AlterPasses::AlterPasses(const pg::Relation& relation, const sql::AlterTable& alter) : relation_(relation) {
  if (alter.commands.size() < 2 || std::ranges::none_of(alter.commands, drops_first)) return;
  so_far_ = dropped_ = relation;
  for (const auto& command : alter.commands) {
    if (drops_first(command)) drop(*dropped_, command);
  }
}

const pg::Relation& AlterPasses::found_by(const sql::AlterTableCommand& command) {
  if (!dropped_) return relation_;
  if (!drops_first(command)) return *dropped_;
  if (last_) drop(*so_far_, *last_);
  last_ = &command;
  return *so_far_;
}

}  // namespace impact
