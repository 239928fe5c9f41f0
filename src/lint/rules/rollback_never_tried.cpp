// A rollback procedure that nobody is told to try.
#include <algorithm>
#include <regex>

#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

// "Rehearsed every quarter", in the procedure itself.
static bool says_so_itself(const Document& document) {
  static const std::regex tried(R"(\b(rehears|tested|tried|drill|exercised|practi[cs]ed))", std::regex::icase);
  for (const int number : prose_lines(document)) {
    const std::string line(document.line(number).substr(0, 500));
    if (std::regex_search(line, tried) &&
        is_within(document, section_at(document, number), runbook::Purpose::rollback))
      return true;
  }
  return false;
}

static void find_rollback_never_tried(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto& shell = shell_of(document);
  const auto procedure =
      std::find_if(document.book.sections.begin(), document.book.sections.end(),
                   [](const runbook::Section& section) { return section.purpose == runbook::Purpose::rollback; });
  if (procedure == document.book.sections.end()) return;
  const bool has_commands = std::any_of(shell.fences.begin(), shell.fences.end(), [&](const Fence& fence) {
    return (fence.shell() || fence.language == "sql") &&
           is_within(document, section_at(document, fence.opening), runbook::Purpose::rollback);
  });
  if (!has_commands) return;
  if (mentions(
          document,
          R"((test|tri|try|rehears|verif|exercis|drill|practi[cs]|dry[- ]run)\w*[^.]*\b(roll(ing|ed)?[ -]?back|revert|restore plan)|roll ?back\b[^.]*\b(test|tried|rehears|verified|exercis|drill|staging))")) {
    return;
  }
  if (says_so_itself(document)) return;
  findings.push_back(
      {.line = procedure->line,
       .message = "nothing in this runbook has anybody try the rollback before it is needed: whether it works, and "
                  "how long it takes, is unknown",
       .better = "lockkeeper runbook rehearse --procedure tries it on a copy; write the time it took beside it"});
}

extern const Rule rollback_never_tried{.severity = Severity::advice, .find = find_rollback_never_tried};

}  // namespace lint
