#include "impact/errors/expected_errors_columns.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/errors/errors_of_alter.h"
#include "impact/simulate/catalog_update.h"
#include "impact/simulate/schema.h"
#include "impact/types/casts.h"
#include "impact/types/expression_types.h"
#include "impact/types/functions.h"
#include "impact/types/stability.h"
#include "impact/types/types.h"

namespace impact {

bool is_system_column(std::string_view name) {
  return name == "ctid" || name == "xmin" || name == "xmax" || name == "cmin" || name == "cmax" || name == "tableoid";
}

// What DEFAULT has for a column of the type. Source: the types' input functions, and cookDefault in PostgreSQL's
// heap.c.
static ExpectedError no_default_of(const ObjectAddress& column, std::string_view expression, std::string_view type) {
  const auto text = base::trim(expression);
  if (!text.starts_with("'"))
    return error_of(sqlstate::datatype_mismatch, column,
                    R"(column "{}" is of type {} but default expression is of type {})", column.part, type,
                    text == "true" || text == "false" ? "boolean"
                    : text.find('.') == text.npos     ? "integer"
                                                      : "numeric");
  const auto constant = text.substr(1, text.find('\'', 1) - 1);
  const auto base = read_type(type).base;
  const bool moment = base == "date" || base.starts_with("time");
  return error_of(moment ? sqlstate::invalid_datetime_format : sqlstate::invalid_text_representation, column,
                  R"(invalid input syntax for type {}: "{}")", type, constant);
}

void refuse_default(EffectsBuilder& builder, const ObjectAddress& column, const sql::ColumnDefinition& definition,
                    std::string_view type) {
  if (!definition.default_expression.columns.empty())
    builder.fails(
        error_of(sqlstate::feature_not_supported, column, "cannot use column reference in DEFAULT expression"));
  if (definition.default_expression.subquery)
    builder.fails(error_of(sqlstate::feature_not_supported, column, "cannot use subquery in DEFAULT expression"));
  const auto& text = definition.default_text;
  if (const auto at = text.find("nextval('"); at != std::string::npos && builder.catalog.has_server()) {
    const auto name = text.substr(at + 9, text.find('\'', at + 9) - at - 9);
    const bool plain = name.find_first_of(".\"") == std::string::npos && !name.empty();
    if (plain && !builder.find({"", base::to_lower(name)})) builder.fails(is_missing("relation", name));
  }
  if (no_value_of(definition.default_text, type, builder.catalog))
    builder.fails(no_default_of(column, definition.default_text, type));
}

void refuse_check(EffectsBuilder& builder, const ObjectAddress& table, const sql::Expression& expression,
                  const std::vector<std::string>& known) {
  if (expression.subquery)
    builder.fails(error_of(sqlstate::feature_not_supported, table, "cannot use subquery in check constraint"));
  if (known.empty()) return;
  for (const auto& name : expression.columns) {
    if (std::ranges::count(known, name) == 0 && !is_system_column(name))
      builder.fails(lacks_column_used(table, name));
  }
}

// Functions of the server that a generated column cannot have; those of the schema say so themselves.
static bool is_immutable(const sql::FunctionCall& call, const pg::Catalog& catalog) {
  const auto routines = routines_called(call, catalog);
  if (!routines.empty())
    return std::ranges::any_of(routines,
                               [](const pg::Routine* each) { return each->volatility == pg::Volatility::immutable; });
  for (const auto* name :
       {"random", "clock_timestamp", "gen_random_uuid", "timeofday", "nextval", "currval", "lastval"}) {
    if (call.name.name == name) return false;
  }
  return true;  // not known here
}

void refuse_definition(EffectsBuilder& builder, const ObjectAddress& table, const sql::ColumnDefinition& column,
                       const std::vector<std::string>& known) {
  const ObjectAddress own{.kind = "column", .name = table.name, .part = column.name, .of = table.kind};
  if (is_system_column(column.name))
    builder.fails(error_of(sqlstate::duplicate_column, own, R"(column name "{}" conflicts with a system column name)",
                           column.name));
  if (no_such_type(column.internal_type, builder.catalog)) builder.fails(is_missing("type", column.type));
  refuse_default(builder, own, column, column.type);
  refuse_check(builder, table, column.check_expression, known);
  if (!column.collation.empty() && has_no_collation(canonical_type(column.type), builder.catalog))
    builder.fails(no_collations(own, column.type));
  const auto base = read_type(column.type).base;
  if (column.identity && base != "smallint" && base != "integer" && base != "bigint")
    builder.fails(no_identity_type(own));
  if (!column.generated_stored && !column.generated_virtual) return;
  if (column.generated_expression.subquery)
    builder.fails(
        error_of(sqlstate::feature_not_supported, own, "cannot use subquery in column generation expression"));
  for (const auto& call : column.generated_expression.volatile_calls) {
    if (!is_immutable(call, builder.catalog))
      builder.fails(error_of(sqlstate::invalid_object_definition, own, "generation expression is not immutable")
                        .with(fmt::format("the function {} is not IMMUTABLE", call.name.text())));
  }
  if (is_unstable(clause(builder.statement.text, column.name, "generated"), builder, column.generated_expression))
    builder.fails(error_of(sqlstate::invalid_object_definition, own, "generation expression is not immutable"));
  refuse_check(builder, table, column.generated_expression, known);
}

// Types that = does not compare: 'operator does not exist', which ADD FOREIGN KEY refuses.
static int family(const std::string& type) {
  const auto read = read_type(type);
  const auto& base = read.base;
  if (read.array) return 0;
  if (base == "smallint" || base == "integer" || base == "bigint") return 1;
  if (base == "numeric" || base == "double precision" || base == "real") return 2;
  if (base == "text" || base == "character varying" || base == "character") return 3;
  if (base == "date" || base.starts_with("timestamp")) return 4;
  if (base == "uuid") return 5;
  if (base == "boolean") return 6;
  return 0;
}

// Whole numbers compare with the others, but a fraction is not looked up in an index over whole numbers.
static bool comparable(const std::string& child, const std::string& parent, const pg::Catalog& catalog) {
  const int a = family(child);
  const int b = family(parent);
  if (a != 0 && b != 0) return a == b || (a == 1 && b == 2);
  const auto way = way_between(read_type(child), read_type(parent), catalog);
  return !way.passage || *way.passage == Passage::implicit;
}

static bool same_names(std::vector<std::string> a, std::vector<std::string> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

static bool is_deferrable(const pg::Relation& parent, const pg::Index& index) {
  const auto* constraint = find_constraint(parent, index.name);
  return constraint && has_words(constraint->definition, "deferrable") &&
         !has_words(constraint->definition, "not deferrable");
}

// Source: transformFkeyCheckAttrs in PostgreSQL's tablecmds.c.
static std::optional<ExpectedError> no_key(const pg::Relation& parent, const std::vector<std::string>& columns) {
  bool deferrable = false;
  for (const auto& index : parent.indexes) {
    if (!index.unique || index.definition.find(" WHERE ") != std::string::npos) continue;
    if (!(columns.empty() ? index.primary : same_names(index.columns, columns))) continue;
    if (!is_deferrable(parent, index)) return std::nullopt;
    deferrable = true;
  }
  if (!deferrable) return lacks_key(object_of(parent), columns);
  return error_of(sqlstate::object_not_in_prerequisite_state, object_of(parent),
                  R"(cannot use a deferrable {} constraint for referenced table "{}")",
                  columns.empty() ? "primary key" : "unique", parent.name.name);
}

// The key that the server gives a foreign key without a name.
static std::string key_name(const ForeignKey& key) {
  return fmt::format("{}_{}_fkey", key.table.name.name, fmt::join(key.columns, "_"));
}

static ExpectedError incomparable(const ObjectAddress& table, const std::string& key, const std::string& column,
                                  const std::string& type, const std::string& other_column,
                                  const std::string& other_type) {
  const ObjectAddress object{.kind = "constraint", .name = table.name, .part = key, .of = table.kind};
  return error_of(sqlstate::datatype_mismatch, object, R"(foreign key constraint "{}" cannot be implemented)", key)
      .with(fmt::format(R"(key columns "{}" and "{}" are of incompatible types: {} and {})", column, other_column,
                        type, other_type));
}

void refuse_foreign_key(EffectsBuilder& builder, const ForeignKey& key) {
  const auto* parent = builder.find(key.parent);
  if (!parent || !builder.catalog.has_server()) return;
  if (parent->kind != pg::RelationKind::table && parent->kind != pg::RelationKind::partitioned_table)
    return builder.fails(error_of(sqlstate::wrong_object_type, object_of(*parent),
                                  R"(referenced relation "{}" is not a table)", parent->name.name));
  if (key.persistence == 'p' && parent->persistence != 'p')
    return builder.fails(error_of(sqlstate::invalid_table_definition, key.table,
                                  "constraints on permanent tables may reference only permanent tables")
                             .about(object_of(*parent)));
  if (auto error = parent->columns.empty() ? std::nullopt : no_key(*parent, key.parent_columns))
    return builder.fails(std::move(*error));
  auto keys = key.parent_columns;
  if (keys.empty()) {
    for (const auto& index : parent->indexes) {
      if (index.primary) keys = index.columns;
    }
  }
  if (keys.empty()) return;
  if (keys.size() != key.columns.size())
    return builder.fails(error_of(sqlstate::invalid_foreign_key, key.table,
                                  "number of referencing and referenced columns for foreign key disagree")
                             .with(fmt::format("the key of {} has {} columns", shown(parent->name), keys.size())));
  for (std::size_t i = 0; i < keys.size() && i < key.types.size(); ++i) {
    const auto* to = parent->column(keys[i]);
    if (to && !comparable(key.types[i], to->type, builder.catalog))
      builder.fails(incomparable(key.table, key.name.empty() ? key_name(key) : key.name, key.columns[i], key.types[i],
                                 to->name, to->type));
  }
}

// The type that the statement leaves the column with.
static std::string type_after(const pg::Relation& table, const std::string& column, const pg::Relation& altered,
                              const sql::AlterTable& alter) {
  for (const auto& command : alter.commands) {
    if (&table == &altered && command.action == sql::AlterAction::alter_type && command.name == column &&
        command.column)
      return canonical_type(command.column->type);
  }
  const auto* own = table.column(column);
  return own ? own->type : "";
}

void refuse_key_types(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                      const pg::Column& column) {
  const auto refuse = [&](const pg::Constraint& key, const pg::Relation& child, const pg::Relation& parent) {
    for (std::size_t i = 0; i < key.columns.size() && i < key.referenced_columns.size(); ++i) {
      const bool meant = (&child == &relation && key.columns[i] == column.name) ||
                         (&parent == &relation && key.referenced_columns[i] == column.name);
      if (meant && !comparable(type_after(child, key.columns[i], relation, alter),
                               type_after(parent, key.referenced_columns[i], relation, alter), builder.catalog))
        builder.fails(incomparable(object_of(child), key.name, key.columns[i],
                                   type_after(child, key.columns[i], relation, alter), key.referenced_columns[i],
                                   type_after(parent, key.referenced_columns[i], relation, alter)));
    }
  };
  for (const auto& constraint : relation.constraints) {
    const auto* parent = constraint.kind == pg::ConstraintKind::foreign_key && constraint.references
                             ? find_relation(*constraint.references, builder.catalog)
                             : nullptr;
    if (parent) refuse(constraint, relation, parent->name == relation.name ? relation : *parent);
  }
  for (const auto& reference : references_to(relation.name, builder.catalog)) {
    if (reference.child->name != relation.name) refuse(*reference.constraint, *reference.child, relation);
  }
}

void refuse_plain(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                  const sql::AlterTableCommand& command, const pg::Column& column) {
  const auto own = column_of(relation, column.name);
  if (alter.only && !descendants(relation.name, builder.catalog).empty())  // these two also of a plain column
    builder.fails(error_of(sqlstate::feature_not_supported, own,
                           "ALTER TABLE / DROP EXPRESSION must be applied to child tables too"));
  if (column.inherited)
    return builder.fails(invalid_table(own, "cannot drop generation expression from inherited column"));
  if (!column.generated && !command.if_exists)
    builder.fails(column_error(
        sqlstate::object_not_in_prerequisite_state, relation, column,
        builder.catalog.server_version >= 180000 ? "is not a generated column" : "is not a stored generated column"));
  if (column.generated && !column.stored)
    builder.fails(error_of(sqlstate::feature_not_supported, own,
                           "ALTER TABLE / DROP EXPRESSION is not supported for virtual generated columns")
                      .with("it has no values that could stay"));
}

void refuse_expression(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                       const pg::Column& column) {
  const auto own = column_of(relation, column.name);
  if (!column.generated)
    return builder.fails(
        column_error(sqlstate::object_not_in_prerequisite_state, relation, column, "is not a generated column"));
  const auto checks = [](const pg::Constraint& each) { return each.kind == pg::ConstraintKind::check; };
  if (!column.stored && std::ranges::any_of(relation.constraints, checks))
    builder.fails(error_of(sqlstate::feature_not_supported, own,
                           "ALTER TABLE / SET EXPRESSION is not supported for virtual generated columns in tables "
                           "with check constraints"));
  if (alter.only && !descendants(relation.name, builder.catalog).empty())
    builder.fails(error_of(sqlstate::feature_not_supported, own,
                           "ALTER TABLE / SET EXPRESSION must be applied to child tables too"));
}

}  // namespace impact
