// A constraint written into ADD COLUMN is checked and indexed at once.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_inline_constraint(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  const auto* table = context.busy(alter->table);
  if (!table || !table->scan) return;
  for (const auto& command : alter->commands) {
    const auto* column =
        command.action == sql::AlterAction::add_column && command.column ? &*command.column : nullptr;
    if (!column || column->serial || column->identity || column->generated_stored || column->default_volatile)
      continue;
    if (!column->unique && !column->primary_key && !column->references && !column->has_check) continue;
    out.say(
        context.at(column->name),
        fmt::format("blocks reads and writes on {}{} while {}", shown(table->relation),
                    context.size_of(table->relation),
                    column->unique || column->primary_key ? "the index of the new column is built"
                                                          : "the new column's constraint is tried on every row"),
        "ADD COLUMN alone; then the constraint in its safe form (see constraint-builds-index, foreign-key-not-valid, "
        "check-not-valid)",
        context.by_work(Severity::error));
  }
}

extern const Rule inline_constraint{.severity = Severity::error, .statement = look_inline_constraint};

}  // namespace review
