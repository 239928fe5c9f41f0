// Locks that stop reads, on several tables, in one transaction.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_several_locks(const RuleContext& context, Sink& out) {
  const auto* worst = context.worst();
  if (!worst || !impact::blocks_reads(worst->lock)) return;
  for (const auto& effect : context.effects.relations) {
    if (effect.index_of || effect.empty || !impact::blocks_reads(effect.lock)) continue;
    if (const auto held = context.trail.locks.find(effect.relation);
        held != context.trail.locks.end() && impact::blocks_reads(held->second.mode))
      continue;
    for (const auto& [name, held] : context.trail.locks) {
      if (!impact::blocks_reads(held.mode) || held.view || name == effect.relation) continue;
      const auto* relation =
          impact::resolve({name.schema, name.name}, context.before) ? &context.before.relations.at(name) : nullptr;
      if (relation && relation->kind != pg::RelationKind::table &&
          relation->kind != pg::RelationKind::partitioned_table)
        continue;
      out.say_in_transaction(
          context.statement.offset,
          fmt::format("while this waits for {}, reads and writes of {} wait too, locked since line {}: a "
                      "transaction that uses both the other "
                      "way round is a deadlock",
                      shown(effect.relation), shown(name), held.line),
          "a migration for each table");
      return;
    }
  }
}

extern const Rule several_locks{.severity = Severity::warning, .statement = look_several_locks};

}  // namespace review
