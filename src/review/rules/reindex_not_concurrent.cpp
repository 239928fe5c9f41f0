// REINDEX without CONCURRENTLY.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_reindex_not_concurrent(const RuleContext& context, Sink& out) {
  const auto* reindex = context.statement.as<sql::Reindex>();
  if (!reindex || reindex->concurrently || reindex->object == "SYSTEM") return;
  const auto* table = context.worst();
  if (!table) return;
  out.say(context.statement.offset,
          fmt::format("blocks writes to {}{} while its indexes are rebuilt, and reads that would use them wait too",
                      shown(table->relation), context.size_of(table->relation)),
          "REINDEX … CONCURRENTLY, outside a transaction", context.by_work(Severity::error));
}

extern const Rule reindex_not_concurrent{.severity = Severity::error, .statement = look_reindex_not_concurrent};

}  // namespace review
