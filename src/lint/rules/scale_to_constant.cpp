// Scaled to zero, and back to a number that somebody once wrote down.
#include <map>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_kubectl(const ShellCommand& command) {
  return command.program() == "kubectl" || command.program() == "oc";
}

// "deployment/api" of "kubectl scale deployment/api --replicas=0" and of "kubectl scale deployment api …".
static std::string scaled_scale_to_constant(const ShellCommand& command) {
  if (!is_kubectl(command) || !command.has("scale")) return {};
  std::vector<std::string> operands;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const auto& word = command.words[i];
    if (word == "-n" || word == "--namespace" || word == "--context" || word == "--replicas") {
      ++i;
    } else if (!word.starts_with("-") && word != "scale") {
      operands.push_back(word);
    }
  }
  if (operands.empty()) return {};
  return operands.size() > 1 && operands[0].find('/') == std::string::npos ? operands[0] + "/" + operands[1]
                                                                           : operands[0];
}

static bool reads_replicas(const ShellCommand& command) {
  return is_kubectl(command) && command.has("get") &&
         base::to_lower(command.text()).find("replicas") != std::string::npos;
}

static void find_scale_to_constant(const Subject& subject, std::vector<Finding>& findings) {
  const auto& commands = shell_of(subject.document).commands;
  if (std::any_of(commands.begin(), commands.end(), reads_replicas)) return;
  std::map<std::string, bool> stopped;
  std::vector<Finding> same;
  for (const auto& command : commands) {
    const auto what = scaled_scale_to_constant(command);
    const auto replicas = command.value(0, "--replicas");
    if (what.empty() || replicas.empty()) continue;
    if (replicas == "0") {
      stopped[what] = true;
    } else if (stopped[what] && replicas.find_first_not_of("0123456789") == std::string::npos) {
      same.push_back(finding_at(command,
                                "scales " + what + " back to " + replicas +
                                    ", whatever it had before: an autoscaler or a colleague may have changed it",
                                "before scaling down, keep what is: N=$(kubectl get " + what +
                                    " -o jsonpath='{.spec.replicas}'); then --replicas=\"$N\""));
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule scale_to_constant{.severity = Severity::warning, .find = find_scale_to_constant};

}  // namespace lint
