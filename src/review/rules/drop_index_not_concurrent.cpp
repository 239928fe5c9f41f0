// DROP INDEX without CONCURRENTLY.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_drop_index_not_concurrent(const RuleContext& context, Sink& out) {
  const auto* drop = context.statement.as<sql::Drop>();
  if (!drop || drop->object != "INDEX" || drop->concurrently) return;
  const auto* table = context.worst();
  // Without a server, an index that no file made belongs to a table nobody knows.
  const bool unknown =
      context.effects.relations.empty() && !context.sizes_known() && !drop->if_exists && !context.trail.statements;
  if (!table && !unknown) return;
  if (table && !impact::blocks_reads(table->lock)) return;
  out.say(context.at(drop->names.front().name),
          fmt::format("{} waits for every query that runs on {}, and every new query waits behind it",
                      "ACCESS EXCLUSIVE", table ? shown(table->relation) : "the table"),
          "DROP INDEX CONCURRENTLY, in a migration of its own");
}

extern const Rule drop_index_not_concurrent{.severity = Severity::warning,
                                            .statement = look_drop_index_not_concurrent};

}  // namespace review
