#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_duration(const Text& text) {
  if (!text.says(
          R"(\b(duration|downtime|elapsed|total time|execution time|took|takes?|runtime|dauer|within (the )?(maintenance )?window|completed (with)?in|finished (with)?in|durée|duración)\b)"))
    return std::nullopt;
  if (text.says(
          R"(\b(estimated?|query|queries|response|backup|restore|calculated|expected|per (query|request)|schedule\w*|book\w*|announce\w*)\b)"))
    return std::nullopt;
  Claim out{.limit = limit_in(text)};
  if (out.limit && out.limit->unit != "ms") out.limit.reset();
  if (!out.limit &&
      !text.says(
          R"(^(total |migration |overall |actual )*(duration|downtime|elapsed time|execution time|runtime|time)\b)"))
    return std::nullopt;
  if (out.limit && out.limit->compare == check::Operator::at_least &&
      text.says(R"(\b(within|in|max(imum)?|under|target)\b|~|^[^<>]*$)"))
    out.limit->compare = check::Operator::at_most;  // "Duration: 30 min" is how long it may take
  out.about = text.says(R"(\bmigrations?\b)") ? "of the migrations" : "of the run";
  return out;
}

static Finding judge_duration(const Claim& claim, const Evidence& evidence) {
  const bool of_migrations = claim.about == "of the migrations" && evidence.migrating;
  if (!of_migrations && !evidence.began) return not_known(claim, "no run is on record");
  const auto span = of_migrations ? *evidence.migrating : evidence.now - *evidence.began;
  const auto said = of_migrations ? fmt::format("the migrations of this run took {}", base::format_span(span))
                                  : fmt::format("{} since T-0 or the run's begin", base::format_span(span));
  auto out = by_limit(claim, static_cast<double>(span.count()), said);
  out.value = base::format_span(span);
  return out;
}

extern const Fact duration{
    .question = "How long did it take?", .check = "", .claimed = claimed_duration, .judge = judge_duration};

}  // namespace facts
