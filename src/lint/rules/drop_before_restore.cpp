// The database is dropped before the backup is known to restore.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static bool drops(const ShellCommand& command) {
  if (command.program() == "dropdb") return true;
  static const std::regex statement(R"(\bdrop\s+database\b)", std::regex::icase);
  const auto sql = command.value('c', "--command");
  return command.program() == "psql" && sql.size() < 2000 && std::regex_search(sql, statement);
}

// psql fed by a file or another program; a -c is not a restore.
static bool restores_drop_before_restore(const ShellCommand& command) {
  const auto program = command.program();
  if (program == "pg_restore") return true;
  if (program != "psql") return false;
  return command.redirection("<") != nullptr || command.before == "|" || !command.value('f', "--file").empty();
}

static void find_drop_before_restore(const Subject& subject, std::vector<Finding>& findings) {
  const auto& commands = shell_of(subject.document).commands;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!drops(commands[i])) continue;
    bool restored = false;
    for (std::size_t k = i + 1; k < commands.size() && commands[k].fence == commands[i].fence; ++k)
      restored = restored || restores_drop_before_restore(commands[k]);
    if (!restored) continue;
    findings.push_back(finding_at(commands[i],
                                  "drops the database before its backup is restored: if the restore fails, neither "
                                  "is left. What a dump does not hold "
                                  "(ALTER DATABASE … SET, owner, connection limit) is lost as well",
                                  "lockkeeper backup restore, or by hand: restore into a new database, compare, then "
                                  "ALTER DATABASE … RENAME both"));
  }
}

extern const Rule drop_before_restore{.severity = Severity::error, .find = find_drop_before_restore};

}  // namespace lint
