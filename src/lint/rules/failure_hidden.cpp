// `check || echo "DOWN"`: the failure becomes a line of text, and success.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static bool swallows(const ShellCommand& command) {
  const auto program = command.program();
  return program == "echo" || program == "true" || program == ":" || program == "printf";
}

static bool is_check(const ShellCommand& command) {
  const auto program = command.program();
  return program == "curl" || program == "psql" || program == "pg_isready" || program == "pg_dump" ||
         program == "pg_restore" || program == "kubectl" || applies_migrations(command);
}

static void find_failure_hidden(const Subject& subject, std::vector<Finding>& findings) {
  const auto& commands = shell_of(subject.document).commands;
  std::vector<Finding> same;
  for (std::size_t i = 0; i + 1 < commands.size(); ++i) {
    const auto& command = commands[i];
    if (command.after != "||" || !is_check(command) || !swallows(commands[i + 1])) continue;
    if (commands[i + 1].after == "&&" || commands[i + 1].after == ";") continue;  // … || { echo …; exit 1; }
    same.push_back(finding_at(command,
                              "when this fails, " + commands[i + 1].program() +
                                  " makes a success of it: the fence ends with 0, and nothing stops",
                              "leave the || away, or end with the failure: || { echo \"…\"; exit 1; }"));
  }
  add_once(findings, std::move(same));
}

extern const Rule failure_hidden{.severity = Severity::warning, .find = find_failure_hidden};

}  // namespace lint
