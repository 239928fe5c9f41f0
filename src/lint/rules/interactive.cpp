// ssh host, psql or script alone: what follows is meant to run inside, and a machine cannot do that.
#include <algorithm>
#include <map>

#include "lint/shell_text.h"
#include "runbook/shell.h"

namespace lint {

static bool reads_nothing(const ShellCommand& command) {
  return command.redirections.empty() ||
         std::none_of(command.redirections.begin(), command.redirections.end(),
                      [](const Redirection& each) { return each.op.starts_with("<"); });
}

static void find_interactive(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::size_t told = shell.fences.size();
  std::map<std::string, std::vector<Finding>> by_program;
  for (const auto& command : shell.commands) {
    if (command.words.empty() || command.fence == told || command.substituted) continue;
    const auto why = runbook::unending(
        {.words = command.words, .piped_into = command.before == "|", .redirected = !reads_nothing(command)});
    if (why.reason.empty() || why.endless) continue;
    const bool more = std::any_of(shell.commands.begin(), shell.commands.end(), [&](const ShellCommand& other) {
      return other.fence == command.fence && other.line > command.line && other.program() != "ssh";
    });
    told = command.fence;
    auto finding = finding_at(
        command,
        why.reason + (more && why.opens_session && command.program() == "ssh"
                          ? "; pasted or run as a script, the lines below it run on this machine"
                          : std::string()),
        command.program() == "ssh" ? "ssh HOST 'commands', or a here-document: ssh HOST bash -s <<'EOF'" : "");
    if (command.program() == "ssh" && more) finding.severity = Severity::warning;
    // Each ssh has lines of its own below it; an editor or a recording is the same advice every time.
    const auto key = command.program() == "ssh" ? std::to_string(command.line) : command.program();
    by_program[key].push_back(std::move(finding));
  }
  for (auto& [program, same] : by_program) add_once(findings, std::move(same));
}

extern const Rule interactive{.severity = Severity::advice, .find = find_interactive};

}  // namespace lint
