// A key of 32 bits, or a column of 32 bits for a key of 64.
#include <algorithm>

#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static bool is_small_type(const sql::ColumnDefinition& column) {
  return column.internal_type == "int4" || column.internal_type == "int2";
}

static bool small(const sql::ColumnDefinition& column) {
  return column.type == "serial" || column.type == "serial4" || column.type == "smallserial" ||
         column.type == "serial2" || is_small_type(column);
}

// Where the column's numbers end.
static std::string_view end_of(const sql::ColumnDefinition& column) {
  return column.internal_type == "int2" || column.type.find("small") == 0 ? "32 767" : "2 147 483 647";
}

// The column that a foreign key of one column points at, if it is a bigint.
static const pg::Column* wide_key(const RuleContext& context, const sql::QualifiedName& table,
                                  const std::vector<std::string>& written) {
  const auto* parent = context.relation(table);
  if (!parent) return nullptr;
  auto names = written;
  for (const auto& index : parent->indexes) {
    if (names.empty() && index.primary) names = index.columns;
  }
  const auto* column = names.size() == 1 ? parent->column(names.front()) : nullptr;
  return column && column->type == "bigint" ? column : nullptr;
}

static void compare_with_key(const RuleContext& context, const sql::ColumnDefinition& column,
                             const sql::QualifiedName& table, const std::vector<std::string>& referenced, Sink& out) {
  const auto* key = is_small_type(column) ? wide_key(context, table, referenced) : nullptr;
  if (!key) return;
  out.say(context.at(column.name),
          fmt::format("{} ends at {}, the bigint {}.{} that it points at does not: then no row can point at new ones",
                      column.name, end_of(column), table.text(), key->name),
          fmt::format("{} bigint", column.name), Severity::warning);
}

static void look_integer_key(const RuleContext& context, Sink& out) {
  const auto* create = context.statement.as<sql::CreateTable>();
  for (const auto* column : new_columns(context.statement)) {
    if (create && (column->serial || column->identity) && small(*column))
      out.say(
          context.at(column->name),
          fmt::format(
              "{} ends at {} rows ever inserted, rolled back ones included; to widen it later is a rewrite of the "
              "table and of all that refer to it",
              column->name, end_of(*column)),
          "bigint GENERATED ALWAYS AS IDENTITY: with alignment it mostly takes no more space");
    if (column->references) compare_with_key(context, *column, *column->references, column->referenced_columns, out);
  }
  if (!create) return;
  for (const auto& constraint : create->constraints) {
    if (!constraint.references || constraint.columns.size() != 1) continue;
    const auto column =
        std::find_if(create->columns.begin(), create->columns.end(),
                     [&](const sql::ColumnDefinition& each) { return each.name == constraint.columns.front(); });
    if (column != create->columns.end())
      compare_with_key(context, *column, *constraint.references, constraint.referenced_columns, out);
  }
}

extern const Rule integer_key{.severity = Severity::advice, .statement = look_integer_key};

}  // namespace review
