// What a fence's own comments say that should come back.
#include <regex>

#include "base/text.h"
#include "runbook/fence.h"

namespace runbook {

static std::regex any_case(const char* text) {
  return std::regex(text, std::regex::icase | std::regex::optimize);
}

// "=> 4", "should be 4", "must return 4": what stands behind.
static std::optional<std::string> said_outright(const std::string& comment) {
  static const std::regex pattern = any_case(
      "^(?:(?:=>|==>|→)\\s*|(?:should|must|has to) (?:be|return|show|print|say|equal|give|output):?\\s+)(.+)$");
  std::smatch match;
  if (!std::regex_search(comment, match, pattern)) return std::nullopt;
  return match[1];
}

namespace {

struct Announced {
  std::string label;
  std::string text;
};

}  // namespace

// "Expected (healthy): 4 checks", "Output: 4", "Erwartet: 4", "expect 4".
static std::optional<Announced> announced(const std::string& comment, const Tongue& tongue) {
  // "Expected duration: 5 min" and its like are about the work, not about what it prints.
  static const std::regex about_work = any_case("\\b(changes?|durations?|time|impact|downtime|behaviou?r)\\b");
  auto colon = comment.find(':');
  std::size_t behind = 1;
  if (const auto wide = comment.find("："); wide < colon) colon = wide, behind = 3;
  if (colon == std::string::npos || colon > 60) return std::nullopt;
  const auto label = comment.substr(0, colon);
  if (std::regex_search(label, about_work)) return std::nullopt;
  const bool english = base::starts_with_ignoring_case(label, "expect");
  if (!english && !tongue.says_expected(label) && !tongue.says_shown(label)) return std::nullopt;
  return Announced{label, std::string(base::trim(std::string_view(comment).substr(colon + behind)))};
}

// "… -- should be 0", "… # => 4", "… -- expected: 4"
static std::optional<std::string> trailing(std::string_view line, const Tongue& tongue) {
  for (const std::string_view sign : {" -- ", " # "}) {
    const auto at = line.rfind(sign);
    if (at == std::string_view::npos) continue;
    const std::string comment(base::trim(line.substr(at + sign.size())));
    if (auto outright = said_outright(comment)) return outright;
    if (auto said = announced(comment, tongue); said && !said->text.empty()) return said->text;
    static const std::regex expect = any_case("^expect(?:ed)?\\s+(.+)$");
    std::smatch match;
    if (std::regex_search(comment, match, expect)) return match[1];
  }
  return std::nullopt;
}

bool is_refusal(std::string_view expected) {
  static const std::regex pattern = any_case(
      "^(error|fatal|panic|psql: error)\\s*:|^(an? )?error$|^(connection refused|permission denied|access denied"
      "|must fail|should fail|fails|failure|refused|is refused|rejected|is rejected|not "
      "found|forbidden|unauthorized)\\b");
  const std::string text(base::trim(expected).substr(0, 200));
  return std::regex_search(text, pattern);
}

std::vector<Expectation> expectations_in(std::string_view text, int first_line, const Tongue& tongue) {
  std::vector<Expectation> out;
  const auto lines = base::lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int number = first_line + static_cast<int>(i);
    if (lines[i].size() > 500) continue;  // std::regex is slow, and recurses
    const auto comment = comment_of(lines[i]);
    if (!comment) {
      if (auto found = trailing(lines[i], tongue)) out.push_back({.text = *found, .line = number});
      continue;
    }
    const std::string said(*comment);
    if (auto outright = said_outright(said)) {
      out.push_back({.text = *outright, .line = number});
      continue;
    }
    const auto found = announced(said, tongue);
    if (!found) continue;
    Expectation expectation{.text = found->text, .line = number};
    while (found->text.empty() && i + 1 < lines.size()) {
      const auto next = comment_of(lines[i + 1]);
      if (!next || next->empty() || base::starts_with_ignoring_case(*next, "expect") ||
          announced(std::string(*next), tongue))
        break;
      expectation.text += (expectation.text.empty() ? "" : "\n") + std::string(*next);
      ++i;
    }
    if (!expectation.text.empty()) out.push_back(std::move(expectation));
  }
  for (auto& each : out) each.refusal = is_refusal(each.text);
  return out;
}

}  // namespace runbook
