#include "impact/errors/refusals_of_retyping.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/errors/refusals_of_columns.h"
#include "impact/errors/refusals_of_expressions.h"
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

void refuse_retyping(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                     const sql::AlterTableCommand& command, const pg::Column& column) {
  const auto text = shown(relation.name, column.name);
  const auto& catalog = gathering.catalog;
  if (!command.column) return;
  const auto& to = command.column->type;
  if (!relation.of_type.name.empty()) gathering.fails(fmt::format("{} is a typed table", shown(relation.name)));
  if (alter.only && !descendants(relation.name, catalog).empty())
    gathering.fails(
        fmt::format("tables inherit from {}: its columns keep their types with ONLY", shown(relation.name)));
  if (no_such_type(command.column->internal_type, catalog))
    return gathering.fails(fmt::format("the type {} does not exist", to));
  const auto base = read_type(to).base;
  if (column.identity && base != "smallint" && base != "integer" && base != "bigint")
    gathering.fails(fmt::format("{} is an identity column and has to be an integer", text));
  if (column.generated && !command.using_text.empty())
    gathering.fails(fmt::format("{} is generated: USING is refused", text));
  if (command.using_expression.subquery) gathering.fails("the USING expression has a sub-select");
  const auto way = way_between(read_type(column.type), read_type(canonical_type(to)), catalog);
  const bool needs_cast = no_assignment(column.type, to, catalog) ||
                          (way.passage && *way.passage != Passage::assignment && *way.passage != Passage::implicit);
  if (command.using_text.empty() && needs_cast)
    gathering.fails(fmt::format("{} cannot be cast to {} by itself: it takes USING", text, to));
  // The default is cast by itself, whatever USING says.
  if (column.default_expression && !column.generated && !drops_default(alter, column.name) && needs_cast)
    gathering.fails(fmt::format("the default of {} cannot be cast to {}: drop it first", text, to));
  if (!command.column->collation.empty() && has_no_collation(canonical_type(to), catalog))
    gathering.fails(fmt::format("{} has no collations", to));
  refuse_key_types(gathering, relation, alter, column, canonical_type(to));
  refuse_dependents(gathering, relation, alter, column, canonical_type(to));
}

}  // namespace impact
