#include <fmt/format.h>

#include "base/numbers.h"
#include "base/text.h"
#include "maintenance/prove.h"

namespace maintenance {

static std::string span_of(const Seen& seen) {
  return base::format_span(seen.watched);
}

static std::string whose(const Seen& seen) {
  return seen.roles_known ? "the application" : "others";
}

static void judge_sessions(const Seen& seen, Proof& proof) {
  for (const auto& session : seen.writing) proof.against.push_back("wrote: " + describe(session));
  for (const auto& session : seen.in_the_way)
    proof.against.push_back(
        (session.before_fence ? "began before the fence, which does not bind it: " : "at work: ") +
        describe(session));
  if (seen.writing.empty() && seen.in_the_way.empty())
    proof.evidence.push_back(fmt::format("no session of {} was at work{}", whose(seen),
                                         seen.present == 0 ? "; there was none at all" : ""));
}

// Ids are counted at once and for the whole server, rows with a delay and for this database: the first can acquit,
// the second cannot.
static void judge_writes(const Seen& seen, Proof& proof) {
  if (seen.statements && *seen.statements > 0)
    proof.against.push_back(fmt::format("{} by {} in {} (pg_stat_statements)",
                                        base::count_of(*seen.statements, "writing statement"), whose(seen),
                                        span_of(seen)));
  proof.against.insert(proof.against.end(), seen.held.begin(), seen.held.end());
  if (seen.transactions == 0 && seen.held.empty() && seen.writing.empty()) {
    proof.evidence.push_back(fmt::format("nothing was written to this database for {}", span_of(seen)));
    if (seen.rows > 0)
      proof.evidence.push_back(
          fmt::format("{} counted late belong to the time before", base::count_of(seen.rows, "row")));
    return;
  }
  if (seen.transactions == 0 && seen.rows == 0) return;
  const auto ids = base::count_of(seen.transactions, "writing transaction");
  if (seen.counters_reset) {
    proof.against.push_back(fmt::format("{} in {}, and the counters that say whose were reset", ids, span_of(seen)));
    return;
  }
  if (seen.rows == 0) {
    proof.evidence.push_back(fmt::format("{} on the whole server in {}, but no row of this database's tables changed",
                                         ids, span_of(seen)));
    return;
  }
  const auto what = fmt::format("{} changed in {}: {}", base::count_of(seen.rows, "row"), span_of(seen),
                                fmt::join(seen.tables, ", "));
  const bool acquitted = seen.statements && *seen.statements == 0;
  const bool absent = seen.present == 0 && seen.connections && *seen.connections == 0;
  if (seen.roles_known && (acquitted || absent)) {
    proof.evidence.push_back(fmt::format("{}; not by the application: {}", what,
                                         acquitted ? "pg_stat_statements counts no writing statement of its roles"
                                                   : "it had no session, and nobody connected"));
  } else {
    proof.against.push_back(what + "; the counters do not say by whom");
  }
}

static void say_what_is_unseen(const Seen& seen, Proof& proof) {
  if (!seen.roles_known)
    proof.unseen.emplace_back("maintenance.application_roles is empty: every role but lockkeeper's own was counted");
  if (!seen.statements)
    proof.unseen.emplace_back("pg_stat_statements is not here or not readable: writes cannot be told apart by role");
  proof.unseen.emplace_back(
      "sessions that come and go between two looks, counters that the server adds late (1 s, up to 10 s for idle "
      "sessions), writes to unlogged or temporary state outside tables (sequences, advisory locks), and anything "
      "that "
      "works as lockkeeper's own role");
}

Proof judge(const Seen& seen) {
  Proof proof;
  judge_sessions(seen, proof);
  judge_writes(seen, proof);
  if (seen.health_asked) {
    if (seen.health && !seen.health->empty())
      proof.against.push_back("the health question does not say so: " + *seen.health);
    else
      proof.evidence.emplace_back("the health question says so");
  }
  if (!seen.fenced)
    proof.unseen.emplace_back(
        "no fence stands: whether the application is kept out rests on the command 'enter', and "
        "what that did is not looked at");
  say_what_is_unseen(seen, proof);
  proof.fenced = seen.fenced;
  proof.holds = proof.against.empty();
  return proof;
}

}  // namespace maintenance
