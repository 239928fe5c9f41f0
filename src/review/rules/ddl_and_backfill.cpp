// Rows written in the transaction that changed the schema.
#include <fmt/format.h>

#include "review/migration_state.h"
#include "review/rule.h"

namespace review {

static void look_ddl_and_backfill(const RuleContext& context, Sink& out) {
  if (!changes_rows(context.statement) || context.trail.made.size() + context.effects.relations.size() == 0) return;
  const auto* target = context.worst();
  if (!target || target->lock < impact::LockMode::row_exclusive) return;
  const auto* insert = context.statement.as<sql::Insert>();
  if (insert && !insert->from_select) return;  // a few rows of values
  // Of several the strongest; of the same strength the one taken first.
  const std::pair<const pg::Name, Held>* worst = nullptr;
  for (const auto& lock : context.trail.locks) {
    const auto& held = lock.second;
    if (!impact::blocks_writes(held.mode)) continue;
    if (!worst || held.mode > worst->second.mode ||
        (held.mode == worst->second.mode && held.line < worst->second.line))
      worst = &lock;
  }
  if (!worst) return;
  const auto& [name, held] = *worst;
  out.say_in_transaction(context.statement.offset,
                         fmt::format("{} is locked since line {} ({}) and stays so until all these rows are written",
                                     shown(name), held.line, what_waits(held.mode)),
                         "the schema change in one migration, the rows in the next, in batches",
                         context.by_work(Severity::error));
}

extern const Rule ddl_and_backfill{.severity = Severity::error, .statement = look_ddl_and_backfill};

}  // namespace review
