// The header says one thing, the statements do another.
#include <fmt/format.h>

#include "base/text.h"
#include "plan/duration.h"
#include "review/rule.h"

namespace review {

static bool says_no(std::string_view text) {
  return base::starts_with_ignoring_case(base::trim(text), "n") ||
         base::starts_with_ignoring_case(base::trim(text), "false");
}

static void look_header_contradicted(const MigrationEnd& ending, Sink& out) {
  const auto& header = ending.migration.header;
  const auto& text = ending.migration.up.text;
  const auto at = [&](std::string_view word) {
    const auto found = base::to_lower(text.substr(0, 4000)).find(word);
    return found == std::string::npos ? 0 : found;
  };
  if (says_no(header.breaking) && ending.trail.breaking)
    out.put({.location = {.migration = ending.number, .offset = at("breaking")},
             .message = fmt::format("the header says not breaking, but this {}", *ending.trail.breaking),
             .better = "Breaking: yes, and what has to be deployed before"});
  if (!ending.after.has_server()) return;  // sizes are not known
  if (const auto remark = plan::contradiction(header.estimate, {ending.trail.estimate_low + plan::commit_work.low,
                                                                ending.trail.estimate_high + plan::commit_work.high}))
    out.put({.location = {.migration = ending.number, .offset = at("duration")},
             .message = *remark,
             .better = "correct the header"});
}

extern const Rule header_contradicted{.severity = Severity::warning, .ending = look_header_contradicted};

}  // namespace review
