// ssh host, psql or script alone: what follows is meant to run inside, and a machine cannot do that.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

// What `exec -it` and `ssh -t` run may do its work and end: `env`, `pg_dump`.
static bool only_wants_terminal(const JudgedCommand& command) {
  const auto& why = command.says.terminal;
  return command.says.session.empty() && (why.starts_with("exec ") || why.find(" -t needs") != std::string::npos);
}

static std::string program_of(const JudgedCommand& command) {
  return command.says.text.substr(0, command.says.text.find(' '));
}

// Whether something that is not another way there stands below it.
static bool has_more_below(const Shell& shell, const JudgedCommand& command) {
  return std::any_of(shell.commands.begin(), shell.commands.end(), [&](const ShellCommand& other) {
    return other.fence == command.fence && other.line > command.says.line && other.program() != "ssh";
  });
}

static Finding tell_waiting(const Document& document, const JudgedCommand& command, bool more) {
  const bool ssh = program_of(command) == "ssh";
  const auto shown = "`" + base::shorten(command.says.text, 50) + "`";
  std::string message = command.says.session.empty()
                            ? shown + " waits at a keyboard: " + command.says.terminal
                            : shown + " waits at a keyboard: it opens " + command.says.session;
  if (more && ssh)
    message += "; pasted or run as a script, the lines below it run on this machine";
  else if (more && !command.says.session.empty())
    message += "; a person types the lines below it";
  auto out = finding_at(document, command, std::move(message),
                        ssh ? "ssh HOST 'commands', or a here-document: ssh HOST bash -s <<'EOF'" : "");
  if (more && ssh) out.severity = Severity::warning;
  return out;
}

static void find_interactive(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::size_t told = shell.fences.size();
  std::map<std::string, std::vector<Finding>> by_program;
  for (const auto& command : shell.judged) {
    const bool waits = !command.says.session.empty() || !command.says.terminal.empty();
    if (!waits || command.fence == told || !command.says.never_ends.empty() || only_wants_terminal(command)) continue;
    told = command.fence;
    // Each ssh has lines of its own below it; an editor or a recording is the same advice every time.
    const auto program = program_of(command);
    by_program[program == "ssh" ? std::to_string(command.says.line) : program].push_back(
        tell_waiting(subject.document, command, has_more_below(shell, command)));
  }
  for (auto& [program, same] : by_program) add_once(findings, std::move(same));
}

extern const Rule interactive{.severity = Severity::advice, .find = find_interactive};

}  // namespace lint
