// Commands that go on until somebody stops them, with work behind them that is never reached.
#include <algorithm>

#include "lint/shell_text.h"
#include "runbook/shell.h"

namespace lint {

static void find_never_ends(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::vector<Finding> last;
  std::vector<Finding> blocking;
  for (std::size_t i = 0; i < shell.commands.size(); ++i) {
    const auto& command = shell.commands[i];
    if (command.words.empty() || command.after == "&") continue;
    const auto why = runbook::unending({.words = command.words, .piped_into = command.before == "|"});
    if (why.opens_session || !why.endless) continue;
    const bool more = std::any_of(shell.commands.begin(), shell.commands.end(), [&](const ShellCommand& other) {
      return other.fence == command.fence && other.line > command.line && other.before != "|";
    });
    if (more) {
      blocking.push_back(finding_at(
          command, why.reason + ": what stands below it in this fence is not reached until somebody presses Ctrl-C",
          "put it into a fence of its own, or end it: timeout 15m " + command.text()));
    } else {
      auto finding = finding_at(command, why.reason + ": say for how long to look, and what would be a reason to act",
                                "timeout 15m " + command.text());
      finding.severity = Severity::advice;
      last.push_back(std::move(finding));
    }
  }
  add_once(findings, std::move(blocking));
  add_once(findings, std::move(last));
}

extern const Rule never_ends{.severity = Severity::warning, .find = find_never_ends};

}  // namespace lint
