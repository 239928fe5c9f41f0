// A pipeline whose first half may fail unseen: `pg_dump | gzip` ends with gzip's exit code.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

// What makes something that later steps rely on; a failing `grep` or `curl | jq` in a look around is no matter.
static bool matters(const ShellCommand& command) {
  const auto program = command.program();
  return program == "pg_dump" || program == "pg_dumpall" || program == "pg_basebackup" || program == "mysqldump" ||
         program == "gunzip" || program == "zcat" || program == "gpg" || applies_migrations(command);
}

static bool sets_pipefail(const ShellCommand& command) {
  return command.program() == "set" && command.text().find("pipefail") != std::string::npos;
}

static void find_pipe_without_pipefail(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::vector<Finding> same;
  bool pipefail = false;
  for (std::size_t i = 0; i < shell.commands.size(); ++i) {
    const auto& command = shell.commands[i];
    pipefail = pipefail || sets_pipefail(command);
    if (pipefail || command.after != "|" || !matters(command)) continue;
    if (i + 1 < shell.commands.size() && shell.commands[i + 1].program() == "tee")
      continue;  // tee-hides-exit says it
    same.push_back(
        finding_at(command,
                   command.program() + " may fail here and nobody sees it: a pipeline ends with the exit code of "
                                       "its last command",
                   command.program() == "pg_dump"
                       ? "pg_dump -Fc -f FILE …, which compresses by itself; or begin the fence with: set -o pipefail"
                       : "begin the fence with: set -o pipefail"));
  }
  add_once(findings, std::move(same));
}

extern const Rule pipe_without_pipefail{.severity = Severity::warning, .find = find_pipe_without_pipefail};

}  // namespace lint
