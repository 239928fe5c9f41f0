// VALIDATE in the transaction that added the constraint: its lock is still held.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_validate_in_same_transaction(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::validate_constraint) continue;
    const auto added = context.trail.not_valid.find({alter->table.name, command.name});
    if (added == context.trail.not_valid.end()) continue;
    const auto* table = context.busy(alter->table);
    if (!table) continue;
    out.say_in_transaction(
        context.at("VALIDATE"),
        fmt::format("the lock of line {} is held to the commit, so writes to {} are blocked while the rows are "
                    "scanned: NOT VALID has gained nothing",
                    added->second, shown(table->relation)),
        "put VALIDATE CONSTRAINT into the next migration", context.by_work(Severity::error));
  }
}

extern const Rule validate_in_same_transaction{.severity = Severity::error,
                                               .statement = look_validate_in_same_transaction};

}  // namespace review
