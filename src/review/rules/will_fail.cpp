// What the server will refuse.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "review/assumption.h"
#include "review/columns.h"
#include "review/rule.h"

namespace review {

// The column or constraint that was probably meant.
static std::string near_name(const RuleContext& context) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  const auto* table = alter ? context.relation(alter->table) : nullptr;
  if (!table) return "";
  for (const auto& command : alter->commands) {
    const bool of_constraint = command.action == sql::AlterAction::validate_constraint ||
                               command.action == sql::AlterAction::drop_constraint;
    std::vector<std::string> names;
    if (of_constraint) {
      for (const auto& constraint : table->constraints) names.push_back(constraint.name);
    } else {
      for (const auto& column : table->columns) names.push_back(column.name);
    }
    if (command.action == sql::AlterAction::add_column || command.action == sql::AlterAction::add_constraint ||
        command.name.empty() || std::find(names.begin(), names.end(), command.name) != names.end())
      continue;
    if (const auto near = base::near_match(command.name, names)) return fmt::format("did you mean {}?", *near);
  }
  return "";
}

// Where another rule says it, and says it better: unknown-relation or order-conflict at the first use of a table that
// is not there, not-null-without-default.
static bool is_told(const RuleContext& context) {
  const auto& error = *context.effects.fails;
  if (error.kind == impact::ErrorKind::missing && !context.statement.as<sql::Drop>()) {
    const auto& missing = error.object;
    for (const auto& use : context.statement.uses) {
      const bool relation = missing.kind == "relation" && missing.name == pg::Name{use.name.schema, use.name.name};
      const bool schema = missing.kind == "schema" && missing.name.name == use.name.schema;
      if (use.must_exist && (relation || schema)) return true;
    }
  }
  const auto* alter = context.statement.as<sql::AlterTable>();
  return alter && std::any_of(alter->commands.begin(), alter->commands.end(), [&](const auto& command) {
           return command.column && lacks_value(*command.column) && context.busy(alter->table) &&
                  error.sqlstate == "23502" && error.object.part == command.column->name;
         });
}

static void look_will_fail(const RuleContext& context, Sink& out) {
  if (context.trail.begun && context.effects.not_in_transaction) {
    out.say(context.statement.offset,
            fmt::format("PostgreSQL refuses this: it stands in the transaction that line {} begins, and {}",
                        *context.trail.begun, *context.effects.not_in_transaction),
            "a migration of its own, without BEGIN and COMMIT");
    return;
  }
  if (!context.effects.fails || rests_on_assumption(context) || is_told(context)) return;
  if (!context.doubtful.empty() && impact::is_about(*context.effects.fails, context.doubtful)) return;
  out.say(context.statement.offset, fmt::format("PostgreSQL refuses this: {}", sentence(*context.effects.fails)),
          near_name(context));
}

extern const Rule will_fail{.severity = Severity::error, .statement = look_will_fail};

}  // namespace review
