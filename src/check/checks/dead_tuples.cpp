#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_dead_tuples(const Surroundings& surroundings) {
  auto facts = row(surroundings.session, "SELECT current_setting('track_counts')::bool AS counted");
  facts["tables"] = rows(surroundings.session, R"(
SELECT format('%I.%I', schemaname, relname) AS table, n_live_tup AS live, n_dead_tup AS dead
FROM pg_catalog.pg_stat_user_tables WHERE n_dead_tup > 0 ORDER BY n_dead_tup DESC LIMIT 500)");
  return facts;
}

static Answer decide_dead_tuples(const base::Json& facts, const config::Thresholds& thresholds) {
  if (!facts.at("counted").get<bool>()) {
    return {.verdict = Verdict::skip,
            .evidence = "track_counts is off, so nobody knows",
            .todo = "Switch track_counts on; autovacuum does nothing without it."};
  }
  std::vector<std::string> found;
  std::vector<std::string> todo;
  for (const auto& table : facts.at("tables")) {
    const auto dead = integer(table, "dead");
    const auto percent =
        100.0 * static_cast<double>(dead) / std::max(1.0, number(table, "live") + static_cast<double>(dead));
    if (dead < thresholds.dead_tuples_at_least || percent <= thresholds.dead_tuples_percent) continue;
    found.push_back(fmt::format("{}: {} dead rows, {:.0f} %", text(table, "table"), grouped(dead), percent));
    todo.push_back(fmt::format("VACUUM (ANALYZE) {};", text(table, "table")));
  }
  if (found.empty()) {
    return {.verdict = Verdict::pass,
            .evidence = fmt::format("no table has more than {:.0f} % dead rows", thresholds.dead_tuples_percent)};
  }
  return {.verdict = Verdict::warn, .evidence = lines_of(found), .todo = lines_of(todo)};
}

extern const Check dead_tuples{.question = "Do tables carry many dead rows?",
                               .suites = preflight | health,
                               .gather = gather_dead_tuples,
                               .decide = decide_dead_tuples};

}  // namespace check
