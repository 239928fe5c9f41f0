#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_unvalidated_constraints(const Surroundings& surroundings) {
  // What heirs and partitions have of it is validated with it.
  return rows(surroundings.session, R"(
SELECT quote_ident(k.conname) AS name, format('%I.%I', n.nspname, c.relname) AS table
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT k.convalidated AND k.coninhcount = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 2, 1)");
}

static Answer decide_unvalidated_constraints(const base::Json& facts, const config::Thresholds&) {
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "every constraint is validated"};
  std::vector<std::string> found;
  std::vector<std::string> todo;
  for (const auto& constraint : facts) {
    found.push_back(fmt::format("{} on {}", text(constraint, "name"), text(constraint, "table")));
    todo.push_back(
        fmt::format("ALTER TABLE {} VALIDATE CONSTRAINT {};", text(constraint, "table"), text(constraint, "name")));
  }
  return {.verdict = Verdict::warn, .evidence = "not validated: " + some_of(found), .todo = lines_of(todo)};
}

extern const Check unvalidated_constraints{.question = "Are all constraints validated?",
                                           .suites = verify | health,
                                           .gather = gather_unvalidated_constraints,
                                           .decide = decide_unvalidated_constraints};

}  // namespace check
