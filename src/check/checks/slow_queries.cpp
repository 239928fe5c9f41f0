#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"
#include "check/statements.h"

namespace check {

static base::Json gather_slow_queries(const Surroundings& surroundings) {
  std::string why;
  auto now = capture_statements(surroundings.session, why);
  base::Json facts{{"now", now}, {"why", why}, {"shapes", base::Json::object()}};
  if (now.is_null()) return facts;
  std::vector<std::string> ids;
  for (const auto& [id, counted] : now.at("queries").items()) {
    if (ids.size() < 200) ids.push_back(id);
  }
  facts["shapes"] = statement_shapes(surroundings.session, ids);
  return facts;
}

static Answer decide_slow_queries(const base::Json& facts, const config::Thresholds& thresholds) {
  if (facts.at("now").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = text(facts, "why"),
            .todo = "Add pg_stat_statements to shared_preload_libraries, CREATE EXTENSION it, and grant pg_monitor."};
  }
  std::vector<std::string> slow;
  const auto limit = static_cast<double>(thresholds.slow_query.count());
  for (const auto& [id, counted] : facts.at("now").at("queries").items()) {
    const auto calls = integer(counted, "calls");
    if (calls < thresholds.slow_calls) continue;
    const auto mean = number(counted, "ms") / static_cast<double>(calls);
    if (mean < limit) continue;
    slow.push_back(fmt::format("{:.0f} ms on average, {} calls: {}", mean, grouped(calls),
                               text(facts.at("shapes"), id.c_str())));
  }
  const auto queries = facts.at("now").at("queries").size();
  if (slow.empty())
    return {.verdict = Verdict::pass,
            .evidence = fmt::format("none of {} queries takes {} on average", queries,
                                    base::format_span(thresholds.slow_query))};
  return {.verdict = Verdict::warn,
          .evidence = lines_of(slow, 10),
          .todo = "EXPLAIN (ANALYZE, BUFFERS) these queries; slow before a migration is slow after it."};
}

extern const Check slow_queries{.question = "Which queries are slow?",
                                .suites = health,
                                .gather = gather_slow_queries,
                                .decide = decide_slow_queries};

}  // namespace check
