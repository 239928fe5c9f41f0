// DETACH PARTITION without CONCURRENTLY.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_detach_not_concurrent(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter || context.trail.made.contains({"public", alter->table.name})) return;
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::detach_partition || command.concurrently) continue;
    if (!context.worst()) continue;
    out.say(context.at("DETACH"),
            fmt::format("waits for every query on {} and all its partitions, and every new one waits behind it",
                        alter->table.text()),
            "DETACH PARTITION … CONCURRENTLY, outside a transaction (PostgreSQL 14 and later, no default partition)");
  }
}

extern const Rule detach_not_concurrent{.severity = Severity::warning, .statement = look_detach_not_concurrent};

}  // namespace review
