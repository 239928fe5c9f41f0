#include "impact/errors/refusals_of_other_actions.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/errors/refusals_of_options.h"
#include "impact/simulate/schema.h"

namespace impact {

using sql::AlterAction;

static void refuse_typing(Gathering& gathering, const pg::Relation& relation, const sql::QualifiedName& name) {
  const auto* type = gathering.find(name);
  if (!type || relation.columns.empty() || type->columns.empty()) return;
  const bool alike = std::ranges::equal(relation.columns, type->columns, [](const auto& a, const auto& b) {
    return a.name == b.name && a.type == b.type;
  });
  if (!alike)
    gathering.fails(fmt::format("{} has other columns than the type {}", shown(relation.name), name.text()));
  if (!relation.inherits.empty()) gathering.fails(fmt::format("{} inherits", shown(relation.name)));
}

void refuse_other(Gathering& gathering, const pg::Relation& relation, const sql::AlterTableCommand& command) {
  const auto named = [&](const pg::Index& index) { return index.name == command.name; };
  if (command.subtype == "AlterConstraint") {
    const auto* constraint = find_constraint(relation, command.name);
    const bool inherits = std::ranges::any_of(
        command.options, [](const std::string& option) { return option == "inherit" || option == "no inherit"; });
    if (inherits) {
      if (!constraint || constraint->kind != pg::ConstraintKind::not_null)
        gathering.fails(fmt::format("{} has no NOT NULL constraint {}", shown(relation.name), command.name));
    } else if (!constraint || constraint->kind != pg::ConstraintKind::foreign_key)
      gathering.fails(fmt::format("{} has no foreign key {}", shown(relation.name), command.name));
    else if (constraint->inherited)
      gathering.fails(fmt::format("the constraint {} is inherited: alter it in the parent", command.name));
  } else if (command.subtype.ends_with("Rule")) {
    if (std::ranges::find(relation.rules, command.name, &pg::Rule::name) == relation.rules.end())
      gathering.fails(fmt::format("{} has no rule {}", shown(relation.name), command.name));
  } else if (command.action == AlterAction::set_logged && relation.kind == pg::RelationKind::partitioned_table &&
             gathering.catalog.server_version >= 180000) {
    gathering.fails(
        fmt::format("{} is partitioned: LOGGED and UNLOGGED are for its partitions", shown(relation.name)));
  } else if (command.subtype == "DropCluster" && relation.kind == pg::RelationKind::partitioned_table) {
    gathering.fails(fmt::format("{} is partitioned", shown(relation.name)));
  } else if (command.action == AlterAction::cluster_on || command.action == AlterAction::replica_identity) {
    if (command.name.empty()) return;
    const auto index = std::ranges::find_if(relation.indexes, named);
    if (index == relation.indexes.end())
      return gathering.fails(fmt::format("{} has no index {}", shown(relation.name), command.name));
    if (command.action == AlterAction::cluster_on) {
      refuse_order(gathering, *index);
      if (relation.kind == pg::RelationKind::partitioned_table)
        gathering.fails(fmt::format("{} is partitioned", shown(relation.name)));
      return;
    }
    if (is_partial(*index)) gathering.fails(fmt::format("the index {} is not over all rows", command.name));
    if (!index->unique) gathering.fails(fmt::format("the index {} is not unique", command.name));
    for (const auto& name : index->columns) {
      const auto* column = relation.column(name);
      if (!column || !column->not_null)
        gathering.fails(fmt::format("the index {} is over {}, which may be null", command.name, name));
    }
  } else if (command.action == AlterAction::owner) {
    const auto& roles = gathering.catalog.roles;
    if (!roles.empty() && !command.name.empty() && command.name != "current_user" && command.name != "session_user" &&
        command.name != "current_role" && std::ranges::find(roles, command.name, &pg::Role::name) == roles.end())
      gathering.fails(fmt::format("the role {} does not exist", command.name));
    if (relation.kind == pg::RelationKind::sequence && relation.owned_by)
      gathering.fails(
          fmt::format("{} belongs to {} and has its owner", shown(relation.name), shown(*relation.owned_by)));
  } else if (command.action == AlterAction::set_tablespace) {
    const auto& spaces = gathering.catalog.tablespaces;
    if (!spaces.empty() && std::ranges::count(spaces, command.name) == 0)
      gathering.fails(fmt::format("the tablespace {} does not exist", command.name));
    if (command.name == "pg_global") gathering.fails("only the server's own tables are in pg_global");
  } else if (command.action == AlterAction::set_access_method) {
    const auto& methods = gathering.catalog.access_methods;
    if (!methods.empty() && std::ranges::count(methods, command.name) == 0)
      gathering.fails(fmt::format("the access method {} does not exist", command.name));
  } else if (command.subtype == "AddOf" && command.other) {
    refuse_typing(gathering, relation, *command.other);
  } else if (command.subtype == "DropOf" && relation.of_type.name.empty()) {
    gathering.fails(fmt::format("{} is not a typed table", shown(relation.name)));
  }
}

}  // namespace impact
