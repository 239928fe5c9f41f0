// psql reading a file goes on after an error and ends with 0.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static bool reads_script(const ShellCommand& command, const Shell& shell, std::size_t index) {
  if (!command.value('f', "--file").empty()) return true;
  if (!command.value('c', "--command").empty()) return false;
  if (const auto* file = command.redirection("<"); file != nullptr && file->target != "/dev/null") return true;
  if (const auto* here = command.redirection("<<")) {
    // One statement has nothing to go on with.
    return std::count(here->body.begin(), here->body.end(), ';') > 1;
  }
  if (command.before != "|" || index == 0) return false;
  return shell.commands[index - 1].program() != "echo";
}

static void find_psql_on_error_stop(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  static const std::regex in_environment(R"(PGOPTIONS[^\n]*ON_ERROR_STOP|\\set ON_ERROR_STOP)");
  if (document.text.find("psqlrc") != std::string::npos && document.text.find("ON_ERROR_STOP") != std::string::npos)
    return;
  const auto& shell = shell_of(document);
  std::vector<Finding> same;
  for (std::size_t i = 0; i < shell.commands.size(); ++i) {
    const auto& command = shell.commands[i];
    if (command.program() != "psql" || !reads_script(command, shell, i)) continue;
    if (command.text().find("ON_ERROR_STOP") != std::string::npos) continue;
    if (const auto* here = command.redirection("<<");
        here != nullptr && here->body.find("ON_ERROR_STOP") != std::string::npos)
      continue;
    same.push_back(finding_at(
        command,
        "psql goes on after an error in the file and still ends with 0: a half-applied file looks like success",
        "psql -X -v ON_ERROR_STOP=1 " +
            (command.value('f', "--file").empty() ? std::string("…") : "… -f " + command.value('f', "--file"))));
  }
  add_once(findings, std::move(same));
}

extern const Rule psql_on_error_stop{.severity = Severity::warning, .find = find_psql_on_error_stop};

}  // namespace lint
