#include "impact/errors/errors_of_alter.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/simulate/schema.h"

namespace impact {

ExpectedError column_error(const Sqlstate& state, const pg::Relation& relation, const pg::Column& column,
                           std::string_view words) {
  return error_of(state, column_of(relation, column.name), R"(column "{}" of relation "{}" {})", column.name,
                  relation.name.name, words);
}

ObjectAddress user_of(const pg::Relation& relation, const pg::ColumnUser& user) {
  const auto space = user.what.find(' ');
  const auto kind = user.what.substr(0, space);
  const auto name = space == std::string::npos ? std::string{} : user.what.substr(space + 1);
  if (kind == "policy" || kind == "rule") return part_of(relation, kind, name);
  return object_named(kind, name);
}

// Source: RememberAllDependentForRebuilding in PostgreSQL's tablecmds.c.
ExpectedError keeps_type(const ObjectAddress& column, ObjectAddress user, std::optional<int> server_version) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"view", "view or rule"},
      {"materialized view", "view or rule"},
      {"rule", "view or rule"},
      {"trigger", "trigger definition"},
      {"policy", "policy definition"},
      {"function", "function or procedure"},
      {"publication", "publication WHERE clause"},
      {"column", "generated column"},
  };
  const auto* found =
      std::ranges::find(words, std::string_view(user.kind), [](const auto& each) { return each.first; });
  const auto used = found == std::end(words) ? std::string_view(user.kind) : found->second;
  const bool by = used == "view or rule" || used == "function or procedure" || used == "generated column" ||
                  used == "publication WHERE clause";
  const bool early = used == "generated column" && server_version < 150000;
  return error_of(early ? sqlstate::syntax_error : sqlstate::feature_not_supported, column,
                  "cannot alter type of a column used {} a {}", by ? "by" : "in", used)
      .with(fmt::format(R"({} depends on column "{}")", description(user), column.part))
      .about(std::move(user));
}

static bool has_index(sql::ConstraintType type) {
  return type == sql::ConstraintType::unique || type == sql::ConstraintType::primary_key ||
         type == sql::ConstraintType::exclusion;
}

ExpectedError constraint_taken(const pg::Relation& relation, const sql::TableConstraint& constraint) {
  if (has_index(constraint.type) && relation.index(constraint.name))
    return exists_already("relation", constraint.name);
  return constraint_exists(relation, constraint.name);
}

ExpectedError lacks_key_column(const ObjectAddress& relation, sql::ConstraintType type, std::string_view column) {
  auto error = lacks_column_of_key(relation, column);
  if (type == sql::ConstraintType::foreign_key)
    error.message = fmt::format(R"(column "{}" referenced in foreign key constraint does not exist)", column);
  if (type == sql::ConstraintType::not_null)
    error.message = fmt::format(R"(column "{}" of relation "{}" does not exist)", column, relation.name.name);
  return error;
}

std::string_view words_of(sql::ConstraintType type) {
  switch (type) {
    case sql::ConstraintType::check:
      return "check";
    case sql::ConstraintType::foreign_key:
      return "foreign key";
    case sql::ConstraintType::primary_key:
      return "primary key";
    case sql::ConstraintType::unique:
      return "unique";
    case sql::ConstraintType::exclusion:
      return "exclusion";
    case sql::ConstraintType::not_null:
      return "not-null";
  }
  return "";
}

ExpectedError not_on_foreign_tables(const pg::Relation& relation, sql::ConstraintType type) {
  return error_of(sqlstate::feature_not_supported, object_of(relation),
                  "{} constraints are not supported on foreign tables", words_of(type));
}

// Source: transformIndexConstraint in PostgreSQL's parse_utilcmd.c.
std::optional<ExpectedError> unfit_for_constraint(const pg::Relation& relation, const pg::Index& index) {
  const auto object = object_named("index", pg::Name{relation.name.schema, index.name});
  const auto wrong = [&](std::string message) {
    return error_of(sqlstate::wrong_object_type, object, std::move(message));
  };
  const auto not_ready = [&](std::string message) {
    return error_of(sqlstate::object_not_in_prerequisite_state, object, std::move(message));
  };
  const auto is_expression = [&](const std::string& column) { return !relation.column(column); };
  if (find_constraint(relation, index.name))
    return not_ready(fmt::format(R"(index "{}" is already associated with a constraint)", index.name));
  if (!index.valid) return not_ready(fmt::format(R"(index "{}" is not valid)", index.name));
  if (!index.unique) return wrong(fmt::format(R"("{}" is not a unique index)", index.name));
  if (std::ranges::any_of(index.columns, is_expression))
    return wrong(fmt::format(R"(index "{}" contains expressions)", index.name));
  if (has_words(index.definition, "where")) return wrong(fmt::format(R"("{}" is a partial index)", index.name));
  if (index.method == "hash") return wrong(fmt::format(R"(index "{}" is not a btree)", index.name));
  if (has_words(index.definition, "desc") || has_words(index.definition, "nulls first"))
    return wrong(fmt::format(R"(index "{}" does not have default sorting behavior)", index.name));
  return std::nullopt;
}

ExpectedError keeps_persistence(const pg::Relation& relation, std::string_view to, const pg::Relation& other) {
  return error_of(sqlstate::invalid_table_definition, object_of(relation),
                  R"(could not change table "{}" to {} because it references {} table "{}")", relation.name.name, to,
                  to == "logged" ? "unlogged" : "logged", other.name.name)
      .about(object_of(other));
}

// Source: ATExecAttachPartitionIdx in PostgreSQL's tablecmds.c.
ExpectedError not_attached(const pg::Name& index, const pg::Name& parent, const Sqlstate& state, std::string why) {
  return error_of(state, object_named("index", index), R"(cannot attach index "{}" as a partition of index "{}")",
                  index.name, parent.name)
      .with(std::move(why))
      .about(object_named("index", parent));
}

ExpectedError named_twice(const pg::Relation& relation, const sql::AlterTableCommand& command) {
  if (command.action == sql::AlterAction::drop_column) return lacks_column(relation, command.name);
  return error_of(sqlstate::feature_not_supported, column_of(relation, command.name),
                  R"(cannot alter type of column "{}" twice)", command.name);
}

}  // namespace impact
