// CREATE INDEX without CONCURRENTLY on a table that others use.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_index_not_concurrent(const RuleContext& context, Sink& out) {
  const auto* index = context.statement.as<sql::CreateIndex>();
  if (!index || index->concurrently) return;
  const auto* table = context.busy(index->table);
  if (!table || !impact::blocks_writes(table->lock)) return;
  const auto* relation = context.relation(index->table);
  const bool partitioned = relation && relation->kind == pg::RelationKind::partitioned_table;
  out.say(context.at(index->table.name),
          fmt::format("blocks writes to {}{} while the index is built: {} is held to the end of the transaction",
                      shown(table->relation), context.size_of(table->relation), lock_name(table->lock)),
          partitioned
              ? "CREATE INDEX ON ONLY the parent, CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION"
              : "CREATE INDEX CONCURRENTLY, in a migration of its own",
          context.by_work(Severity::error));
}

extern const Rule index_not_concurrent{.severity = Severity::error, .statement = look_index_not_concurrent};

}  // namespace review
