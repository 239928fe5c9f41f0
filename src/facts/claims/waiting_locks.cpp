#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_waiting_locks(const Text& text) {
  if (!text.says(
          R"(\block waits?\b|\bwaiting (for )?locks?\b|\b(blocked|blocking|waiting) (queries|sessions?|process(es)?|locks?)\b|\b(ungranted|pending|blocking|conflicting|contended|unusual)( database| table)? locks?\b|\bno( database| table| open| active)* locks?\b|\block contention\b|\b(sessions?|queries|process(es)?|transactions?) (are |is )?(waiting|blocked)\b|\bno deadlocks?\b|\block wait (time|queue)\b)"))
    return std::nullopt;
  if (!text.says(R"(\b(no|none|zero|without|keine)\b|\b0\b|\b(verify|ensure|confirm|check)\b|[<>])"))
    return std::nullopt;
  if (text.says(R"(\b(monitor|watch|document|alert|file|\.lock)\b)")) return std::nullopt;
  Claim out{.limit = limit_in(text)};
  if (out.limit && out.limit->unit != "ms") out.limit.reset();
  return out;
}

static Finding judge_waiting_locks(const Claim& claim, const Evidence& evidence) {
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, "ungranted-locks", out);
  if (!facts || !claim.limit) return by_check(claim, evidence, "ungranted-locks");
  long long longest = 0;
  for (const auto& wait : *facts) longest = std::max(longest, check::integer(wait, "waited_ms"));
  auto judged = by_limit(claim, static_cast<double>(longest),
                         facts->empty() ? std::string("nobody waits for a lock")
                                        : fmt::format("the longest wait for a lock is {}",
                                                      base::format_span(base::Milliseconds(longest))));
  judged.value = base::format_span(base::Milliseconds(longest));
  return judged;
}

extern const Fact waiting_locks{.question = "Does nobody wait for a lock?",
                                .check = "ungranted-locks",
                                .claimed = claimed_waiting_locks,
                                .judge = judge_waiting_locks};

}  // namespace facts
