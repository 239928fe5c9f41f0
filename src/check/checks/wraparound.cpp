#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// At 2^31 less 3 million transactions the server refuses every write (PostgreSQL docs, 25.1.5). Autovacuum forces
// itself from autovacuum_freeze_max_age (200 million) on, so ages far beyond mean that it does not get through.
static constexpr long long worrying = 1'000'000'000;
static constexpr long long dangerous = 1'600'000'000;

static base::Json gather_wraparound(const Surroundings& surroundings) {
  auto facts = row(surroundings.session, R"(
SELECT age(datfrozenxid) AS age, mxid_age(datminmxid) AS multixact_age
FROM pg_catalog.pg_database WHERE datname = current_database())");
  facts["tables"] = rows(surroundings.session, R"(
SELECT c.oid::regclass::text AS table, age(c.relfrozenxid) AS age FROM pg_catalog.pg_class c
WHERE c.relkind IN ('r', 'm', 't') ORDER BY age(c.relfrozenxid) DESC LIMIT 3)");
  return facts;
}

static Answer decide_wraparound(const base::Json& facts, const config::Thresholds&) {
  const auto age = std::max(integer(facts, "age"), integer(facts, "multixact_age"));
  const auto kind = integer(facts, "age") >= integer(facts, "multixact_age") ? "transactions" : "multixacts";
  const auto evidence =
      fmt::format("the oldest row version is {} {} old; the server stops at 2,147,483,648", grouped(age), kind);
  if (age < worrying) return {.verdict = Verdict::pass, .evidence = evidence};
  std::vector<std::string> todo;
  for (const auto& table : facts.at("tables"))
    todo.push_back(fmt::format("VACUUM (FREEZE, VERBOSE) {};", text(table, "table")));
  return {.verdict = age >= dangerous ? Verdict::fail : Verdict::warn,
          .evidence = evidence,
          .todo = "End long transactions and prepared ones, then freeze the oldest tables:\n" + lines_of(todo)};
}

extern const Check wraparound{.question = "How far is the server from transaction wraparound?",
                              .suites = preflight | health,
                              .gather = gather_wraparound,
                              .decide = decide_wraparound};

}  // namespace check
