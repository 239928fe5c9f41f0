#include <fmt/format.h>

#include "check/baseline.h"
#include "check/check.h"
#include "check/query_helpers.h"
#include "check/statements.h"

namespace check {

// Means below this are within what a cache or a neighbour does to them.
static constexpr double worth_a_word_ms = 1;

static base::Json gather_query_times(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  const auto baseline = baseline_here(surroundings);
  std::string why;
  auto now = capture_statements(session, why);
  base::Json before = nullptr;
  if (baseline.contains("statements")) before = baseline.at("statements");
  base::Json facts{{"before", before}, {"now", now}, {"why", why}, {"baseline", !baseline.is_null()}};
  if (before.is_null() || now.is_null()) return facts;
  std::vector<std::string> ids;
  for (const auto& query : compare_statements(before, now).queries) {
    if (ids.size() < 200) ids.push_back(query.id);
  }
  facts["shapes"] = statement_shapes(session, ids);
  return facts;
}

static Answer decide_query_times(const base::Json& facts, const config::Thresholds& thresholds) {
  if (facts.at("now").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = text(facts, "why"),
            .todo = "Add pg_stat_statements to shared_preload_libraries, CREATE EXTENSION it, and grant pg_monitor."};
  }
  if (facts.at("before").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = facts.at("baseline").get<bool>() ? "the baseline holds no statements"
                                                         : "there is nothing to compare with",
            .todo = "Run 'lockkeeper check baseline' before the change: it notes the statements."};
  }
  const auto deltas = compare_statements(facts.at("before"), facts.at("now"));
  const std::string note = deltas.reset ? "; counters were reset in between, and count from then" : "";
  std::vector<std::string> slower;
  long long calls = 0;
  for (const auto& query : deltas.queries) {
    calls += query.calls;
    if (!query.before_ms || query.calls < thresholds.slow_calls || query.mean_ms < worth_a_word_ms) continue;
    if (query.mean_ms <= *query.before_ms * (1 + thresholds.slower_percent / 100.0)) continue;
    slower.push_back(fmt::format("{:.1f} ms → {:.1f} ms in {} calls: {}", *query.before_ms, query.mean_ms,
                                 grouped(query.calls), text(facts.at("shapes"), query.id.c_str())));
  }
  if (slower.empty())
    return {.verdict = Verdict::pass,
            .evidence = fmt::format("{} calls of {} queries since the baseline, none slower by more than {} %{}",
                                    grouped(calls), deltas.queries.size(), thresholds.slower_percent, note)};
  return {.verdict = Verdict::warn,
          .evidence = fmt::format("slower by more than {} % than before the baseline{}:\n{}",
                                  thresholds.slower_percent, note, lines_of(slower, 10)),
          .todo = "EXPLAIN these queries; after a migration, ANALYZE the tables it touched first."};
}

extern const Check query_times{.question = "Are queries slower than before?",
                               .suites = verify,
                               .gather = gather_query_times,
                               .decide = decide_query_times};

}  // namespace check
