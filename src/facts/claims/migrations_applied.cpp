#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_migrations_applied(const Text& text) {
  if (!text.says(R"(\b(migrations?|schema changes?|migrationen)\b)")) return std::nullopt;
  if (text.says(
          R"(\bmigrations? (script|scripts|plan|log|logs|file|files|guide|window|lead|team|channel|checklist|order|history|duration|time|table|report|tool|tests?|review|docs?|documentation|notes)\b|\b(review|reviewed|tested|test|notified|informed|documented|scheduled|planned|ready|pending|validated|staging|rollback|undone|rolled back|estimated|calculated|communication|announced|approved|dependencies)\b|\bbackup\b|\b(before|prior to) (the )?migrations?\b)"))
    return std::nullopt;
  Claim out;
  static constexpr std::string_view applied =
      R"(\b(migrations?|schema changes?)\b.*\b(applied|completed?|finished|done|executed|deployed|successful(ly)?|succeeded|ran|run|in place|without (any )?(errors?|failures?)|angewendet|durchgelaufen)\b|\b(apply|run|execute|deploy)\b (\w+ ){0,3}migrations?\b|\b(applied|completed|executed) (\w+ ){0,3}migrations?\b)";
  static constexpr std::string_view clean =
      R"(\b(no|none|zero|0|without|keine)\b.{0,20}\b(failed|failing|failures?|errors?|fehlgeschlagen\w*)\b|\bno failed migrations?\b|\bmigrations? (failed|failures|errors): ?(0|none|no)\b)";
  const bool is_clean = text.says(clean);
  if (!text.says(applied) && !is_clean) return std::nullopt;
  if (!is_clean && text.says(R"(^no (\w+ )?migrations?\b)"))
    return std::nullopt;  // "No migration has been applied yet"
  if (is_clean && !text.says(applied)) out.about = "none failed";
  // One of several: "Apply migration 3", "Migration completed without errors".
  const bool all = text.says(R"(\b(all|every|alle)\b|\bmigrations\b(?! ?#?\d)|\bschema changes\b)");
  if (!all && out.about.empty()) out.about = "one";
  const auto digits = text.part(R"(\b(?:all |alle |the )?(?:of the )?(\d{1,4}) (?:\w+ ){0,2}migration)");
  static constexpr std::pair<std::string_view, long long> words[] = {
      {"two", 2},   {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6},
      {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"twelve", 12}};
  if (!digits.empty()) out.count = std::stoll(digits);
  for (const auto& [word, number] : words) {
    if (out.count) break;
    if (text.part(R"(\ball (\w+) (?:\w+ ){0,2}migration)") == word) out.count = number;
  }
  const auto of = text.part(R"(\b\d{1,4} ?(?:/|of) ?(\d{1,4})\b)");
  if (out.count == 0) out.count.reset();  // "0 failed migrations"
  if (!out.count && !of.empty()) out.count = std::stoll(of);
  return out;
}

static Finding judge_migrations_applied(const Claim& claim, const Evidence& evidence) {
  const auto& history = evidence.history;
  if (!evidence.failed.empty() || (history && !history->failed.empty())) {
    const auto& failed = evidence.failed.empty() ? history->failed : evidence.failed;
    return found(claim, false, fmt::format("failed: {}", check::some_of(failed)));
  }
  const auto here = std::ssize(evidence.applied);
  const auto in_run = fmt::format("{} applied in this run", base::count_of(here, "migration"));
  const auto others = evidence.by_others.empty()
                          ? std::string()
                          : fmt::format("; also ran '{}'", fmt::join(evidence.by_others, "', '"));
  Finding out{.claim = claim};
  if (claim.about == "one" && !claim.count) {
    if (here > 0) return found(claim, true, in_run + ", none failed");
    if (!others.empty())
      return found(claim, true, others.substr(std::string_view("; also ran ").size()) + " ended without an error");
    return not_known(claim, "no migration is on record in this run");
  }
  if (history) {
    const auto pending = std::ssize(history->pending);
    const auto all = history->applied + pending;
    out.evidence = fmt::format(
        "{} of {} migrations are in the history, {}{}", history->applied, all,
        pending == 0 ? "none failed" : fmt::format("pending: {}", check::some_of(history->pending)), others);
    out.holds = claim.about == "none failed" || pending == 0 ? Holds::yes : Holds::no;
    out.value = fmt::format("{} of {}", history->applied, all);
    if (claim.count && claim.about.empty()) {
      const bool enough = here >= *claim.count || history->applied >= *claim.count;
      if (!enough) out.holds = Holds::no;
      if (enough && here > 0) out.evidence += fmt::format("; {}", in_run);
      if (here >= *claim.count) out.value = fmt::format("{} of {}", here, *claim.count);
    }
    return out;
  }
  if (here > 0 && (!claim.count || here >= *claim.count)) {
    out = found(claim, true, in_run + ", none failed");
    out.value = claim.count ? fmt::format("{} of {}", here, *claim.count) : fmt::format("{}", here);
    return out;
  }
  if (here > 0) return found(claim, false, fmt::format("{}, not {}", in_run, *claim.count));
  if (!others.empty()) return found(claim, true, others.substr(7) + " ended without an error");
  const auto why = evidence.not_asked.find("history");
  return not_known(claim, why == evidence.not_asked.end() ? "no migration is on record in this run" : why->second);
}

extern const Fact migrations_applied{.question = "Are the migrations applied, and has none failed?",
                                     .check = "",
                                     .claimed = claimed_migrations_applied,
                                     .judge = judge_migrations_applied};

}  // namespace facts
