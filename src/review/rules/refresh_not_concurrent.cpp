// REFRESH MATERIALIZED VIEW without CONCURRENTLY.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_refresh_not_concurrent(const RuleContext& context, Sink& out) {
  const auto* refresh = context.statement.as<sql::RefreshView>();
  if (!refresh || refresh->concurrently) return;
  // One that is empty now may take long all the same: it is the query that takes the time.
  const auto there = impact::resolve(refresh->name, context.before);
  if (!there || context.trail.made.contains(*there)) return;
  out.say(context.at(refresh->name.name),
          fmt::format("blocks reads of {} until its query has run and the rows are written", shown(*there)),
          "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view");
}

extern const Rule refresh_not_concurrent{.severity = Severity::warning, .statement = look_refresh_not_concurrent};

}  // namespace review
