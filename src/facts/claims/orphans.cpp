#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_orphans(const Text& text) {
  if (!text.says(
          R"(\b(no|zero|0|without) (orphan(s|ed)?|dangling)\b|\borphan(s|ed)?( (rows|records))?: ?(0|none|no)\b)"))
    return std::nullopt;
  if (text.says(R"(\borphaned (files?|images?|pods?|volumes?|objects? in s3|processes)\b)")) return std::nullopt;
  return Claim{};
}

static Finding judge_orphans(const Claim& claim, const Evidence& evidence) {
  return by_check(claim, evidence, "orphans");
}

extern const Fact orphans{.question = "Are there no rows whose foreign key refers to nothing?",
                          .check = "orphans",
                          .claimed = claimed_orphans,
                          .judge = judge_orphans};

}  // namespace facts
