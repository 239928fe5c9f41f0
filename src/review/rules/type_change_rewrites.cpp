// ALTER COLUMN TYPE that writes the table anew or reads all of it.
#include <fmt/format.h>

#include "review/assumption.h"
#include "review/rule.h"

namespace review {

static void look_type_change_rewrites(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  const auto* table = context.busy(alter->table);
  if (!table) return;
  const bool works = table->rewrite || table->scan || !context.effects.indexes_rebuilt.empty();
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::alter_type) continue;
    const bool unseen = unseen_column(context, alter->table, command.name);
    if (!works && unseen)
      out.say(context.at(command.name),
              fmt::format("{}.{} may be rewritten, every row, which blocks reads and writes: what type it has now is "
                          "not known here",
                          shown(table->relation), command.name),
              "judge it against a snapshot or the database (--snapshot, --database-url)", Severity::warning);
    if (!works) continue;
    out.say(context.at(command.name),
            fmt::format("blocks reads and writes on {}{} while {}", shown(table->relation),
                        context.size_of(table->relation),
                        table->rewrite ? "every row is rewritten"
                        : table->scan  ? "every row is scanned"
                                       : "its indexes are rebuilt"),
            "a new column of the new type, a trigger that keeps both alike, the old rows in batches, then switch the "
            "names",
            context.by_work(Severity::error));
  }
}

extern const Rule type_change_rewrites{.severity = Severity::error, .statement = look_type_change_rewrites};

}  // namespace review
