#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_replication_lag(const Surroundings& surroundings) {
  auto facts = row(surroundings.session, "SELECT pg_is_in_recovery() AS in_recovery");
  facts["standbys"] = base::Json::array();
  if (facts["in_recovery"].get<bool>()) return facts;
  // replay_lag is null once everything was replayed and nothing new is written; the bytes tell that from not knowing.
  facts["standbys"] = rows(surroundings.session, R"(
SELECT application_name AS name, host(client_addr) AS address, state, sync_state,
       floor(extract(epoch FROM replay_lag) * 1000)::bigint AS lag_ms,
       pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint AS behind_bytes
FROM pg_catalog.pg_stat_replication ORDER BY 1, 2)");
  return facts;
}

static Answer decide_replication_lag(const base::Json& facts, const config::Thresholds& thresholds) {
  if (facts.at("in_recovery").get<bool>()) {
    return {.verdict = Verdict::skip,
            .evidence = "this server is a standby itself",
            .todo = "Ask the primary; it knows how far its standbys are."};
  }
  if (facts.at("standbys").empty()) {
    return {.verdict = Verdict::skip,
            .evidence = "no standby is connected",
            .todo = "If there should be one, find out why it is not connected: its log says so."};
  }
  std::vector<std::string> all;
  auto verdict = Verdict::pass;
  const auto at_least = [&](Verdict found) {
    if (verdict != Verdict::fail && found != Verdict::pass)
      verdict = verdict == Verdict::skip || found == Verdict::fail ? found : Verdict::warn;
  };
  for (const auto& standby : facts.at("standbys")) {
    const auto name = fmt::format("{}{}", text(standby, "name"),
                                  text(standby, "address").empty() ? "" : " at " + text(standby, "address"));
    if (text(standby, "state").empty()) {
      return {.verdict = Verdict::skip,
              .evidence = fmt::format("this role does not see how far {} is", name),
              .todo = "Grant the role pg_monitor."};
    }
    const bool measured = !standby.at("lag_ms").is_null();
    const base::Milliseconds lag(integer(standby, "lag_ms"));
    const auto behind = integer(standby, "behind_bytes");
    all.push_back(fmt::format("{}: {}, {}{} behind", name, text(standby, "state"),
                              measured ? base::format_span(lag) + ", " : "", base::format_bytes(behind)));
    if (lag >= thresholds.replication_lag) at_least(Verdict::fail);
    if (lag >= thresholds.replication_lag / 2) at_least(Verdict::warn);
    if (text(standby, "state") != "streaming" || (!measured && behind > 0)) at_least(Verdict::warn);
  }
  return {
      .verdict = verdict,
      .evidence = lines_of(all),
      .todo = verdict == Verdict::pass
                  ? ""
                  : fmt::format(
                        "Let the standby catch up before migrating (limit {}): look at its disk, its network, and "
                        "long queries on it.",
                        base::format_span(thresholds.replication_lag))};
}

extern const Check replication_lag{.question = "Do the standbys keep up?",
                                   .suites = preflight | health,
                                   .gather = gather_replication_lag,
                                   .decide = decide_replication_lag};

}  // namespace check
