// A new column whose default differs from row to row: the table is written anew.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_volatile_default(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  const auto* table = context.busy(alter->table);
  if (!table || !table->rewrite) return;
  for (const auto& command : alter->commands) {
    const auto* column =
        command.action == sql::AlterAction::add_column && command.column ? &*command.column : nullptr;
    if (!column || !column->default_volatile || column->serial || column->identity || column->generated_stored)
      continue;
    out.say(
        context.at(column->name),
        fmt::format("every row of {}{} is rewritten, which blocks reads and writes: {} may differ from row to row",
                    shown(table->relation), context.size_of(table->relation), column->default_text),
        "ADD COLUMN without the default, then ALTER COLUMN SET DEFAULT, then fill the old rows in batches",
        context.by_work(Severity::error));
  }
}

extern const Rule volatile_default{.severity = Severity::error, .statement = look_volatile_default};

}  // namespace review
