// A lock that stops reads or writes, held while rows of another statement are read or written.
#include <algorithm>

#include <fmt/format.h>

#include "review/migration_state.h"
#include "review/rule.h"

namespace review {

static void look_work_under_lock(const RuleContext& context, Sink& out) {
  if (changes_rows(context.statement)) return;  // ddl-and-backfill's
  if (const auto* alter = context.statement.as<sql::AlterTable>()) {
    const bool told = std::any_of(alter->commands.begin(), alter->commands.end(), [&](const auto& command) {
      return command.action == sql::AlterAction::validate_constraint &&
             context.trail.not_valid.contains({alter->table.name, command.name});
    });
    if (told) return;  // validate-in-same-transaction's
  }
  for (const auto& effect : context.effects.relations) {
    if (effect.index_of || effect.empty || (!effect.scan && !effect.rewrite)) continue;
    for (const auto& [name, held] : context.trail.locks) {
      if (!impact::blocks_reads(held.mode)) continue;
      if (name == effect.relation && impact::blocks_reads(effect.lock))
        continue;  // no worse than the statement alone
      out.say_in_transaction(
          context.statement.offset,
          fmt::format("all rows of {} are {} here while reads and writes of {} are blocked: its lock of line {} is "
                      "held to the commit",
                      shown(effect.relation), effect.rewrite ? "rewritten" : "scanned", shown(name), held.line),
          "put the short lock and the long work into two migrations, or the long work first",
          context.by_work(Severity::warning));
      return;
    }
  }
}

extern const Rule work_under_lock{.severity = Severity::warning, .statement = look_work_under_lock};

}  // namespace review
