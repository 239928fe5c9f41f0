// Work with nothing after it that looks whether it came out right.
#include <map>
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
struct Part {
  const runbook::Section* section = nullptr;
  int end = 0;                            // first line behind it
  const ShellCommand* applies = nullptr;  // a migration
  bool verified = false;
};
}  // namespace

static bool verifies(const Document& document, int first, int end) {
  static const std::regex words(
      R"(\b(verif\w*|validat\w*|smoke|health|check(s|ed|ing)? (that|if|for|constraint|index|table|migration|row|status)\w*|expected|confirm\w*|status)\b)",
      std::regex::icase);
  for (int line = first; line < end; ++line) {
    const std::string text(document.line(line).substr(0, 500));
    if (std::regex_search(text, words)) return true;
  }
  return false;
}

// Sections of the main line that apply a migration, with the text up to the next section of their level or above.
static std::vector<Part> parts_of(const Document& document) {
  std::vector<Part> out;
  const auto& shell = shell_of(document);
  const auto& sections = document.book.sections;
  for (const auto& command : shell.commands) {
    if (!shell.fence_of(command).in_main_line() || !applies_migrations(command)) continue;
    const auto* section = section_at(document, command.line);
    if (section == nullptr || section->purpose != runbook::Purpose::main ||
        (!out.empty() && out.back().section == section))
      continue;
    int end = static_cast<int>(document.lines.size()) + 1;
    for (const auto& other : sections) {
      if (other.line > section->line && other.level <= section->level) {
        end = other.line;
        break;
      }
    }
    out.push_back(
        {.section = section, .end = end, .applies = &command, .verified = verifies(document, command.line + 1, end)});
  }
  return out;
}

static void find_unverified_step(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto parts = parts_of(document);
  if (parts.empty()) return;
  const auto& last = parts.back();
  if (!verifies(document, last.applies->line + 1, static_cast<int>(document.lines.size()) + 1)) {
    findings.push_back(
        finding_at(*last.applies, "nothing below this step looks whether the migration came out right",
                   "add a query with its expected answer: constraints valid, indexes valid, rows as many as before"));
    return;
  }
  // Where the steps beside it are verified one by one, one without is an oversight.
  const auto verified = std::count_if(parts.begin(), parts.end(), [](const Part& part) { return part.verified; });
  if (verified < 2) return;
  std::vector<Finding> same;
  for (const auto& part : parts) {
    if (!part.verified)
      same.push_back(
          finding_at(*part.applies,
                     fmt::format("\"{}\" is not verified, while {} other steps are", part.section->title, verified),
                     "add a query with its expected answer"));
  }
  add_once(findings, std::move(same));
}

extern const Rule unverified_step{.severity = Severity::warning, .find = find_unverified_step};

}  // namespace lint
