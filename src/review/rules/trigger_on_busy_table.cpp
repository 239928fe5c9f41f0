// CREATE TRIGGER on a table in use.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_trigger_on_busy_table(const RuleContext& context, Sink& out) {
  const auto* trigger = context.statement.as<sql::CreateTrigger>();
  if (!trigger) return;
  const auto* table = context.busy(trigger->table);
  if (!table || !impact::blocks_writes(table->lock)) return;
  out.say(
      context.at(trigger->table.name),
      fmt::format("from this commit on every write to {} runs it; {} is held until then, so writers wait",
                  shown(table->relation), lock_name(table->lock)),
      "a migration of its own, and its cost tried before (EXPLAIN ANALYZE of an INSERT shows the trigger's time)");
}

extern const Rule trigger_on_busy_table{.severity = Severity::advice, .statement = look_trigger_on_busy_table};

}  // namespace review
