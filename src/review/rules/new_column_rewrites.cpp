// A new column that is numbered or computed for every old row.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_new_column_rewrites(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  const auto* table = context.busy(alter->table);
  if (!table || !table->rewrite) return;
  for (const auto& command : alter->commands) {
    const auto* column =
        command.action == sql::AlterAction::add_column && command.column ? &*command.column : nullptr;
    if (!column || (!column->serial && !column->identity && !column->generated_stored)) continue;
    out.say(
        context.at(column->name),
        fmt::format("every row of {}{} is rewritten, which blocks reads and writes: {}", shown(table->relation),
                    context.size_of(table->relation),
                    column->generated_stored ? "a stored generated column is computed for each"
                                             : "each row gets a number from the sequence"),
        column->generated_stored
            ? "an ordinary column with a trigger, filled in batches; or a view or expression index that computes it"
            : "ADD COLUMN bigint, CREATE SEQUENCE, SET DEFAULT nextval(…), number the old rows in batches",
        context.by_work(Severity::error));
  }
}

extern const Rule new_column_rewrites{.severity = Severity::error, .statement = look_new_column_rewrites};

}  // namespace review
