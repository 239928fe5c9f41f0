#include <fmt/format.h>

#include "base/text.h"
#include "check/baseline.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_rows_kept(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  const auto before = baseline_here(surroundings);
  if (before.is_null()) return {{"before", nullptr}};
  return {{"before", before.value("rows", base::Json::object())}, {"now", row_counts(session)}};
}

static Answer decide_rows_kept(const base::Json& facts, const config::Thresholds&) {
  if (facts.at("before").is_null()) {
    return {.verdict = Verdict::skip,
            .evidence = "there is nothing to compare with",
            .todo = "Run 'lockkeeper check preflight' before the change: it counts the rows."};
  }
  std::vector<std::string> lost;
  std::vector<std::string> grown;
  long long total = 0;
  for (const auto& [table, count] : facts.at("now").items()) {
    const auto now = count.get<long long>();
    total += now;
    const auto before = facts.at("before").find(table);
    if (before == facts.at("before").end()) continue;  // new; what is gone is tables-kept's finding
    const auto then = before->get<long long>();
    const auto change = fmt::format("{}: {} → {}", table, grouped(then), grouped(now));
    if (now < then) lost.push_back(change);
    if (now > then) grown.push_back(change);
  }
  if (!lost.empty()) {
    return {.verdict = Verdict::fail,
            .evidence = fmt::format("fewer rows than before in {}\n{}",
                                    base::count_of(static_cast<long long>(lost.size()), "table"), lines_of(lost, 10)),
            .todo =
                "Find out who removed them: a migration that was meant to, or the application. Otherwise restore "
                "them from the backup."};
  }
  const auto tables = base::count_of(static_cast<long long>(facts.at("now").size()), "table");
  if (grown.empty())
    return {.verdict = Verdict::pass, .evidence = fmt::format("{} rows in {}, none lost", grouped(total), tables)};
  return {.verdict = Verdict::pass,
          .evidence = fmt::format("{} rows in {}, none lost; more in\n{}", grouped(total), tables, lines_of(grown))};
}

extern const Check rows_kept{.question = "Does every table still hold at least the rows of before?",
                             .suites = verify,
                             .gather = gather_rows_kept,
                             .decide = decide_rows_kept};

}  // namespace check
