#include "impact/errors/errors.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/kinds.h"

namespace impact {

// As messages have it: "archive.orders", no quotes within.
static std::string plain(const sql::QualifiedName& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

static std::string kind_of(const pg::Relation& relation) {
  return base::to_lower(word_of(relation.kind));
}

ObjectAddress object_of(const pg::Relation& relation) {
  return {.kind = kind_of(relation), .name = relation.name};
}

ObjectAddress part_of(const pg::Relation& relation, std::string_view kind, std::string_view name) {
  return {.kind = std::string(kind), .name = relation.name, .part = std::string(name), .of = kind_of(relation)};
}

ObjectAddress column_of(const pg::Relation& relation, std::string_view name) {
  return part_of(relation, "column", name);
}

ObjectAddress object_named(std::string_view kind, std::string_view name) {
  return {.kind = std::string(kind), .name = {"", std::string(name)}};
}

ObjectAddress object_named(std::string_view kind, const sql::QualifiedName& name) {
  return {.kind = std::string(kind), .name = {name.schema, name.name}};
}

ObjectAddress object_named(std::string_view kind, const pg::Name& name) {
  return {.kind = std::string(kind), .name = name};
}

ExpectedError error_of(const Sqlstate& state, ObjectAddress object, std::string message) {
  return {.sqlstate = std::string(state.code),
          .kind = state.kind,
          .object = std::move(object),
          .message = std::move(message)};
}

// Which condition says that something of the kind is not there. Source: does_not_exist_skipping and
// dropmsgstringarray in PostgreSQL 15's dropcmds.c and tablecmds.c.
static Sqlstate missing_state(std::string_view kind) {
  for (const std::string_view each :
       {"relation", "table", "view", "materialized view", "sequence", "foreign table"}) {
    if (kind == each) return sqlstate::undefined_table;
  }
  for (const std::string_view each : {"function", "procedure", "aggregate", "routine"}) {
    if (kind == each) return sqlstate::undefined_function;
  }
  if (kind == "schema") return sqlstate::invalid_schema_name;
  if (kind == "prepared statement") return sqlstate::invalid_sql_statement_name;
  return sqlstate::undefined_object;
}

ExpectedError is_missing(std::string_view kind, const sql::QualifiedName& name) {
  return error_of(missing_state(kind), object_named(kind, name), R"({} "{}" does not exist)", kind, plain(name));
}

ExpectedError is_missing(std::string_view kind, std::string_view name) {
  return is_missing(kind, sql::QualifiedName{"", std::string(name)});
}

ExpectedError exists_already(std::string_view kind, std::string_view name) {
  const auto state = kind == "relation" ? sqlstate::duplicate_table
                     : kind == "schema" ? sqlstate::duplicate_schema
                                        : sqlstate::duplicate_object;
  return error_of(state, object_named(kind, name), R"({} "{}" already exists)", kind, name);
}

ExpectedError lacks_column(const pg::Relation& relation, std::string_view column) {
  return error_of(sqlstate::undefined_column, column_of(relation, column),
                  R"(column "{}" of relation "{}" does not exist)", column, relation.name.name);
}

static ObjectAddress column_of(const ObjectAddress& relation, std::string_view column) {
  return {.kind = "column", .name = relation.name, .part = std::string(column), .of = relation.kind};
}

ExpectedError lacks_column_used(const ObjectAddress& relation, std::string_view column) {
  return error_of(sqlstate::undefined_column, column_of(relation, column), R"(column "{}" does not exist)", column);
}

ExpectedError lacks_column_of_key(const ObjectAddress& relation, std::string_view column) {
  return error_of(sqlstate::undefined_column, column_of(relation, column),
                  R"(column "{}" named in key does not exist)", column);
}

ExpectedError lacks_constraint(const pg::Relation& relation, std::string_view name) {
  return error_of(sqlstate::undefined_object, part_of(relation, "constraint", name),
                  R"(constraint "{}" of relation "{}" does not exist)", name, relation.name.name);
}

ExpectedError lacks_part(const pg::Relation& relation, std::string_view kind, std::string_view name) {
  return error_of(sqlstate::undefined_object, part_of(relation, kind, name), R"({} "{}" for {} "{}" does not exist)",
                  kind, name, kind == "rule" ? "relation" : "table", relation.name.name);
}

ExpectedError lacks_index(const pg::Relation& relation, std::string_view name) {
  return error_of(sqlstate::undefined_object, part_of(relation, "index", name),
                  R"(index "{}" for table "{}" does not exist)", name, relation.name.name);
}

ExpectedError is_not(const pg::Relation& relation, std::string_view wanted) {
  return error_of(sqlstate::wrong_object_type, object_of(relation), R"("{}" is not {})", relation.name.name, wanted);
}

ExpectedError is_not(std::string_view name, std::string_view wanted) {
  return error_of(sqlstate::wrong_object_type, object_named("relation", name), R"("{}" is not {})", name, wanted);
}

ExpectedError is_depended_on(const ObjectAddress& object, ObjectAddress by) {
  const auto what = description(object);
  return error_of(sqlstate::dependent_objects_still_exist, object,
                  "cannot drop {} because other objects depend on it", what)
      .with(fmt::format("{} depends on {}", description(by), what))
      .about(std::move(by));
}

ExpectedError is_required_by(const ObjectAddress& object, ObjectAddress by) {
  return error_of(sqlstate::dependent_objects_still_exist, object, "cannot drop {} because {} requires it",
                  description(object), description(by))
      .about(std::move(by));
}

ExpectedError constraint_exists(const pg::Relation& relation, std::string_view name) {
  return error_of(sqlstate::duplicate_object, part_of(relation, "constraint", name),
                  R"(constraint "{}" for relation "{}" already exists)", name, relation.name.name);
}

ExpectedError column_exists(const pg::Relation& relation, std::string_view name) {
  return error_of(sqlstate::duplicate_column, column_of(relation, name),
                  R"(column "{}" of relation "{}" already exists)", name, relation.name.name);
}

ExpectedError too_many_columns(const ObjectAddress& table) {
  return error_of(sqlstate::too_many_columns, table, "tables can have at most {} columns", most_columns);
}

ExpectedError lacks_label(const sql::QualifiedName& type, std::string_view label) {
  return error_of(sqlstate::invalid_parameter_value, object_named("type", type),
                  R"("{}" is not an existing enum label)", label);
}

ExpectedError has_primary_key(const ObjectAddress& table) {
  return error_of(sqlstate::invalid_table_definition, table,
                  R"(multiple primary keys for table "{}" are not allowed)", table.name.name);
}

ExpectedError lacks_operator_class(ObjectAddress object, std::string_view type, std::string_view method) {
  return error_of(sqlstate::undefined_object, std::move(object),
                  R"(data type {} has no default operator class for access method "{}")", type_name(type), method);
}

ExpectedError contains_nulls(const pg::Relation& relation, std::string_view column) {
  return error_of(sqlstate::not_null_violation, column_of(relation, column),
                  R"(column "{}" of relation "{}" contains null values)", column, relation.name.name);
}

// Source: aclcheck_error in PostgreSQL's aclchk.c, which names neither the schema nor the role.
ExpectedError is_denied(const ObjectAddress& object) {
  return error_of(sqlstate::insufficient_privilege, object, "permission denied for {} {}", object.kind,
                  object.name.name);
}

ExpectedError must_own(const ObjectAddress& object) {
  return error_of(sqlstate::insufficient_privilege, object, "must be owner of {} {}", object.kind, object.name.name);
}

ExpectedError no_collations(ObjectAddress column, std::string_view type) {
  return error_of(sqlstate::datatype_mismatch, std::move(column), "collations are not supported by type {}",
                  type_name(type));
}

ExpectedError lacks_key(ObjectAddress table, const std::vector<std::string>& columns) {
  const auto name = table.name.name;
  if (columns.empty())
    return error_of(sqlstate::undefined_object, std::move(table),
                    R"(there is no primary key for referenced table "{}")", name);
  return error_of(sqlstate::invalid_foreign_key, std::move(table),
                  R"(there is no unique constraint matching given keys for referenced table "{}")", name);
}

ExpectedError of_typed_table(const sql::QualifiedName& type, const pg::Relation& table) {
  return error_of(sqlstate::dependent_objects_still_exist, object_named("type", type),
                  R"(cannot alter type "{}" because it is the type of a typed table)", type.name)
      .with(fmt::format("{} is a table of it, which follows with CASCADE", shown(table.name)))
      .about(object_of(table));
}

ExpectedError no_identity_type(ObjectAddress column) {
  return error_of(sqlstate::invalid_parameter_value, std::move(column),
                  "identity column type must be smallint, integer, or bigint");
}

ExpectedError invalid_table(ObjectAddress object, std::string message) {
  return error_of(sqlstate::invalid_table_definition, std::move(object), std::move(message));
}

std::string signature(std::string_view name, const std::vector<std::string>& arguments) {
  return fmt::format("{}({})", name, fmt::join(arguments, ", "));
}

}  // namespace impact
