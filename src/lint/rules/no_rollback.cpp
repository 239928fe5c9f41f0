// Migrations without a way back: none in the file, or for some of them only.
#include <algorithm>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

// "**Migration:** `organization_module`", one per step.
static std::vector<std::string> migrations_named(const Document& document) {
  static const std::regex named(R"(^\*\*Migration:?\*\*:?\s*`([^`]+)`)");
  std::vector<std::string> out;
  for (const int number : prose_lines(document)) {
    const std::string line(document.line(number).substr(0, 300));
    std::smatch match;
    if (std::regex_search(line, match, named)) out.push_back(match[1]);
  }
  return out;
}

static void find_no_rollback(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto& shell = shell_of(document);
  const auto first = std::find_if(shell.commands.begin(), shell.commands.end(), [&](const ShellCommand& command) {
    return shell.fence_of(command).in_main_line() && applies_migrations(command);
  });
  if (first == shell.commands.end()) return;
  if (!mentions(document, R"(roll(ing|ed)?[ -]?back|revert|restore|undo\b|back ?out|lockkeeper down)")) {
    findings.push_back(finding_at(*first,
                                  "this runbook has no way back: it says nowhere what to do when the migration fails",
                                  "add a section \"Rollback\" with the commands for it, and rehearse it"));
    return;
  }
  // Some migrations have a rollback of their own: then the others lack one.
  static const std::regex heading(R"(^roll ?back:?\s+(.+)$)", std::regex::icase);
  const auto names = migrations_named(document);
  std::set<std::string> covered;
  int where = 0;
  for (const auto& section : document.book.sections) {
    std::smatch match;
    if (!std::regex_match(section.title, match, heading)) continue;
    if (std::find(names.begin(), names.end(), match[1].str()) == names.end()) continue;
    covered.insert(match[1]);
    if (where == 0) where = section.line;
  }
  std::string without;
  std::size_t count = 0;
  for (const auto& name : names) {
    if (covered.contains(name)) continue;
    ++count;
    without += (without.empty() ? "" : ", ") + name;
  }
  if (covered.empty() || count == 0) return;
  findings.push_back(
      {.line = where,
       .message = fmt::format("{} of the migrations have no rollback of their own: {}", count, without),
       .better = "write it, or say that the way back is the backup, and how long that takes"});
}

extern const Rule no_rollback{.severity = Severity::warning, .find = find_no_rollback};

}  // namespace lint
