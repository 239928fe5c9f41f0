// ADD COLUMN … NOT NULL without a default.
#include <fmt/format.h>

#include "review/columns.h"
#include "review/rule.h"

namespace review {

static void look_not_null_without_default(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  const auto* table = context.busy(alter->table);
  if (!table) return;
  for (const auto& command : alter->commands) {
    const auto* column =
        command.action == sql::AlterAction::add_column && command.column ? &*command.column : nullptr;
    if (!column || !lacks_value(*column)) continue;
    out.say(
        context.at(column->name),
        fmt::format("PostgreSQL refuses this as soon as {} holds one row: the old rows have no value for {}",
                    shown(table->relation), column->name),
        "give it a DEFAULT that does not change from row to row, or add it without NOT NULL, fill it in batches, and "
        "set NOT NULL by a validated CHECK");
  }
}

extern const Rule not_null_without_default{.severity = Severity::error, .statement = look_not_null_without_default};

}  // namespace review
