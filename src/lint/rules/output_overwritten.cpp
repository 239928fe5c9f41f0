// A log that an earlier step appended to is overwritten by a later one.
#include <map>

#include "lint/shell_text.h"

namespace lint {

static bool is_name(const std::string& file) {
  return !file.empty() && file != "/dev/null" && file.find_first_of("$*<>(") == std::string::npos;
}

static void find_output_overwritten(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::map<std::string, int> written;  // file → line that appended to it
  for (const auto& command : shell.commands) {
    if (!shell.fence_of(command).in_main_line()) continue;
    std::string overwrites;
    if (command.program() == "tee" && command.words.size() > 1) {
      const auto& file = command.words.back();
      if (command.flag('a', "--append")) {
        if (is_name(file)) written.emplace(file, command.line);
      } else {
        overwrites = file;
      }
    }
    for (const auto& each : command.redirections) {
      if (each.op == ">>" && is_name(each.target)) written.emplace(each.target, command.line);
      if (each.op == ">" || each.op == "&>") overwrites = each.target;
    }
    const auto found = written.find(overwrites);
    if (found == written.end() || found->second >= command.line) continue;
    findings.push_back(finding_at(
        command,
        "overwrites " + overwrites + ", and with it what line " + std::to_string(found->second) + " wrote into it",
        command.program() == "tee" ? "tee -a " + overwrites : ">> " + overwrites));
    written.erase(found);
  }
}

extern const Rule output_overwritten{.severity = Severity::warning, .find = find_output_overwritten};

}  // namespace lint
