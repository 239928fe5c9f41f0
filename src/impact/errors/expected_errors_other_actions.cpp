#include "impact/errors/expected_errors_other_actions.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_options.h"
#include "impact/simulate/schema.h"

namespace impact {

using sql::AlterAction;

// The first column that OF finds to be another. Source: ATExecAddOf in PostgreSQL's tablecmds.c.
static std::optional<std::string> difference(const pg::Relation& table, const pg::Relation& type) {
  for (std::size_t at = 0; at < type.columns.size(); ++at) {
    const auto& wanted = type.columns[at];
    if (at >= table.columns.size()) return fmt::format(R"(table is missing column "{}")", wanted.name);
    const auto& own = table.columns[at];
    if (own.name != wanted.name)
      return fmt::format(R"(table has column "{}" where type requires "{}")", own.name, wanted.name);
    if (own.type != wanted.type)
      return fmt::format(R"(table "{}" has different type for column "{}")", table.name.name, own.name);
  }
  if (table.columns.size() == type.columns.size()) return std::nullopt;
  return fmt::format(R"(table has extra column "{}")", table.columns[type.columns.size()].name);
}

// ALTER CONSTRAINT of one of another kind.
static ExpectedError not_of_kind(const pg::Relation& relation, std::string_view name, std::string_view kind) {
  return error_of(sqlstate::wrong_object_type, part_of(relation, "constraint", name),
                  R"(constraint "{}" of relation "{}" is not a {} constraint)", name, relation.name.name, kind);
}

static void refuse_typing(EffectsBuilder& builder, const pg::Relation& relation, const sql::QualifiedName& name) {
  const auto* type = builder.find(name);
  if (!type || relation.columns.empty() || type->columns.empty()) return;
  if (const auto differs = difference(relation, *type))
    builder.fails(error_of(sqlstate::datatype_mismatch, object_of(relation), "{}", *differs));
  if (!relation.inherits.empty())
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation), "typed tables cannot inherit"));
}

void refuse_other(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTableCommand& command) {
  const auto named = [&](const pg::Index& index) { return index.name == command.name; };
  if (command.subtype == "AlterConstraint") {
    const auto* constraint = find_constraint(relation, command.name);
    const bool inherits = std::ranges::any_of(
        command.options, [](const std::string& option) { return option == "inherit" || option == "no inherit"; });
    if (inherits) {
      if (!constraint || constraint->kind != pg::ConstraintKind::not_null)
        builder.fails(constraint ? not_of_kind(relation, command.name, "not-null")
                                 : lacks_constraint(relation, command.name));
    } else if (!constraint || constraint->kind != pg::ConstraintKind::foreign_key)
      builder.fails(constraint ? not_of_kind(relation, command.name, "foreign key")
                               : lacks_constraint(relation, command.name));
    else if (constraint->inherited)
      builder.fails(error_of(sqlstate::object_not_in_prerequisite_state,
                             part_of(relation, "constraint", command.name),
                             R"(cannot alter constraint "{}" on relation "{}")", command.name, relation.name.name)
                        .with("it is inherited: alter it in the parent"));
  } else if (command.subtype.ends_with("Rule")) {
    if (std::ranges::find(relation.rules, command.name, &pg::Rule::name) == relation.rules.end())
      builder.fails(lacks_part(relation, "rule", command.name));
  } else if (command.action == AlterAction::set_logged && relation.kind == pg::RelationKind::partitioned_table &&
             builder.catalog.server_version >= 180000) {
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation),
                           R"(ALTER action SET {} cannot be performed on relation "{}")", command.name,
                           relation.name.name)
                      .with("this operation is not supported for partitioned tables"));
  } else if (command.subtype == "DropCluster" && relation.kind == pg::RelationKind::partitioned_table) {
    builder.fails(error_of(sqlstate::feature_not_supported, object_of(relation),
                           "cannot mark index clustered in partitioned table"));
  } else if (command.action == AlterAction::cluster_on || command.action == AlterAction::replica_identity) {
    if (command.name.empty()) return;
    const auto index = std::ranges::find_if(relation.indexes, named);
    if (index == relation.indexes.end()) return builder.fails(lacks_index(relation, command.name));
    if (command.action == AlterAction::cluster_on) {
      refuse_order(builder, *index);
      if (relation.kind == pg::RelationKind::partitioned_table)
        builder.fails(error_of(sqlstate::feature_not_supported, object_of(relation),
                               "cannot mark index clustered in partitioned table"));
      return;
    }
    const auto no_identity = [&](fmt::format_string<const std::string&> message) {
      return error_of(sqlstate::wrong_object_type, part_of(relation, "index", command.name),
                      fmt::format(message, command.name));
    };
    if (is_partial(*index)) builder.fails(no_identity(R"(cannot use partial index "{}" as replica identity)"));
    if (!index->unique) builder.fails(no_identity(R"(cannot use non-unique index "{}" as replica identity)"));
    for (const auto& name : index->columns) {
      const auto* column = relation.column(name);
      if (!column || !column->not_null)
        builder.fails(error_of(sqlstate::wrong_object_type, part_of(relation, "index", command.name),
                               R"(index "{}" cannot be used as replica identity because column "{}" is nullable)",
                               command.name, name));
    }
  } else if (command.action == AlterAction::owner) {
    const auto& roles = builder.catalog.roles;
    if (!roles.empty() && !command.name.empty() && command.name != "current_user" && command.name != "session_user" &&
        command.name != "current_role" && std::ranges::find(roles, command.name, &pg::Role::name) == roles.end())
      builder.fails(is_missing("role", command.name));
    if (relation.kind == pg::RelationKind::sequence && relation.owned_by)
      builder.fails(
          error_of(sqlstate::feature_not_supported, object_of(relation), R"(cannot change owner of sequence "{}")",
                   relation.name.name)
              .with(fmt::format("sequence {} is linked to table {}", relation.name.name, shown(*relation.owned_by))));
  } else if (command.action == AlterAction::set_tablespace) {
    const auto& spaces = builder.catalog.tablespaces;
    if (!spaces.empty() && std::ranges::count(spaces, command.name) == 0)
      builder.fails(is_missing("tablespace", command.name));
    if (command.name == "pg_global")
      builder.fails(error_of(sqlstate::invalid_parameter_value, object_of(relation),
                             "only shared relations can be placed in pg_global tablespace"));
  } else if (command.action == AlterAction::set_access_method) {
    const auto& methods = builder.catalog.access_methods;
    if (!methods.empty() && std::ranges::count(methods, command.name) == 0)
      builder.fails(is_missing("access method", command.name));
  } else if (command.subtype == "AddOf" && command.other) {
    refuse_typing(builder, relation, *command.other);
  } else if (command.subtype == "DropOf" && relation.of_type.name.empty()) {
    builder.fails(is_not(relation, "a typed table"));
  }
}

}  // namespace impact
