// `gunzip -t` and `ls -lh` as the proof of a backup.
#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool tests_archive(const ShellCommand& command) {
  const auto program = command.program();
  return (program == "gunzip" || program == "gzip" || program == "zstd" || program == "xz" || program == "unxz") &&
         command.flag('t', "--test");
}

static bool looks_at_backup(const ShellCommand& command) {
  static const std::regex file(R"(backup|dump)", std::regex::icase);
  if (command.program() != "ls" || command.words.size() < 2) return false;
  const auto text = command.text();
  return text.size() < 1000 && std::regex_search(text, file);
}

static bool restores_backup_not_proved(const ShellCommand& command) {
  const auto program = command.program();
  return program == "pg_restore" || program == "createdb" || program == "pg_verifybackup" ||
         (program == "psql" && (command.redirection("<") != nullptr)) ||
         command.text().find("backup verify") != std::string::npos;
}

static bool takes_backup(const ShellCommand& command) {
  return command.program() == "pg_dump" || command.program() == "pg_dumpall";
}

static void find_backup_not_proved(const Subject& subject, std::vector<Finding>& findings) {
  const auto& commands = shell_of(subject.document).commands;
  const std::string better =
      "lockkeeper backup verify, which restores it and compares; or restore it into an empty database and count rows";
  std::vector<Finding> tested;
  for (const auto& command : commands) {
    if (!tests_archive(command)) continue;
    tested.push_back(finding_at(
        command,
        command.program() + " -t only proves that the file is whole as an archive: it also passes on the dump of a "
                            "pg_dump that failed",
        better));
  }
  if (!tested.empty()) return add_once(findings, std::move(tested));
  if (std::none_of(commands.begin(), commands.end(), takes_backup)) return;
  if (std::any_of(commands.begin(), commands.end(), restores_backup_not_proved)) return;
  std::vector<Finding> looked;
  for (const auto& command : commands) {
    if (looks_at_backup(command)) {
      looked.push_back(finding_at(
          command, "nothing in this runbook ever restores the backup; its size does not prove that it can be",
          better));
    }
  }
  add_once(findings, std::move(looked));
}

extern const Rule backup_not_proved{.severity = Severity::warning, .find = find_backup_not_proved};

}  // namespace lint
