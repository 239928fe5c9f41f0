#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_unvalidated_constraints(const Text& text) {
  if (!text.says(R"(\b(constraints?|fks?|foreign keys?|checks)\b)")) return std::nullopt;
  if (!text.says(
          R"(\b(constraints?|fks?|foreign keys?)\b.*\b(valid|validated|gültig)\b|\b(no|zero|0) (un-?validated|not[- ]valid(ated)?|invalid) (\w+ )?(constraints?|fks?|foreign keys?)\b|\bvalidated? (all )?(constraints?|foreign keys?)\b|\ball (check |foreign key )?constraints? (created|validated)\b)"))
    return std::nullopt;
  return Claim{};
}

static Finding judge_unvalidated_constraints(const Claim& claim, const Evidence& evidence) {
  return by_check(claim, evidence, "unvalidated-constraints");
}

extern const Fact unvalidated_constraints{.question = "Are all constraints validated?",
                                          .check = "unvalidated-constraints",
                                          .claimed = claimed_unvalidated_constraints,
                                          .judge = judge_unvalidated_constraints};

}  // namespace facts
