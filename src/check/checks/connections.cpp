#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// Beyond it the next deployment, or the migration's own second connection, is refused.
static constexpr double nearly_full_percent = 95;

static base::Json gather_connections(const Surroundings& surroundings) {
  // pg_stat_database, not pg_stat_activity: it counts for every role, also those that may not see others' sessions.
  return row(surroundings.session, R"(
SELECT (SELECT sum(numbackends) FROM pg_catalog.pg_stat_database)::int AS used,
       current_setting('max_connections')::int AS most,
       current_setting('superuser_reserved_connections')::int AS reserved)");
}

static Answer decide_connections(const base::Json& facts, const config::Thresholds& thresholds) {
  const auto most = integer(facts, "most") - integer(facts, "reserved");
  const auto percent = 100.0 * number(facts, "used") / static_cast<double>(std::max(1LL, most));
  const auto evidence =
      fmt::format("{} of {} connections are in use ({:.0f} %)", integer(facts, "used"), most, percent);
  if (percent < thresholds.connections_percent) return {.verdict = Verdict::pass, .evidence = evidence};
  return {.verdict = percent >= nearly_full_percent ? Verdict::fail : Verdict::warn,
          .evidence = fmt::format("{}, the limit is {:.0f} %", evidence, thresholds.connections_percent),
          .todo =
              "Stop workers that are not needed during the window, or put a pooler in front; raising max_connections "
              "needs a restart."};
}

extern const Check connections{.question = "Are connections left?",
                               .suites = preflight | health,
                               .gather = gather_connections,
                               .decide = decide_connections};

}  // namespace check
