// ADD UNIQUE, PRIMARY KEY, EXCLUDE: an index is built while nobody may read.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_constraint_builds_index(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (!command.constraint || !command.constraint->using_index.empty()) continue;
    const auto type = command.constraint->type;
    const bool exclusion = type == sql::ConstraintType::exclusion;
    if (type != sql::ConstraintType::unique && type != sql::ConstraintType::primary_key && !exclusion) continue;
    const auto* table = context.busy(alter->table);
    if (!table) continue;
    const auto* word = exclusion ? "EXCLUDE" : type == sql::ConstraintType::unique ? "UNIQUE" : "PRIMARY";
    out.say(context.at(word),
            fmt::format("blocks reads and writes on {}{} while the index of the constraint is built: {}",
                        shown(table->relation), context.size_of(table->relation), lock_name(table->lock)),
            exclusion ? "there is no concurrent way: do it on the empty table, or in a window"
                      : "CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … USING INDEX",
            context.by_work(Severity::error));
  }
}

extern const Rule constraint_builds_index{.severity = Severity::error, .statement = look_constraint_builds_index};

}  // namespace review
