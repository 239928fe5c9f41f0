// IF NOT EXISTS takes an invalid index for one that is there.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_index_if_not_exists(const RuleContext& context, Sink& out) {
  const auto* index = context.statement.as<sql::CreateIndex>();
  if (!index || !index->if_not_exists || index->name.empty()) return;
  const auto* table = context.relation(index->table);
  const auto* existing = table ? table->index(index->name) : nullptr;
  if (existing && !existing->valid) {
    out.say(context.at(index->name),
            fmt::format("{} is there, but invalid: IF NOT EXISTS leaves it so, and no query will ever use it",
                        index->name),
            fmt::format("DROP INDEX CONCURRENTLY {}; first", index->name), Severity::error);
    return;
  }
  if (index->concurrently && !existing && context.busy(index->table))
    out.say(
        context.at(index->name),
        fmt::format("if a build fails half-way, an invalid {} stays, and the next try takes it for a finished one",
                    index->name),
        "leave out IF NOT EXISTS, or drop the index first where pg_index.indisvalid is false");
}

extern const Rule index_if_not_exists{.severity = Severity::advice, .statement = look_index_if_not_exists};

}  // namespace review
