// DROP COLUMN under running code.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_drop_column(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter || alter->object != "TABLE") return;
  const auto there = impact::resolve(alter->table, context.before);
  if (there && context.trail.made.contains(*there)) return;
  const auto* table = context.relation(alter->table);
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::drop_column) continue;
    if (table && !table->columns.empty() && !table->column(command.name)) continue;
    const auto& losses = context.effects.data_loss;
    out.say_unless(
        {.name = context.old_name(alter->table), .column = command.name}, context.at(command.name),
        fmt::format("{}; code that still names it fails from this commit on",
                    losses.empty() ? fmt::format("drops the column {}.{}", alter->table.name, command.name)
                                   : sentence(losses.front())),
        "first a release that does not name the column; keep its values (a copy of key and column) until that is "
        "proved",
        context.sizes_known() && losses.empty() ? Severity::advice : Severity::warning);
  }
}

extern const Rule drop_column{.severity = Severity::warning, .statement = look_drop_column};

}  // namespace review
