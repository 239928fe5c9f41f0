#include "impact/analyze/breaks.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/types/functions.h"
#include "sql/plpgsql.h"

namespace impact {

template <class Take>
static void for_each_routine_of(const pg::Relation& table, const pg::Catalog& catalog, Take&& take) {
  for (const auto& trigger : table.triggers) {
    if (!trigger.enabled || !has_words(trigger.definition, "each row")) continue;
    for (const auto* routine : routines_named({trigger.function.schema, trigger.function.name}, catalog))
      take(trigger, *routine);
  }
}

// "new.*" and "old.*", also "(new.*)" and "select new.*".
static bool copies_row(std::string_view text) {
  auto flat = base::to_lower(text);
  std::erase_if(flat, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
  return flat.find("new.*") != std::string::npos || flat.find("old.*") != std::string::npos;
}

// Whether the INSERT has as many values as the other table takes, so that one more is one too many.
static bool is_full(const sql::Statement& statement, const pg::Relation& table, const pg::Relation& other) {
  if (!statement.scopes) return false;
  for (const auto& scope : *statement.scopes) {
    if (scope.kind != sql::QueryBlock::Kind::insert || scope.target.name.empty()) continue;
    const auto width = scope.columns.empty() ? other.columns.size() : scope.columns.size();
    auto given = scope.rows.empty() ? scope.shown.size() : scope.rows.front().size();
    if (given == 0) given = 1;
    return given - 1 + table.columns.size() + 1 > width;
  }
  return false;
}

void break_copies(EffectsBuilder& builder, const pg::Relation& table) {
  if (builder.made_here(table.name)) return;
  for_each_routine_of(table, builder.catalog, [&](const pg::Trigger& trigger, const pg::Routine& routine) {
    if (routine.language != "plpgsql" || !copies_row(routine.body)) return;
    for (const auto& inner : sql::read_plpgsql_routine(routine.signature, routine.result, routine.body).statements) {
      if (!copies_row(inner.text)) continue;
      try {
        for (const auto& statement : sql::parse(inner.text, "trigger")) {
          const auto* insert = statement.as<sql::Insert>();
          const auto* other = insert ? builder.find(insert->table) : nullptr;
          if (!other || other->columns.empty() || !is_full(statement, table, *other)) continue;
          builder.breaks(fmt::format("{} gets one column more than the trigger {} can put into {}: every write that "
                                     "fires it fails until {} has the column too",
                                     shown(table.name), trigger.name, shown(other->name), shown(other->name)),
                         {Broken::What::copy, other->name, std::to_string(other->columns.size())});
        }
      } catch (const base::Error&) {
        // A statement that only the function can read says nothing here.
      }
    }
  });
}

void break_triggers(EffectsBuilder& builder, const pg::Relation& table, const std::string& column) {
  if (builder.made_here(table.name)) return;
  for_each_routine_of(table, builder.catalog, [&](const pg::Trigger& trigger, const pg::Routine& routine) {
    const auto body = base::to_lower(routine.body);
    for (const std::string_view row : {"new.", "old."}) {
      const auto named = fmt::format("{}{}", row, base::to_lower(column));
      const auto at = body.find(named);
      if (at == std::string::npos ||
          !mentions(std::string_view(body).substr(at + row.size()), base::to_lower(column)))
        continue;
      builder.breaks(fmt::format("the trigger {} of {} names {}: every write that fires it fails", trigger.name,
                                 shown(table.name), named));
      return;
    }
  });
}

static bool same_columns_as(const pg::Relation& before, const pg::Relation& now) {
  return std::ranges::all_of(before.columns,
                             [&](const pg::Column& column) { return now.column(column.name) != nullptr; });
}

bool is_mended(const Broken& broken, const pg::Catalog& before, const pg::Catalog& now) {
  using What = Broken::What;
  if (broken.what == What::other) return false;
  const auto* then = find_relation(broken.relation, before);
  const auto* there = find_relation(broken.relation, now);
  if (!there)
    return broken.what == What::required || broken.what == What::copy;  // it is gone, which is said elsewhere
  const auto* column = broken.column.empty() ? nullptr : there->column(broken.column);
  switch (broken.what) {
    case What::standard:
      return !column || column->default_expression || column->identity ||
             (!column->not_null && then && then->column(broken.column) && then->column(broken.column)->not_null);
    case What::required:
      return !column || !column->not_null || column->default_expression || column->identity;
    case What::column:
      return column != nullptr;
    case What::relation:
      return then && then->kind == there->kind;
    case What::view:
      return then && (there->columns.empty() || same_columns_as(*then, *there));
    case What::copy:
      return std::to_string(there->columns.size()) != broken.column;
    case What::other:
      break;
  }
  return false;
}

}  // namespace impact
