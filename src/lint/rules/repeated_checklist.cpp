// The same check list twice: in the body, and as a summary in an appendix.
#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"

namespace lint {

namespace {
using Words = std::set<std::string>;
}  // namespace

// Word stems: "backups" and "backup", "verification" and "verify" count as one.
static Words words_of(std::string_view text) {
  static const std::set<std::string> empty{"the", "a", "an", "of", "to", "on", "in", "for", "and", "if", "all"};
  Words out;
  std::istringstream stream(plain_words(text));
  for (std::string word; stream >> word;) {
    if (!empty.contains(word)) out.insert(word.substr(0, 5));
  }
  return out;
}

static bool alike(const Words& a, const Words& b) {
  if (a.size() < 2 || b.size() < 2) return false;
  const auto common = std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); });
  return static_cast<double>(common) >= 0.66 * static_cast<double>(std::max(a.size(), b.size()));
}

static std::vector<Words> body_of(const Document& document, int first, int end) {
  static const std::regex named(R"(^\s*(#+\s+.*|- \[.\] .*)$)");
  std::vector<Words> out;
  for (const int number : prose_lines(document)) {
    const std::string line(document.line(number).substr(0, 300));
    if ((number < first || number >= end) && std::regex_match(line, named)) {
      const auto box = line.find("] ");
      out.push_back(
          words_of(line.find("- [") != std::string::npos && box != std::string::npos ? line.substr(box + 2) : line));
    }
  }
  return out;
}

static void find_repeated_checklist(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex summary(R"(check ?list|summary|overview)", std::regex::icase);
  static const std::regex box(R"(^\s*- \[.\] (.*)$)");
  const auto& document = subject.document;
  const auto& sections = document.book.sections;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    const auto& section = sections[i];
    if (!std::regex_search(section.title, summary)) continue;
    int end = static_cast<int>(document.lines.size()) + 1;
    for (std::size_t k = i + 1; k < sections.size(); ++k) {
      if (sections[k].level <= section.level) {
        end = sections[k].line;
        break;
      }
    }
    std::vector<Words> items;
    for (int line = section.line; line < end; ++line) {
      const std::string text(document.line(line).substr(0, 300));
      std::smatch match;
      if (std::regex_match(text, match, box)) items.push_back(words_of(match[1].str()));
    }
    if (items.size() < 5) continue;
    const auto body = body_of(document, section.line, end);
    const auto repeated = static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [&](const Words& item) {
      return std::any_of(body.begin(), body.end(), [&](const Words& other) { return alike(item, other); });
    }));
    if (repeated < 5 || repeated * 2 < items.size()) continue;
    findings.push_back({.line = section.line,
                        .message = fmt::format("{} of the {} items of this list are steps of the body as well: "
                                               "ticked in one place, they stay open in the other",
                                               repeated, items.size()),
                        .better = "keep one; lockkeeper runbook show prints the short form"});
  }
}

extern const Rule repeated_checklist{.severity = Severity::advice, .find = find_repeated_checklist};

}  // namespace lint
