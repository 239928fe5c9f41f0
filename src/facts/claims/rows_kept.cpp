#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_rows_kept(const Text& text) {
  if (!text.says(
          R"(\brow ?counts?\b.*\b(unchanged|match(es|ed)?|same|kept|equal|identical|stable|verified|preserved|consistent|retained)\b|\b(row|record) counts? match\b|\b(no|zero|without|kein) (data|rows?|records?)[ -]?(loss|lost|missing|verlust)\b|\bno datenverlust\b|\bkein datenverlust\b|\b(data|rows|records) (kept|preserved|intact|retained|unchanged)\b|\bdata (integrity|loss)\b.*(\b100 ?%|\bverified\b|\bintact\b|\b0\b|\bnone\b|\bno\b|\bconfirmed\b|\bok\b)|\bno data integrity issues\b|\bno rows (were |are )?(lost|missing|deleted)\b|\ball (rows|records|data) (still )?(present|there|kept|preserved|intact)\b)"))
    return std::nullopt;
  if (text.says(R"(\bbackup\b|\bexport(ed)?\b|\banalytics\b)")) return std::nullopt;
  return Claim{};
}

static Finding judge_rows_kept(const Claim& claim, const Evidence& evidence) {
  return by_check(claim, evidence, "rows-kept");
}

extern const Fact rows_kept{.question = "Does every table still hold its rows?",
                            .check = "rows-kept",
                            .claimed = claimed_rows_kept,
                            .judge = judge_rows_kept};

}  // namespace facts
