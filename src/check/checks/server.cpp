#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_server(const Surroundings& surroundings) {
  const auto began = std::chrono::steady_clock::now();
  auto facts = row(
      surroundings.session,
      "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number");
  const auto took = std::chrono::steady_clock::now() - began;
  facts["answered_in_ms"] = std::chrono::duration<double, std::milli>(took).count();
  facts["where"] = surroundings.session.described();
  return facts;
}

static Answer decide_server(const base::Json& facts, const config::Thresholds& thresholds) {
  const auto evidence = fmt::format("PostgreSQL {}: {}", text(facts, "version"), text(facts, "where"));
  if (integer(facts, "number") / 10000 < thresholds.min_server_version) {
    return {.verdict = Verdict::fail,
            .evidence = fmt::format("{}; at least {} is asked for", evidence, thresholds.min_server_version),
            .todo = fmt::format("Upgrade the server, or lower min_server_version in lockkeeper.toml from {}.",
                                thresholds.min_server_version)};
  }
  return {.verdict = Verdict::pass,
          .evidence = fmt::format("{}, answers in {:.1f} ms", evidence, number(facts, "answered_in_ms"))};
}

extern const Check server{.question = "Does the server answer, and is it new enough?",
                          .suites = preflight | verify | health,
                          .gather = gather_server,
                          .decide = decide_server};

}  // namespace check
