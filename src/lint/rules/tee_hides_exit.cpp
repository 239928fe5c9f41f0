// `migrate | tee log`: the exit code is tee's.
#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static void find_tee_hides_exit(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::vector<Finding> same;
  std::size_t pipefail_in = shell.fences.size();
  for (std::size_t i = 0; i < shell.commands.size(); ++i) {
    const auto& command = shell.commands[i];
    if (command.program() == "set" && command.text().find("pipefail") != std::string::npos)
      pipefail_in = command.fence;
    if (command.program() != "tee" || command.before != "|" || i == 0 || command.fence == pipefail_in) continue;
    const auto& writer = shell.commands[i - 1];
    const auto program = writer.program();
    if (program == "echo" || program == "date" || program == "printf" || program == "cat") continue;
    same.push_back(finding_at(
        writer,
        "if `" + base::shorten(writer.text(), 40) + "` fails, tee still ends with 0 and the failure goes unseen",
        "put `set -o pipefail` in front, or write the log with > FILE 2>&1"));
  }
  add_once(findings, std::move(same));
}

extern const Rule tee_hides_exit{.severity = Severity::warning, .find = find_tee_hides_exit};

}  // namespace lint
