// REFRESH MATERIALIZED VIEW without CONCURRENTLY.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_refresh_not_concurrent(const RuleContext& scene, Sink& out) {
  const auto* refresh = scene.statement.as<sql::RefreshView>();
  if (!refresh || refresh->concurrently) return;
  // One that is empty now may take long all the same: it is the query that takes the time.
  const auto there = impact::resolve(refresh->name, scene.before);
  if (!there || scene.trail.made.contains(*there)) return;
  out.say(scene.at(refresh->name.name),
          fmt::format("blocks reads of {} until its query has run and the rows are written", shown(*there)),
          "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view");
}

extern const Rule refresh_not_concurrent{.severity = Severity::warning, .statement = look_refresh_not_concurrent};

}  // namespace review
