#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_replication_lag(const Text& text) {
  if (!text.says(
          R"(\b(replicas?|replication|replay|standby|standbys|follower|replikation\w*)\b.*\b(lag|delay|behind|caught up|in sync|healthy|up[- ]to[- ]date|current|verzögerung)\b|\blag\b.*\b(replica|standby)|\breplikationsverzögerung\b)"))
    return std::nullopt;
  if (text.says(R"(\b(monitor|watch|alert|document|if replicas exist)\b)")) return std::nullopt;
  Claim out{.limit = limit_in(text)};
  if (out.limit && out.limit->unit != "ms" && out.limit->unit != "bytes") out.limit.reset();
  const bool states =
      out.limit ||
      text.says(
          R"(\b(no|none|zero|caught up|in sync|acceptable|normal|ok|okay|minimal|low|healthy|verify|check|verified|checked|confirm\w*|within|current|up[- ]to[- ]date)\b|\b0\b)");
  if (!states || text.says(R"(\bthreshold\b)")) return std::nullopt;
  return out;
}

static Finding judge_replication_lag(const Claim& claim, const Evidence& evidence) {
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "replication-lag", out);
  if (!facts || !claim.limit || facts->at("standbys").empty())
    return by_check(claim, evidence, "replication-lag", Warning::not_known);
  const bool bytes = claim.limit->unit == "bytes";
  std::vector<Measurement> standbys;
  for (const auto& standby : facts->at("standbys")) {
    if (check::text(standby, "state").empty())
      return by_check(claim, evidence, "replication-lag", Warning::not_known);
    const auto behind = check::integer(standby, "behind_bytes");
    const bool measured = !standby.at("lag_ms").is_null() || behind == 0;
    const auto lag = check::integer(standby, "lag_ms");
    const auto said = fmt::format("{} is {} behind ({} of WAL)", check::text(standby, "name"),
                                  measured ? base::format_span(base::Milliseconds(lag)) : "for an unknown time",
                                  base::format_bytes(behind));
    Measurement one{.number = {},
                    .evidence = said,
                    .value = bytes ? base::format_bytes(behind) : base::format_span(base::Milliseconds(lag))};
    if (bytes || measured) one.number = static_cast<double>(bytes ? behind : lag);
    standbys.push_back(std::move(one));
  }
  return by_limit(claim, standbys);
}

extern const Fact replication_lag{.question = "Do the standbys keep up?",
                                  .check = "replication-lag",
                                  .claimed = claimed_replication_lag,
                                  .judge = judge_replication_lag};

}  // namespace facts
