#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_prepared_transactions(const Surroundings& surroundings) {
  return rows(surroundings.session, R"(
SELECT gid, owner, floor(extract(epoch FROM clock_timestamp() - prepared) * 1000)::bigint AS age_ms
FROM pg_catalog.pg_prepared_xacts WHERE database = current_database() ORDER BY prepared)");
}

static Answer decide_prepared_transactions(const base::Json& facts, const config::Thresholds& thresholds) {
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "no transaction is prepared and left"};
  std::vector<std::string> found;
  std::vector<std::string> todo;
  bool old = false;
  for (const auto& transaction : facts) {
    const base::Milliseconds age(integer(transaction, "age_ms"));
    old = old || age >= thresholds.long_transaction;
    found.push_back(fmt::format("{} of {}, prepared {} ago", text(transaction, "gid"), text(transaction, "owner"),
                                base::format_span(age)));
    todo.push_back(fmt::format("ROLLBACK PREPARED {};", pg::quote_literal(text(transaction, "gid"))));
  }
  return {.verdict = old ? Verdict::fail : Verdict::warn,
          .evidence = lines_of(found),
          .todo = "Ask the transaction manager that prepared it to end it; where there is none any more:\n" +
                  lines_of(todo)};
}

extern const Check prepared_transactions{.question = "Are prepared transactions left over?",
                                         .suites = preflight | health,
                                         .gather = gather_prepared_transactions,
                                         .decide = decide_prepared_transactions};

}  // namespace check
