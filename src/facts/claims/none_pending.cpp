#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_none_pending(const Text& text) {
  if (!text.says(
          R"(\b(no|none|zero|0|keine)\b.{0,16}\bpending\b.{0,16}|\bpending\b.{0,20}\b(none|zero|empty)\b|\bpending( migrations?)?: ?(0|none|no)\b|\bnothing (is )?pending\b|\b(schema|database|migrations?) (is |are )?up[- ]to[- ]date\b|\bno unapplied\b|\bno outstanding migrations?\b)"))
    return std::nullopt;
  if (text.says(
          R"(\bbackup\b|\bpending (changes|approvals?|tickets?|orders?|jobs?|requests?|incidents?|alerts?|issues?|transactions?)\b)"))
    return std::nullopt;
  return Claim{};
}

static Finding judge_none_pending(const Claim& claim, const Evidence& evidence) {
  if (evidence.history) {
    const auto& pending = evidence.history->pending;
    auto out = pending.empty() ? found(claim, true, "no migration is pending")
                               : found(claim, false, fmt::format("pending: {}", check::some_of(pending)));
    out.value = fmt::format("{}", pending.size());
    return out;
  }
  const auto why = evidence.not_asked.find("history");
  return not_known(claim, why == evidence.not_asked.end() ? "the database was not asked" : why->second);
}

extern const Fact none_pending{.question = "Is no migration pending?",
                               .check = "",
                               .claimed = claimed_none_pending,
                               .judge = judge_none_pending};

}  // namespace facts
