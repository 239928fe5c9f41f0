#include <fmt/format.h>

#include "base/text.h"
#include "check/query_helpers.h"
#include "facts/claims/words.h"
#include "facts/measured.h"

namespace facts {

static std::optional<Claim> claimed_maintenance(const Text& text) {
  const bool mode = text.says(
      R"(\bmaintenance (mode|page|window)\b|\bwartungsmodus\b|\bmode maintenance\b|\b(application|app|site|api|service) (is )?(in|put in(to)?) (maintenance|read[- ]only)\b|\bread[- ]only mode\b)");
  if (!mode ||
      text.says(
          R"(\b(schedule[ds]?|booked|planned|announced?|communicat\w+|notif\w+|documented|calendar|reviewed|tested|ready|prepared?|duration|during|consider|extend\w*|approved|confirmed)\b|\bmaintenance window\b)"))
    return std::nullopt;
  Claim out;
  out.denies =
      text.says(
          R"(\b(disabled?|removed?|off|lifted|ended|leave|left|exit(ed)?|deactivated?|out of|over|beendet|aus)\b)") ||
      is_negated(text);
  if (!out.denies &&
      !text.says(
          R"(\b(enabled?|on|activated?|active|entered?|in|put|switched|turn(ed)?|start(ed)?|set|aktiv\w*|ein)\b)"))
    return std::nullopt;
  return out;
}

static Finding judge_maintenance(const Claim& claim, const Evidence& evidence) {
  if (!evidence.maintenance) return not_known(claim, "no maintenance mode is on record");
  const auto& mode = *evidence.maintenance;
  // That it was left some night before says nothing of how the application is kept out tonight.
  const bool of_before = evidence.began && mode.since < *evidence.began;
  if (!mode.on && !claim.denies && of_before) return not_known(claim, "no maintenance mode is on record in this run");
  auto out = found(claim, mode.on != claim.denies,
                   fmt::format("maintenance mode has been {} for {}{}", mode.on ? "on" : "off",
                               base::format_span(evidence.now - mode.since),
                               mode.how.empty() ? "" : fmt::format(" by '{}'", mode.how)));
  out.age = evidence.now - mode.since;
  out.value = mode.on ? "on" : "off";
  return out;
}

extern const Fact maintenance{.question = "Is maintenance mode on, or off?",
                              .check = "",
                              .reads_negation = true,
                              .claimed = claimed_maintenance,
                              .judge = judge_maintenance};

}  // namespace facts
