// kubectl delete --all with nothing saved before.
#include "lint/shell_text.h"

namespace lint {

static bool saves(const ShellCommand& command, const std::string& kind) {
  const auto program = command.program();
  if ((program != "kubectl" && program != "oc") || !command.has("get")) return false;
  const auto text = command.text();
  return text.find(kind) != std::string::npos &&
         (text.find("yaml") != std::string::npos || text.find("json") != std::string::npos);
}

static void find_delete_without_restore(const Subject& subject, std::vector<Finding>& findings) {
  const auto& commands = shell_of(subject.document).commands;
  for (const auto& command : commands) {
    const auto program = command.program();
    if ((program != "kubectl" && program != "oc") || !command.has("delete") || !command.has("--all")) continue;
    std::string kind = "everything";
    for (std::size_t i = 1; i + 1 < command.words.size(); ++i) {
      if (command.words[i] == "delete" && !command.words[i + 1].starts_with("-")) kind = command.words[i + 1];
    }
    const bool saved = std::any_of(commands.begin(), commands.end(), [&](const ShellCommand& other) {
      return other.line < command.line && saves(other, kind);
    });
    if (saved) continue;
    const bool jobs = kind.starts_with("cronjob") || kind == "cj";
    findings.push_back(finding_at(
        command,
        "deletes every " + kind +
            " of the namespace and nothing was saved before: what was made by hand or by others does not come back",
        jobs ? "suspend them: kubectl get cronjob -o name | xargs -I{} kubectl patch {} -p "
               "'{\"spec\":{\"suspend\":true}}'"
             : "save it first: kubectl get " + kind + " -o yaml > before.yaml"));
  }
}

extern const Rule delete_without_restore{.severity = Severity::error, .find = find_delete_without_restore};

}  // namespace lint
