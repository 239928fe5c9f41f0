#include "impact/errors/expected_errors_triggers.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/errors.h"
#include "impact/kinds.h"
#include "impact/simulate/schema.h"
#include "impact/types/functions.h"

namespace impact {

void refuse_function(const sql::QualifiedName& name, const std::string& result, EffectsBuilder& builder) {
  if (is_system(name) || name.name.starts_with("tsvector_update") || name.name.starts_with("suppress_redundant") ||
      name.name.starts_with("RI_FKey"))
    return;
  const auto found = routines_named(name, builder.catalog);
  if (found.empty()) {
    const bool known = std::ranges::any_of(builder.catalog.functions,
                                           [&](const pg::Name& function) { return function.name == name.name; });
    if (!known) builder.fails(is_missing("function", name));
    return;
  }
  if (std::ranges::none_of(found, [&](const pg::Routine* each) { return base::to_lower(each->result) == result; }))
    builder.fails(error_of(sqlstate::invalid_object_definition, object_named("function", name),
                           "function {} must return type {}", name.name, result));
}

// WHEN (OLD.status = 'new') of a trigger for INSERT. Source: CreateTriggerFiringOn in PostgreSQL 15's trigger.c.
static void refuse_condition(const sql::TriggerFacts& trigger, EffectsBuilder& builder) {
  const auto text = base::to_lower(builder.statement.text);
  const auto begin = text.find(" when ");
  const auto end = text.rfind(" execute ");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return;
  const auto events = std::string_view(text).substr(0, text.find(" on "));
  const auto condition = std::string_view(text).substr(begin, end - begin);
  for (const auto& [row, event] : {std::pair{"old", "insert"}, {"new", "delete"}}) {
    if (!mentions(condition, row)) continue;
    if (!trigger.row)
      builder.fails(error_of(sqlstate::invalid_object_definition, {},
                             "statement trigger's WHEN condition cannot reference column values"));
    if (has_words(events, event))
      builder.fails(error_of(
          sqlstate::invalid_object_definition, {}, "{} trigger's WHEN condition cannot reference {} values",
          event == std::string_view("insert") ? "INSERT" : "DELETE", row == std::string_view("old") ? "OLD" : "NEW"));
  }
}

// '"orders" is a view': what cannot have such a trigger. Source: CreateTriggerFiringOn in PostgreSQL's trigger.c.
static ExpectedError no_such_trigger(const pg::Relation& relation, const Sqlstate& state, std::string why) {
  const auto kind = relation.kind == pg::RelationKind::partitioned_table ? "partitioned table"
                                                                         : base::to_lower(word_of(relation.kind));
  return error_of(state, object_of(relation), R"("{}" is a {})", relation.name.name, kind).with(std::move(why));
}

void refuse_trigger(const sql::TriggerFacts& trigger, const sql::QualifiedName& table, EffectsBuilder& builder) {
  refuse_function(trigger.function, "trigger", builder);
  refuse_condition(trigger, builder);
  const auto* relation = builder.find(table);
  if (!relation) return;
  using Timing = sql::TriggerFacts::Timing;
  switch (relation->kind) {
    case pg::RelationKind::table:
    case pg::RelationKind::partitioned_table:
      if (trigger.timing == Timing::instead)
        builder.fails(
            no_such_trigger(*relation, sqlstate::wrong_object_type, "tables cannot have INSTEAD OF triggers"));
      if (relation->kind == pg::RelationKind::partitioned_table && trigger.row && trigger.transitions)
        builder.fails(no_such_trigger(*relation, sqlstate::feature_not_supported,
                                      "ROW triggers with transition tables are not supported on partitioned tables"));
      return;
    case pg::RelationKind::view:
      if (trigger.row != (trigger.timing == Timing::instead))
        builder.fails(trigger.row ? no_such_trigger(*relation, sqlstate::wrong_object_type,
                                                    "views cannot have row-level BEFORE or AFTER triggers")
                                  : error_of(sqlstate::feature_not_supported, object_of(*relation),
                                             "INSTEAD OF triggers must be FOR EACH ROW"));
      if (trigger.truncate)
        builder.fails(no_such_trigger(*relation, sqlstate::wrong_object_type, "views cannot have TRUNCATE triggers"));
      return;
    case pg::RelationKind::foreign_table:
      if (trigger.timing == Timing::instead)
        builder.fails(no_such_trigger(*relation, sqlstate::wrong_object_type,
                                      "foreign tables cannot have INSTEAD OF triggers"));
      return;
    default:
      builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation),
                             R"(relation "{}" cannot have triggers)", relation->name.name));
  }
}

void refuse_policy(const sql::ObjectFacts& facts, const sql::Policy& policy, EffectsBuilder& builder) {
  const auto* relation = builder.find(policy.table);
  if (relation && relation->kind != pg::RelationKind::table && relation->kind != pg::RelationKind::partitioned_table)
    builder.fails(is_not(*relation, "a table"));
  if (facts.policy_command == "insert" && facts.policy_using)
    builder.fails(error_of(sqlstate::syntax_error, part_of(*relation, "policy", policy.name),
                           "only WITH CHECK expression allowed for INSERT"));
  if ((facts.policy_command == "select" || facts.policy_command == "delete") && facts.policy_check)
    builder.fails(error_of(sqlstate::syntax_error, part_of(*relation, "policy", policy.name),
                           "WITH CHECK cannot be applied to SELECT or DELETE"));
}

}  // namespace impact
