#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

// "24 hours", "1 day", "4h".
static std::optional<base::Milliseconds> span_of(const std::string& text) {
  const double number = std::stod(text);
  const auto unit = text.substr(std::min(text.find_first_not_of("0123456789. "), text.size()));
  double factor = 0;
  if (unit.starts_with("ms"))
    factor = 1;
  else if (unit.starts_with('s'))
    factor = 1'000;
  else if (unit.starts_with('m'))
    factor = 60'000;
  else if (unit.starts_with('h'))
    factor = 3'600'000;
  else if (unit.starts_with('d'))
    factor = 86'400'000;
  if (factor == 0) return std::nullopt;
  return base::Milliseconds(static_cast<long long>(number * factor));
}

static std::optional<Claim> claimed_backup_age(const Text& text) {
  bool restored = false;
  if (!is_about_backup(text)) return std::nullopt;
  const bool taken = says_backup_taken(text) || says_backup_verified(text, restored);
  Claim out;
  // "no older than 24 hours", "within the last 4h", "(< 1 day)"
  const auto span = text.part(
      R"((?:<=?|less than|younger than|newer than|no older than|not older than|within(?: the)?(?: last| past)?|in the last|from the last|max(?:imum)?(?: age)?|under|last) ?(\d+(?:\.\d+)? ?(?:ms|s|sec(?:ond)?s?|m|min(?:ute)?s?|h|hrs?|hours?|d|days?)\b))");
  if (!span.empty()) out.span = span_of(span);
  if (!out.span && text.says(R"(\btoday('s)?\b|\blast night\b|\bheute\b)"))
    out.span = base::Milliseconds(24 * 3600'000LL);
  if (!out.span && !(taken && text.says(R"(\b(recent|fresh|up[- ]to[- ]date|current)\b)"))) return std::nullopt;
  if (out.span && !taken &&
      !text.says(R"(\bback-?ups?\b.*\b(old|older|age|younger|newer|last|within|<)|\blast back-?up\b)"))
    return std::nullopt;
  if (text.says(R"(\bretention|\bkeep\b|\btakes?\b|\bduration\b)")) return std::nullopt;
  return out;
}

static Finding judge_backup_age(const Claim& claim, const Evidence& evidence) {
  const auto* backup = newest(evidence);
  if (!backup) return found(claim, false, no_backup(evidence));
  const auto limit = claim.span.value_or(evidence.backup_age);
  const auto age = evidence.now - backup->taken;
  auto out = found(claim, age <= limit, told(*backup, evidence));
  if (out.holds == Holds::no) out.evidence += fmt::format(", older than {}", base::format_span(limit));
  out.age = age;
  out.value = base::format_span(age);
  return out;
}

extern const Fact backup_age{.question = "Is the newest backup young enough?",
                             .check = "",
                             .claimed = claimed_backup_age,
                             .judge = judge_backup_age};

}  // namespace facts
