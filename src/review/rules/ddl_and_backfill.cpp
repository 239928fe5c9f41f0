// Rows written in the transaction that changed the schema.
#include <fmt/format.h>

#include "review/rule.h"
#include "review/trail.h"

namespace review {

static void look(const Scene& scene, Sink& out) {
  if (!changes_rows(scene.statement) || scene.trail.made.size() + scene.effects.relations.size() == 0) return;
  const auto* target = scene.worst();
  if (!target || target->lock < impact::LockMode::row_exclusive) return;
  const auto* insert = scene.statement.as<sql::Insert>();
  if (insert && !insert->from_select) return;  // a few rows of values
  for (const auto& [name, held] : scene.trail.locks) {
    if (!impact::blocks_writes(held.mode)) continue;
    out.say_in_transaction(
        scene.statement.offset,
        fmt::format("{} is locked since line {} ({}) and stays so until all these rows are written", shown(name),
                    held.line, what_waits(held.mode)),
        "the schema change in one migration, the rows in the next, in batches", scene.by_work(Severity::error));
    return;
  }
}

extern const Rule ddl_and_backfill{.severity = Severity::error, .statement = look};

}  // namespace review
