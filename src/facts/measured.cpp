#include "facts/measured.h"

#include <fmt/format.h>

#include "base/text.h"
#include "check/checks.h"

namespace facts {

Finding not_known(const Claim& claim, std::string why) {
  return {.claim = claim, .holds = Holds::unknown, .evidence = std::move(why)};
}

Finding found(const Claim& claim, bool holds, std::string evidence) {
  return {.claim = claim, .holds = holds ? Holds::yes : Holds::no, .evidence = std::move(evidence)};
}

const base::Json* asked(const Evidence& evidence, std::string_view check, Finding& finding) {
  if (const auto facts = evidence.asked.find(std::string(check)); facts != evidence.asked.end())
    return &facts->second;
  const auto why = evidence.not_asked.find(std::string(check));
  finding.evidence = why == evidence.not_asked.end() ? "the database was not asked" : why->second;
  return nullptr;
}

Finding by_check(const Claim& claim, const Evidence& evidence, std::string_view id, Warning warning) {
  Finding out{.claim = claim};
  const auto* facts = asked(evidence, id, out);
  const auto* entry = base::find(check::checks(), id);
  if (!facts || !entry) return out;
  const auto answer = entry->item->decide(*facts, evidence.thresholds);
  out.evidence = base::one_line(answer.evidence, 160);
  if (answer.verdict == check::Verdict::skip) return out;
  out.holds = answer.verdict == check::Verdict::pass ? Holds::yes : Holds::no;
  if (answer.verdict == check::Verdict::warn && warning != Warning::contradicts)
    out.holds = warning == Warning::holds ? Holds::yes : Holds::unknown;
  return out;
}

Finding by_limit(const Claim& claim, double value, std::string evidence) {
  if (!claim.limit) return not_known(claim, std::move(evidence));
  return found(claim, check::holds(*claim.limit, value) != claim.denies, std::move(evidence));
}

Finding by_limit(const Claim& claim, const std::vector<Measurement>& measured) {
  std::optional<Finding> worst;
  for (const auto& each : measured) {
    auto one = each.number ? by_limit(claim, *each.number, each.evidence) : not_known(claim, each.evidence);
    one.value = each.value;
    if (!worst || one.holds == Holds::no) worst = std::move(one);
  }
  return worst.value();
}

std::optional<check::RollbackCondition> limit_in(const Text& text) {
  return check::parse_trigger(text.plain());
}

bool says_nothing_of_now(const Text& text) {
  if (text.says(
          R"(\b(if|when|where|as) (needed|required|necessary|applicable|possible)\b|\bwill be\b|\bto be\b(?! (safe|sure)))"))
    return true;
  // Of another time, a question, or what somebody else is to say.
  if (text.says(
          R"(\b(scheduled|planned|tomorrow|whether|nobody|should be|has to be|have to be)\b|^after the migration\b|\bask \w+\b|[?:] ?(no|none yet|pending)$|\?$)"))
    return true;
  // A backup is restored somewhere else, and that is about this database all the same.
  if (text.says(R"(\brestor\w*\b.*\b(on|to|into|in|at) (the |our |a )?(staging|test|sandbox|dev|qa|uat|pre-?prod))"))
    return false;
  return text.says(
      R"(\b(staging|stage environment|test environment|dev(elopment)?|qa|uat|sandbox|pre-?prod(uction)?|localhost|locally)\b)");
}

bool is_negated(const Text& text) {
  return text.says(
      R"(\b(not|never|no longer|isn t|isn't|wasn t|wasn't|hasn t|hasn't|nicht|noch kein\w*)\b(?! (more|exceed\w*|above|over|longer|greater|less|fewer|below|under|later)\b))");
}

}  // namespace facts
