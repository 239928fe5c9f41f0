#include "lint/prose.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

std::vector<int> prose_lines(const Document& document) {
  std::vector<bool> fenced(document.lines.size() + 2, false);
  for (const auto& fence : shell_of(document).fences) {
    const auto lines = static_cast<int>(base::lines(fence.text).size());
    const int last = fence.line + lines - (fence.closed ? 0 : 1);
    for (int line = fence.opening; line <= last && line <= static_cast<int>(document.lines.size()); ++line)
      fenced[static_cast<std::size_t>(line)] = true;
  }
  std::vector<int> out;
  bool comment = false;
  for (int line = 1; line <= static_cast<int>(document.lines.size()); ++line) {
    if (fenced[static_cast<std::size_t>(line)]) continue;
    const auto text = document.line(line);
    if (text.find("<!--") != std::string_view::npos) comment = true;
    if (!comment) out.push_back(line);
    if (text.find("-->") != std::string_view::npos) comment = false;
  }
  return out;
}

std::string plain_words(std::string_view text) {
  std::string out;
  int brackets = 0;
  for (const char c : text) {
    if (c == '(') ++brackets;
    if (c == ')' && brackets > 0) {
      --brackets;
      continue;
    }
    if (brackets > 0) continue;
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  const auto first = out.find_first_not_of("0123456789 ");
  return std::string(
      base::trim(first == std::string::npos ? std::string_view() : std::string_view(out).substr(first)));
}

bool is_within(const Document& document, const runbook::Section* section, runbook::Purpose purpose) {
  while (section != nullptr) {
    if (section->purpose == purpose) return true;
    section = section->parent && *section->parent < document.book.sections.size()
                  ? &document.book.sections[*section->parent]
                  : nullptr;
  }
  return false;
}

bool mentions(const Document& document, const std::string& pattern) {
  const std::regex regex(pattern, std::regex::icase);
  return std::any_of(document.lines.begin(), document.lines.end(), [&](const std::string& line) {
    const auto text = line.substr(0, 1000);
    return std::regex_search(text, regex);
  });
}

static int month_named(const std::string& name) {
  static const std::map<std::string, int> months{{"jan", 1}, {"feb", 2},  {"mar", 3},  {"apr", 4},
                                                 {"may", 5}, {"jun", 6},  {"jul", 7},  {"aug", 8},
                                                 {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12}};
  const auto found = months.find(base::to_lower(name.substr(0, 3)));
  return found == months.end() ? 0 : found->second;
}

static std::optional<base::Instant> day_of(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::time_point_cast<base::Milliseconds>(std::chrono::sys_days(date));
}

std::optional<DateInText> date_in(const std::string& text) {
  static const std::regex iso(R"(\b(20\d\d)-(\d\d)-(\d\d)\b)");
  static const std::regex dotted(R"(\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b)");
  static const std::regex month_first(R"(\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (20\d\d)\b)");
  static const std::regex day_first(R"(\b(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Z][a-z]{2,8}),? (20\d\d)\b)");
  const auto shorter = text.substr(0, 1000);
  std::smatch match;
  std::optional<base::Instant> day;
  if (std::regex_search(shorter, match, iso))
    day = day_of(std::stoi(match[1]), std::stoi(match[2]), std::stoi(match[3]));
  else if (std::regex_search(shorter, match, dotted))
    day = day_of(std::stoi(match[3]), std::stoi(match[2]), std::stoi(match[1]));
  else if (std::regex_search(shorter, match, month_first))
    day = day_of(std::stoi(match[3]), month_named(match[1]), std::stoi(match[2]));
  else if (std::regex_search(shorter, match, day_first))
    day = day_of(std::stoi(match[3]), month_named(match[2]), std::stoi(match[1]));
  if (!day) return std::nullopt;
  return DateInText{.day = *day, .offset = static_cast<std::size_t>(match.position(0))};
}

}  // namespace lint
