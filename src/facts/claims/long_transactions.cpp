#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_long_transactions(const Text& text) {
  if (!text.says(
          R"(\blong[- ]?(running|lived)?[- ]?(transactions?|quer(y|ies)|statements?|sessions?|xacts?)\b|\b(idle|active|open) (in )?transactions?\b|\bno (active|open|running) (transactions?|quer(y|ies))\b|\b(transactions?|quer(y|ies)|statements?) (running|open|older|active|lasting)\b.{0,24}\b(than|for|over)\b|\blange(laufende)? transaktion)"))
    return std::nullopt;
  if (!text.says(
          R"(\b(no|none|zero|without|keine)\b|\b0\b|\b(check|verify|ensure|confirm)\w*\b|\b(terminated|ended|killed|cleared|finished|gone|absent|ok)\b|[<>])"))
    return std::nullopt;
  if (text.says(R"(\b(kill|identify|monitor|document|alert|log|terminate)\b|\bslow\b)")) return std::nullopt;
  Claim out{.limit = limit_in(text)};
  if (out.limit && out.limit->unit != "ms") out.limit.reset();
  if (text.says(R"(\bno (active|open) transactions?\b)")) out.about = "none at all";
  return out;
}

static Finding judge_long_transactions(const Claim& claim, const Evidence& evidence) {
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "long-transactions", out);
  if (!facts) return out;
  // "none longer than 5 min", "transactions > 5 min": the span is the limit, whichever way it is said.
  auto thresholds = evidence.thresholds;
  if (claim.limit) thresholds.long_transaction = base::Milliseconds(static_cast<long long>(claim.limit->number));
  if (claim.about == "none at all") thresholds.long_transaction = base::Milliseconds{1};
  auto with_limit = evidence;
  with_limit.thresholds = thresholds;
  return by_check(claim, with_limit, "long-transactions", Warning::not_known);
}

extern const Fact long_transactions{.question = "Is no transaction open for long?",
                                    .check = "long-transactions",
                                    .claimed = claimed_long_transactions,
                                    .judge = judge_long_transactions};

}  // namespace facts
