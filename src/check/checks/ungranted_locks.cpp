#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// Short waits are normal on a busy server; whoever waits longer than this is stuck behind something.
static constexpr base::Milliseconds long_wait{10'000};

static base::Json gather_ungranted_locks(const Surroundings& surroundings) {
  // pg_locks.waitstart came with 14, hence the way through jsonb.
  return rows(surroundings.session, fmt::format(R"(
SELECT a.pid, a.application_name AS application, {0} AS doing, l.mode,
       CASE WHEN l.relation IS NOT NULL THEN l.relation::regclass::text END AS relation,
       floor(extract(epoch FROM clock_timestamp()
             - coalesce((to_jsonb(l) ->> 'waitstart')::timestamptz, a.state_change)) * 1000)::bigint AS waited_ms,
       (SELECT coalesce(json_agg(json_build_object('pid', b.pid, 'application', b.application_name, 'state', b.state,
                                                   'doing', {1})), '[]')
        FROM unnest(pg_blocking_pids(a.pid)) AS blocking(pid)
        JOIN pg_catalog.pg_stat_activity b ON b.pid = blocking.pid) AS blockers
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE NOT l.granted AND a.datname = current_database() ORDER BY waited_ms DESC)",
                                                shape_of("a.query"), shape_of("b.query")));
}

static std::string named(const base::Json& session) {
  const auto application = text(session, "application");
  return fmt::format("process {}{}", integer(session, "pid"), application.empty() ? "" : " (" + application + ")");
}

static std::string describe_ungranted_locks(const base::Json& wait) {
  auto out = fmt::format("{} has waited {} for {}{}: {}", named(wait),
                         base::format_span(base::Milliseconds(integer(wait, "waited_ms"))), text(wait, "mode"),
                         text(wait, "relation").empty() ? "" : " on " + text(wait, "relation"), text(wait, "doing"));
  for (const auto& blocker : wait.at("blockers")) {
    out += fmt::format("\n  behind {}, {}: {}", named(blocker), text(blocker, "state"), text(blocker, "doing"));
  }
  return out;
}

static Answer decide_ungranted_locks(const base::Json& facts, const config::Thresholds&) {
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "nobody waits for a lock"};
  std::vector<std::string> waits;
  bool stuck = false;
  for (const auto& wait : facts) {
    waits.push_back(describe_ungranted_locks(wait));
    stuck = stuck || base::Milliseconds(integer(wait, "waited_ms")) >= long_wait;
  }
  return {
      .verdict = stuck ? Verdict::fail : Verdict::warn,
      .evidence = lines_of(waits),
      .todo =
          "End what stands in front (pg_terminate_backend of the process named behind), or wait until it is done."};
}

extern const Check ungranted_locks{.question = "Does anyone wait for a lock, and for whom?",
                                   .suites = preflight | health,
                                   .gather = gather_ungranted_locks,
                                   .decide = decide_ungranted_locks};

}  // namespace check
