// What a statement and its undo have in common: the thing both speak of.
#include <fmt/format.h>

#include "base/text.h"
#include "fix/indexes.h"
#include "fix/names.h"
#include "fix/pieces.h"

namespace fix {

static std::string of_action(const sql::QualifiedName& table, const sql::AlterTableCommand& command) {
  const auto named = [&](std::string_view what, const std::string& name) {
    return fmt::format("{} {}.{}", what, table.name, name);
  };
  const auto column = command.column ? command.column->name : command.name;
  switch (command.action) {
    case sql::AlterAction::add_column:
    case sql::AlterAction::drop_column:
      return named("column", column);
    case sql::AlterAction::add_constraint:
      return named("constraint", command.constraint ? command.constraint->name : "");
    case sql::AlterAction::drop_constraint:
      return named("constraint", command.name);
    case sql::AlterAction::set_not_null:
    case sql::AlterAction::drop_not_null:
      return named("not null", column);
    case sql::AlterAction::set_default:
    case sql::AlterAction::drop_default:
      return named("default", column);
    case sql::AlterAction::alter_type:
      return named("type", column);
    case sql::AlterAction::attach_partition:
    case sql::AlterAction::detach_partition:
      return named("partition", command.other ? command.other->name : "");
    default:
      return "";
  }
}

// A constraint without a name is dropped by the one that the server gives it.
static std::string name_given(const sql::AlterTable& alter, const sql::TableConstraint& constraint,
                              const pg::Catalog& catalog) {
  const auto table = impact::resolve(alter.table, catalog).value_or(pg::Name{"public", alter.table.name});
  switch (constraint.type) {
    case sql::ConstraintType::foreign_key:
      return choose_constraint_name(table, constraint.columns, "fkey", catalog);
    case sql::ConstraintType::unique:
      return choose_index_name(table, constraint.columns, "key", catalog);
    case sql::ConstraintType::primary_key:
      return choose_index_name(table, constraint.columns, "pkey", catalog);
    case sql::ConstraintType::exclusion:
      return choose_index_name(table, constraint.columns, "excl", catalog);
    default:
      return choose_constraint_name(
          table, constraint.columns.size() == 1 ? constraint.columns : std::vector<std::string>{}, "check", catalog);
  }
}

static std::vector<std::string> of_alter(const sql::AlterTable& alter, const pg::Catalog& catalog) {
  std::vector<std::string> keys;
  for (auto command : alter.commands) {
    if (command.constraint && command.constraint->name.empty())
      command.constraint->name = name_given(alter, *command.constraint, catalog);
    auto key = of_action(alter.table, command);
    if (!key.empty()) keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<std::string> keys_of(const sql::Statement& statement, const pg::Catalog& catalog) {
  const auto one = [](std::string_view what, const std::string& name) {
    return std::vector<std::string>{fmt::format("{} {}", what, name)};
  };
  if (const auto* alter = statement.as<sql::AlterTable>()) return of_alter(*alter, catalog);
  if (const auto* index = statement.as<sql::CreateIndex>()) {
    const auto table = impact::resolve(index->table, catalog).value_or(pg::Name{"public", index->table.name});
    return one("index", !index->name.empty()
                            ? index->name
                            : choose_index_name(table, index_column_names(statement.text), "idx", catalog));
  }
  if (const auto* drop = statement.as<sql::Drop>()) {
    std::vector<std::string> keys;
    for (const auto& name : drop->names)
      keys.push_back(fmt::format("{} {}", base::to_lower(drop->object), drop->name.empty() ? name.name : drop->name));
    return keys;
  }
  if (const auto* table = statement.as<sql::CreateTable>()) return one("table", table->table.name);
  if (const auto* type = statement.as<sql::CreateType>()) return one("type", type->name.name);
  if (const auto* view = statement.as<sql::CreateView>())
    return one(view->materialized ? "materialized view" : "view", view->name.name);
  if (const auto* sequence = statement.as<sql::CreateSequence>()) return one("sequence", sequence->name.name);
  if (const auto* schema = statement.as<sql::CreateSchema>()) return one("schema", schema->name);
  if (const auto* function = statement.as<sql::CreateFunction>()) return one("function", function->name.name);
  if (const auto* trigger = statement.as<sql::CreateTrigger>()) return one("trigger", trigger->name);
  if (const auto* extension = statement.as<sql::CreateExtension>()) return one("extension", extension->name);
  if (const auto* update = statement.as<sql::Update>()) return one("rows", update->table.name);
  if (const auto* deletion = statement.as<sql::Delete>()) return one("rows", deletion->table.name);
  if (const auto* insert = statement.as<sql::Insert>()) return one("rows", insert->table.name);
  if (const auto* rename = statement.as<sql::Rename>()) {
    if (rename->object == "TABLE")
      return {fmt::format("rename {}", rename->relation.name), fmt::format("rename {}", rename->to)};
    return {fmt::format("rename {}.{}", rename->relation.name, rename->from),
            fmt::format("rename {}.{}", rename->relation.name, rename->to)};
  }
  return {};
}

}  // namespace fix
