#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_invalid_indexes(const Text& text) {
  if (!text.says(R"(\bind(ex(es)?|ices)\b|\bindizes\b)")) return std::nullopt;
  if (!text.says(
          R"(\b(no|zero|0|without) invalid ind|\bno ind(ex(es)?|ices) (is |are )?invalid\b|\binvalid ind(ex(es)?|ices): ?(0|none|no)\b|\bind(ex(es)?|ices)\b.*\b(valid|built|gültig)\b|\ball ind(ex(es)?|ices) (exist|were |are |have been )?(created|built|valid)\b|\bvalid ind(ex(es)?|ices)\b)"))
    return std::nullopt;
  return Claim{};
}

static Finding judge_invalid_indexes(const Claim& claim, const Evidence& evidence) {
  return by_check(claim, evidence, "invalid-indexes");
}

extern const Fact invalid_indexes{.question = "Are all indexes valid?",
                                  .check = "invalid-indexes",
                                  .claimed = claimed_invalid_indexes,
                                  .judge = judge_invalid_indexes};

}  // namespace facts
