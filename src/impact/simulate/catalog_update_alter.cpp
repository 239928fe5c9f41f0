// ALTER TABLE carried out on the catalog.
#include <algorithm>

#include "impact/simulate/catalog_update.h"
#include "impact/types/types.h"

namespace impact {

static pg::Column* column_of(pg::Relation& relation, const std::string& name) {
  for (auto& column : relation.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

void remove_column(pg::Catalog& catalog, pg::Relation& relation, const std::string& name) {
  const auto uses = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  std::erase_if(relation.indexes, [&](const pg::Index& index) { return index_uses(index, name); });
  std::erase_if(relation.constraints, [&](const pg::Constraint& constraint) { return uses(constraint.columns); });
  for (auto& [other_name, other] : catalog.relations) {
    std::erase_if(other.constraints, [&](const pg::Constraint& constraint) {
      return constraint.references == relation.name && uses(constraint.referenced_columns);
    });
  }
  if (const auto* column = relation.column(name); column && column->default_expression) {
    const auto expression = *column->default_expression;
    std::erase_if(catalog.relations, [&](const auto& entry) {
      return entry.second.owned_by == relation.name && mentions(expression, entry.first.name);
    });
  }
  std::erase_if(relation.columns, [&](const pg::Column& column) { return column.name == name; });
  std::vector<pg::Name> views;
  for (const auto* view : views_using(relation.name, name, catalog)) views.push_back(view->name);
  for (const auto& view : views) remove_relation(catalog, view);
}

static void identify_rows(pg::Relation& relation, const sql::AlterTableCommand& command) {
  // "full", "nothing", "index", "default" begin with their letters in pg_class.
  relation.replica_identity = command.options.empty() ? 'd' : command.options.front().front();
  for (auto& each : relation.indexes) each.replica_identity = each.name == command.name;
}

static void drop_constraint(pg::Catalog& catalog, pg::Relation& relation, const std::string& name) {
  const auto* constraint = find_constraint(relation, name);
  if (!constraint) return;
  const bool has_index = constraint->kind == pg::ConstraintKind::primary_key ||
                         constraint->kind == pg::ConstraintKind::unique ||
                         constraint->kind == pg::ConstraintKind::exclusion;
  const auto columns = constraint->columns;
  if (has_index) std::erase_if(relation.indexes, [&](const pg::Index& index) { return index.name == name; });
  if (has_index) {  // foreign keys that need it go with CASCADE; without it the server refuses
    for (auto& [other_name, other] : catalog.relations) {
      std::erase_if(other.constraints, [&](const pg::Constraint& c) {
        return c.references == relation.name && c.referenced_columns == columns;
      });
    }
  }
  std::erase_if(relation.constraints, [&](const pg::Constraint& c) { return c.name == name; });
}

// From 18 on it is a constraint with a name. Source: PostgreSQL 18 release notes.
static void set_not_null(CatalogUpdate& replay, pg::Relation& relation, pg::Column& column) {
  if (!column.not_null && replay.catalog.server_version >= 180000)
    relation.constraints.push_back({.name = constraint_name(replay.catalog, relation.name, {column.name}, "not_null"),
                                    .kind = pg::ConstraintKind::not_null,
                                    .columns = {column.name},
                                    .definition = "NOT NULL " + column.name});
  column.not_null = true;
  column.null_fraction = 0;
}

static void drop_not_null(pg::Relation& relation, pg::Column& column) {
  column.not_null = false;
  std::erase_if(relation.constraints, [&](const pg::Constraint& one) {
    return one.kind == pg::ConstraintKind::not_null && one.columns == std::vector<std::string>{column.name};
  });
}

static void alter_constraint(pg::Relation& relation, const sql::AlterTableCommand& command) {
  const auto has = [&](std::string_view option) {
    return std::ranges::find(command.options, option) != command.options.end();
  };
  for (auto& constraint : relation.constraints) {
    if (constraint.name != command.name) continue;
    if (has("not enforced")) {
      constraint.enforced = constraint.validated = false;
      constraint.definition += " NOT ENFORCED";
    }
    if (has("enforced")) constraint.enforced = constraint.validated = true;
  }
}

static void alter_one(CatalogUpdate& replay, pg::Relation& relation, const sql::AlterTableCommand& command) {
  auto* column = column_of(relation, command.name);
  switch (command.action) {
    case sql::AlterAction::add_column:
      // A relation whose columns are not known stays so.
      if (!command.column || relation.column(command.column->name) || relation.columns.empty()) return;
      put_column(replay, relation, *command.column);
      // Nobody has entered anything yet, so that overwriting or dropping it loses nothing.
      relation.columns.back().null_fraction = 1;
      if (!relation.columns.back().default_expression && !relation.columns.back().identity &&
          !relation.columns.back().generated)
        relation.columns.back().never_filled = true;
      return;
    case sql::AlterAction::drop_column:
      remove_column(replay.catalog, relation, command.name);
      return;
    case sql::AlterAction::alter_type: {
      if (!command.column) return;
      auto* retyped = column ? column : column_of(relation, command.column->name);
      if (retyped) retyped->type = canonical_type(command.column->type);
      return;
    }
    case sql::AlterAction::set_default:
      if (column)
        column->default_expression =
            command.column && !command.column->default_text.empty() ? command.column->default_text : "?";
      return;
    case sql::AlterAction::drop_default:
      if (column) column->default_expression.reset();
      return;
    case sql::AlterAction::set_not_null:
      if (column) set_not_null(replay, relation, *column);
      return;
    case sql::AlterAction::drop_not_null:
      if (column) drop_not_null(relation, *column);
      return;
    case sql::AlterAction::add_identity:
      if (!column) return;
      column->identity = column->not_null = true;
      put_sequence(replay, relation, column->name);
      return;
    case sql::AlterAction::drop_identity:
      if (!column) return;
      column->identity = false;
      replay.catalog.relations.erase({relation.name.schema, relation.name.name + "_" + column->name + "_seq"});
      return;
    case sql::AlterAction::add_constraint:
      // One that is there already is refused, and a handler may go on from that.
      if (command.constraint && !find_constraint(relation, command.constraint->name))
        put_constraint(replay, relation, *command.constraint);
      return;
    case sql::AlterAction::drop_constraint:
      drop_constraint(replay.catalog, relation, command.name);
      return;
    case sql::AlterAction::owner:
      relation.owner = command.name;
      return;
    case sql::AlterAction::replica_identity:
      return identify_rows(relation, command);
    case sql::AlterAction::set_logged:
      relation.persistence = command.name == "LOGGED" ? 'p' : 'u';
      return;
    case sql::AlterAction::validate_constraint:
      for (auto& constraint : relation.constraints) {
        if (constraint.name != command.name) continue;
        constraint.validated = true;
        if (constraint.kind == pg::ConstraintKind::not_null) hold_not_null(relation, constraint.columns);
      }
      return;
    case sql::AlterAction::enable_trigger:
    case sql::AlterAction::disable_trigger:
      // ALL is those of foreign keys as well, on both their sides.
      if (command.subtype == "DisableTrigAll" || command.subtype == "EnableTrigAll") {
        for (auto& [name, other] : replay.catalog.relations) {
          for (auto& constraint : other.constraints) {
            if (constraint.kind == pg::ConstraintKind::foreign_key &&
                (name == relation.name || constraint.references == relation.name))
              constraint.enforced = command.subtype == "EnableTrigAll";
          }
        }
      }
      for (auto& trigger : relation.triggers) {
        if (trigger.name == command.name || command.name.empty())
          trigger.enabled = command.action == sql::AlterAction::enable_trigger;
      }
      return;
    default:
      if (command.subtype == "SetExpression" && column) column->default_expression = command.using_text;
      if (command.subtype == "AlterConstraint") alter_constraint(relation, command);
      return;
  }
}

// What goes on to partitions and inheriting tables.
static bool goes_below(const sql::AlterTableCommand& command) {
  switch (command.action) {
    case sql::AlterAction::add_column:
    case sql::AlterAction::drop_column:
    case sql::AlterAction::alter_type:
    case sql::AlterAction::set_default:
    case sql::AlterAction::drop_default:
    case sql::AlterAction::set_not_null:
    case sql::AlterAction::drop_not_null:
    case sql::AlterAction::validate_constraint:
    case sql::AlterAction::drop_constraint:
      return true;
    case sql::AlterAction::add_constraint:
      return command.constraint && (command.constraint->type == sql::ConstraintType::check ||
                                    command.constraint->type == sql::ConstraintType::not_null);
    default:
      return false;
  }
}

// A table that has lost its last parent has all its columns for itself.
static void own_columns(pg::Relation& relation) {
  if (relation.partition_of || !relation.inherits.empty()) return;
  for (auto& column : relation.columns) column.inherited = false;
}

// ALTER TABLE ONLY … DROP COLUMN leaves the column to the tables below.
static void leave_column(pg::Catalog& catalog, const pg::Name& parent, const std::string& name) {
  for (auto& [key, relation] : catalog.relations) {
    if (relation.partition_of != parent && std::ranges::count(relation.inherits, parent) == 0) continue;
    for (auto& column : relation.columns) {
      if (column.name == name) column.inherited = false;
    }
  }
}

void replay(const sql::AlterTable& alter, CatalogUpdate& replay) {
  auto& catalog = replay.catalog;
  auto* relation = find_relation(alter.table, catalog);
  if (!relation) return;
  for (const auto& command : alter.commands) {
    std::vector<pg::Name> reached{relation->name};
    if (!alter.only && goes_below(command)) {
      for (const auto* below : descendants(relation->name, catalog)) reached.push_back(below->name);
    }
    for (const auto& name : reached) alter_one(replay, catalog.relations.at(name), command);
    if (alter.only && command.action == sql::AlterAction::drop_column)
      leave_column(catalog, relation->name, command.name);
    if (!command.other) continue;
    auto* other = find_relation(*command.other, catalog);
    if (!other) continue;
    if (command.action == sql::AlterAction::attach_partition) {
      other->partition_of = relation->name;
      other->partition_bound = command.bound;
      other->default_partition = command.bound == "DEFAULT";
    } else if (command.action == sql::AlterAction::detach_partition) {
      other->partition_of.reset();
      other->default_partition = false;
      other->partition_bound.clear();
      own_columns(*other);
    } else if (command.action == sql::AlterAction::inherit) {
      std::erase(relation->inherits, other->name);
      if (command.subtype != "DropInherit") relation->inherits.push_back(other->name);
      own_columns(*relation);
    }
  }
}

}  // namespace impact
