#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_rollback(const Text& text) {
  if (!text.says(R"(\b(roll(ed)?[- ]?back|rollbacks)\b)")) return std::nullopt;
  if (text.says(
          R"(\brollback (script|plan|procedure|criteria|steps?|tested|documented|ready|verified|reviewed|window|lead|decision|triggers?|point)s?\b|\b(test|verify|document|review|prepare|define)\b)"))
    return std::nullopt;
  if (!text.says(
          R"(\b(no|not|zero|0|without|none) (\w+ )?roll(ed)?[- ]?back|\brollbacks?( required| needed| executed| performed)?:? ?(no|none|0|not (required|needed|performed|executed))\b|\brollback (was )?not (required|needed|performed|executed)\b)")) {
    if (!text.says(R"(^rollbacks? (required|needed|executed|performed)\b|^rolled back\b)")) return std::nullopt;
    return Claim{};
  }
  return Claim{.denies = true};
}

static Finding judge_rollback(const Claim& claim, const Evidence& evidence) {
  if (!evidence.began && evidence.rolled_back.empty()) return not_known(claim, "no run is on record");
  const bool back = !evidence.rolled_back.empty();
  auto out = found(claim, back != claim.denies,
                   back ? fmt::format("rolled back: {}", check::some_of(evidence.rolled_back))
                        : "nothing was rolled back in this run");
  out.value = back ? "Yes" : "No";
  return out;
}

extern const Fact rollback{.question = "Was anything rolled back?",
                           .check = "",
                           .reads_negation = true,
                           .claimed = claimed_rollback,
                           .judge = judge_rollback};

}  // namespace facts
