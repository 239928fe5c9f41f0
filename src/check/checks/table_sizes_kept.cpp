#include <algorithm>

#include <fmt/format.h>

#include "check/baseline.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// Smaller growth is not a finding, whatever the percentage.
static constexpr long long worth_a_word_table_sizes_kept = 100LL << 20;

static base::Json gather_table_sizes_kept(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  const auto before = baseline_here(surroundings);
  if (before.is_null()) return {{"before", nullptr}};
  return {{"before", before.value("sizes", base::Json::object())},
          {"now", table_sizes(session)},
          {"bytes_before", integer(before, "bytes")},
          {"bytes_now", session.query("SELECT pg_database_size(current_database()) AS bytes").integer(0, "bytes")}};
}

static Answer decide_table_sizes_kept(const base::Json& facts, const config::Thresholds& thresholds) {
  if (facts.at("before").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = "there is nothing to compare with",
            .todo = "Run 'lockkeeper check preflight' or 'check baseline' before the change: it notes the sizes."};
  }
  std::vector<std::pair<long long, std::string>> grown;
  for (const auto& [table, bytes] : facts.at("now").items()) {
    const auto then = facts.at("before").find(table);
    const auto before = then == facts.at("before").end() ? 0 : then->get<long long>();
    const auto growth = bytes.get<long long>() - before;
    if (growth < worth_a_word_table_sizes_kept || growth * 100 < before * thresholds.growth_percent) continue;
    grown.emplace_back(growth, fmt::format("{}: {} → {}", table, base::format_bytes(before),
                                           base::format_bytes(bytes.get<long long>())));
  }
  const auto whole = fmt::format("database {} → {}", base::format_bytes(integer(facts, "bytes_before")),
                                 base::format_bytes(integer(facts, "bytes_now")));
  if (grown.empty()) return {.verdict = Verdict::pass, .evidence = whole};
  std::ranges::sort(grown, std::greater{});
  std::vector<std::string> found;
  for (const auto& [growth, line] : grown) found.push_back(line);
  return {.verdict = Verdict::warn,
          .evidence = whole + "; grown by much:\n" + lines_of(found),
          .todo =
              "A backfill leaves a dead row for every one it changed: VACUUM (ANALYZE) these tables, and look at the "
              "disk."};
}

extern const Check table_sizes_kept{.question = "Have tables grown by much?",
                                    .suites = verify,
                                    .gather = gather_table_sizes_kept,
                                    .decide = decide_table_sizes_kept};

}  // namespace check
