#include <fmt/format.h>

#include "base/text.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_long_transactions(const Surroundings& surroundings) {
  // Without pg_read_all_stats other roles' rows are there, but their times and states are null.
  return rows(surroundings.session, fmt::format(R"(
SELECT pid, usename AS role, datname AS database, application_name AS application, state,
       datname IS NOT DISTINCT FROM current_database() AS here,
       backend_type IS NULL AS hidden, {} AS doing,
       floor(extract(epoch FROM clock_timestamp() - xact_start) * 1000)::bigint AS open_ms
FROM pg_catalog.pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname IS NOT NULL
  AND (backend_type IS NULL OR (backend_type = 'client backend' AND xact_start IS NOT NULL))
ORDER BY xact_start)",
                                                shape_of("query")));
}

static std::string describe_long_transactions(const base::Json& session) {
  return fmt::format("process {} ({}, {}{}): {} for {}: {}", integer(session, "pid"), text(session, "role"),
                     text(session, "application").empty() ? "no application name" : text(session, "application"),
                     session.at("here").get<bool>() ? "" : fmt::format(", database {}", text(session, "database")),
                     text(session, "state"), base::format_span(base::Milliseconds(integer(session, "open_ms"))),
                     text(session, "doing"));
}

static Answer decide_long_transactions(const base::Json& facts, const config::Thresholds& thresholds) {
  std::vector<std::string> here;
  std::vector<std::string> elsewhere;
  std::vector<std::string> todo;
  long long hidden = 0;
  for (const auto& session : facts) {
    if (session.at("hidden").get<bool>()) ++hidden;
    if (session.at("hidden").get<bool>() ||
        base::Milliseconds(integer(session, "open_ms")) < thresholds.long_transaction)
      continue;
    (session.at("here").get<bool>() ? here : elsewhere).push_back(describe_long_transactions(session));
    todo.push_back(fmt::format("SELECT pg_terminate_backend({});", integer(session, "pid")));
  }
  const auto limit = base::format_span(thresholds.long_transaction);
  auto all = here;
  all.insert(all.end(), elsewhere.begin(), elsewhere.end());
  if (!all.empty()) {
    return {.verdict = here.empty() ? Verdict::warn : Verdict::fail,
            .evidence = lines_of(all),
            .todo = "Ask whoever runs it to end it; what nobody misses can be ended:\n" + lines_of(todo)};
  }
  if (hidden > 0) {
    return {.verdict = Verdict::skip,
            .evidence = fmt::format("this role does not see {}",
                                    base::count_of(hidden, "session of others", "sessions of others")),
            .todo = "Grant the role pg_monitor."};
  }
  return {.verdict = Verdict::pass, .evidence = fmt::format("no transaction has been open for {}", limit)};
}

extern const Check long_transactions{.question = "Is a transaction open for long?",
                                     .suites = preflight | health,
                                     .gather = gather_long_transactions,
                                     .decide = decide_long_transactions};

}  // namespace check
