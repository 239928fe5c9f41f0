// Commands that go on until somebody stops them, with work behind them that is never reached.
#include <algorithm>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

// The line of the last command of each fence.
static std::vector<int> last_work(const Shell& shell) {
  std::vector<int> out(shell.fences.size(), 0);
  for (const auto& command : shell.commands) {
    if (command.before != "|") out[command.fence] = std::max(out[command.fence], command.line);
  }
  return out;
}

// A tunnel, a port or a server is needed by what follows; a log is looked at for a while.
static bool is_for_others(const std::string& never_ends) {
  return std::ranges::any_of(std::array{"port", "tunnel", "connection", "server", "stays with"},
                             [&](const char* word) { return never_ends.find(word) != std::string::npos; });
}

static std::string better_for(const JudgedCommand& command) {
  const auto& text = command.says.text;
  if (is_for_others(command.says.never_ends))
    return "in a fence of its own: ```bash {background}, which goes on beside the steps that follow";
  return "timeout 15m " + text;
}

static void find_never_ends(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  const auto last_line = last_work(shell);
  std::vector<Finding> last;
  std::vector<Finding> blocking;
  int told = 0;  // a line: `watch` and what it runs
  for (const auto& command : shell.judged) {
    if (command.says.never_ends.empty() || command.beside || command.says.line == told) continue;
    told = command.says.line;
    const auto what =
        fmt::format("`{}` never ends ({})", base::shorten(command.says.text, 40), command.says.never_ends);
    if (last_line[command.fence] > command.says.line) {
      blocking.push_back(
          finding_at(subject.document, command,
                     what + ": what stands below it in this fence is not reached until somebody presses Ctrl-C",
                     better_for(command)));
    } else {
      auto finding = finding_at(subject.document, command,
                                what + (is_for_others(command.says.never_ends)
                                            ? ": the run waits here"
                                            : ": say for how long to look, and what would be a reason to act"),
                                better_for(command));
      finding.severity = Severity::advice;
      last.push_back(std::move(finding));
    }
  }
  add_once(findings, std::move(blocking));
  add_once(findings, std::move(last));
}

extern const Rule never_ends{.severity = Severity::warning, .find = find_never_ends};

}  // namespace lint
