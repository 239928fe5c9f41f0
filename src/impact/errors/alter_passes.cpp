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

std::optional<pg::Relation> as_found_by(const sql::AlterTableCommand& one, const pg::Relation& relation,
                                        const sql::AlterTable& alter) {
  if (alter.commands.size() < 2 || std::ranges::none_of(alter.commands, drops_first)) return std::nullopt;
  auto later = relation;
  for (const auto& command : alter.commands) {
    if (drops_first(one) && &command == &one) break;
    const auto column = std::ranges::find(later.columns, command.name, &pg::Column::name);
    if (command.action == AlterAction::drop_column) {
      drop_column(later, command.name);
    } else if (command.action == AlterAction::drop_constraint) {
      std::erase_if(later.constraints, [&](const pg::Constraint& each) { return each.name == command.name; });
      std::erase_if(later.indexes, [&](const pg::Index& each) { return each.name == command.name; });
    } else if (column == later.columns.end()) {
      continue;
    } else if (command.action == AlterAction::drop_default) {
      column->default_expression.reset();
    } else if (command.action == AlterAction::drop_identity) {
      column->identity = false;
    } else if (command.action == AlterAction::drop_not_null) {
      column->not_null = false;
    } else if (command.subtype == "DropExpression") {
      column->generated = false;
      column->default_expression.reset();
    }
  }
  return later;
}

}  // namespace impact
