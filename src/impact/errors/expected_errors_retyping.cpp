#include "impact/errors/expected_errors_retyping.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_columns.h"
#include "impact/errors/expected_errors_expressions.h"
#include "impact/simulate/schema.h"
#include "impact/types/casts.h"
#include "impact/types/expression_types.h"
#include "impact/types/types.h"

namespace impact {

static bool drops_default(const sql::AlterTable& alter, const std::string& column) {
  return std::ranges::any_of(alter.commands, [&](const sql::AlterTableCommand& other) {
    return other.action == sql::AlterAction::drop_default && other.name == column;
  });
}

void refuse_retyping(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                     const sql::AlterTableCommand& command, const pg::Column& column) {
  const auto own = column_of(relation, column.name);
  const auto& catalog = builder.catalog;
  if (!command.column) return;
  const auto& to = command.column->type;
  if (!relation.of_type.name.empty())
    builder.fails(
        error_of(sqlstate::wrong_object_type, object_of(relation), "cannot alter column type of typed table"));
  if (alter.only && !descendants(relation.name, catalog).empty())
    builder.fails(error_of(sqlstate::invalid_table_definition, own,
                           R"(type of inherited column "{}" must be changed in child tables too)", column.name));
  if (no_such_type(command.column->internal_type, catalog)) return builder.fails(is_missing("type", to));
  const auto base = read_type(to).base;
  // Known before any action of the statement has dropped it.
  const auto* before = builder.find(alter.table);
  const auto* known = before ? before->column(column.name) : nullptr;
  if ((column.identity || (known && known->identity)) && base != "smallint" && base != "integer" && base != "bigint")
    builder.fails(no_identity_type(own));
  if (column.generated && !command.using_text.empty())
    builder.fails(error_of(sqlstate::invalid_column_definition, own,
                           "cannot specify USING when altering type of generated column"));
  if (command.using_expression.subquery)
    builder.fails(error_of(sqlstate::feature_not_supported, own, "cannot use subquery in transform expression"));
  const auto way = way_between(read_type(column.type), read_type(canonical_type(to)), catalog);
  const bool needs_cast = no_assignment(column.type, to, catalog) ||
                          (way.passage && *way.passage != Passage::assignment && *way.passage != Passage::implicit);
  if (command.using_text.empty() && needs_cast)
    builder.fails(error_of(sqlstate::datatype_mismatch, own, R"(column "{}" cannot be cast automatically to type {})",
                           column.name, type_name(to))
                      .with("it takes USING"));
  // The default is cast by itself, whatever USING says.
  if (column.default_expression && !column.generated && !drops_default(alter, column.name) && needs_cast)
    builder.fails(error_of(sqlstate::datatype_mismatch, own,
                           R"(default for column "{}" cannot be cast automatically to type {})", column.name,
                           type_name(to))
                      .with("drop it first"));
  if (!command.column->collation.empty() && has_no_collation(canonical_type(to), catalog))
    builder.fails(no_collations(own, to));
  refuse_key_types(builder, relation, alter, column);
  refuse_dependents(builder, relation, alter, column, canonical_type(to));
}

}  // namespace impact
