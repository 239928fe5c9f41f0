// UPDATE and DELETE of a whole table in one statement.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_unbatched_write(const RuleContext& context, Sink& out) {
  const auto* update = context.statement.as<sql::Update>();
  const auto* remove = context.statement.as<sql::Delete>();
  if (!update && !remove) return;
  const auto& table = update ? update->table : remove->table;
  const auto* effect = context.busy(table);
  if (!effect) return;
  const bool all = update ? !update->has_where : !remove->has_where;
  constexpr long long many = 10'000;
  if (!all && (!effect->scan || (context.sizes_known() && context.effects.rows_written < many))) return;
  if (!all && !context.sizes_known()) return;
  out.say(context.at(table.name),
          fmt::format("{} every row{} of {}{} in one transaction: each stays locked until all are written, and {}",
                      update ? "updates" : "deletes", all ? "" : " that a scan finds", shown(effect->relation),
                      context.size_of(effect->relation),
                      update ? "the table grows by a second copy of them" : "as many dead ones stay behind"),
          remove && all ? "TRUNCATE where it is to be empty; else batches of a few thousand by primary key"
                        : "batches of a few thousand rows by primary key, each in a transaction of its own",
          context.by_work(Severity::warning));
}

extern const Rule unbatched_write{.severity = Severity::warning, .statement = look_unbatched_write};

}  // namespace review
