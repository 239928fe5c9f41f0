// Scaled to zero by a command, and never back by one.
#include <map>

#include "lint/shell_text.h"

namespace lint {

static std::string scaled_never_scaled_back(const ShellCommand& command) {
  if ((command.program() != "kubectl" && command.program() != "oc") || !command.has("scale")) return {};
  std::string name;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const auto& word = command.words[i];
    if (word == "-n" || word == "--namespace" || word == "--context" || word == "--replicas") {
      ++i;
    } else if (!word.starts_with("-") && word != "scale") {
      name = word.substr(word.find('/') + 1);  // the last operand; npos + 1 is 0
    }
  }
  return name;
}

static void find_never_scaled_back(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, const ShellCommand*> stopped;
  for (const auto& command : shell_of(subject.document).commands) {
    const auto name = scaled_never_scaled_back(command);
    if (name.empty()) continue;
    if (command.value(0, "--replicas") == "0")
      stopped.emplace(name, &command);
    else
      stopped.erase(name);
  }
  for (const auto& [name, command] : stopped) {
    findings.push_back(finding_at(
        *command,
        "scales " + name +
            " to 0, and no command of this runbook scales it back: a rollout restart of 0 replicas starts nothing",
        "write down the command that brings it back, with the number it had"));
  }
}

extern const Rule never_scaled_back{.severity = Severity::warning, .find = find_never_scaled_back};

}  // namespace lint
