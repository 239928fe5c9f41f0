// LOCK TABLE.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_lock_table(const RuleContext& context, Sink& out) {
  if (!context.statement.as<sql::Lock>()) return;
  const auto* table = context.worst();
  if (!table || !impact::blocks_writes(table->lock)) return;
  out.say(context.statement.offset,
          fmt::format("{} on {} to the end of the transaction: {}", lock_name(table->lock), shown(table->relation),
                      what_waits(table->lock)),
          "leave it to the statements, which take the weakest lock that does; or the weakest mode that is meant");
}

extern const Rule lock_table{.severity = Severity::warning, .statement = look_lock_table};

}  // namespace review
