// For people at a terminal: each finding with its line and a caret, then the count. Advice that a file gets again and
// again is shown twice, and then by its lines: a screen of it hides what matters.
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "findings/formats.h"

namespace findings {

static constexpr std::size_t shown_whole = 2;
static constexpr std::size_t enough_to_fold = 5;
static constexpr std::size_t most_lines = 20;

using Key = std::pair<std::string_view, std::string_view>;  // file, rule

static std::string folded(const std::vector<const Finding*>& all) {
  std::vector<int> lines;
  for (auto at = shown_whole; at < all.size() && lines.size() < most_lines; ++at) lines.push_back(all[at]->line);
  const auto more = all.size() - shown_whole;
  return fmt::format("  and {} more of {} in this file: lines {}{}\n\n", more, all.front()->rule,
                     fmt::join(lines, ", "), more > lines.size() ? " …" : "");
}

static std::string render_text(const Report& report) {
  std::map<Key, std::vector<const Finding*>> advice;
  for (const auto& finding : report.findings)
    if (finding.weight() == Severity::advice) advice[{finding.file, finding.rule}].push_back(&finding);
  std::string out;
  for (const auto& finding : report.findings) {
    const auto same = finding.weight() == Severity::advice ? advice.find({finding.file, finding.rule}) : advice.end();
    if (same == advice.end() || same->second.size() < enough_to_fold) {
      out += to_text(finding) + "\n";
      continue;
    }
    const auto& all = same->second;
    if (&finding == all[0] || &finding == all[1]) out += to_text(finding) + "\n";
    if (&finding == all[1]) out += folded(all);
  }
  return out + summary(report);
}

extern const Format text{.summary = "for people: the line with a caret, the better way", .render = render_text};

}  // namespace findings
