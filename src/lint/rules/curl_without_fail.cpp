// A health check by curl that passes on an error page.
#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool asks_only(const ShellCommand& command) {
  if (!command.value('X', "--request").empty() && command.value('X', "--request") != "GET") return false;
  for (const auto& word : command.words) {
    if (word == "-d" || word.starts_with("--data") || word == "-F" || word == "-T" || word == "-o" || word == "-O" ||
        word == "--output" || word == "-w" || word == "--write-out" || word == "-I" || word == "--head" ||
        word == "-i" || word == "-v")
      return false;
  }
  return true;
}

// With the application in maintenance an error page is what is asked for.
static bool in_maintenance(const Fence& fence) {
  return base::to_lower(fence.text).find("maintenance") != std::string::npos;
}

static void find_curl_without_fail(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex address(R"(https?://)");
  const auto& shell = shell_of(subject.document);
  std::vector<Finding> same;
  for (const auto& command : shell.commands) {
    if (command.program() != "curl" || command.flag('f', "--fail") || command.flag(0, "--fail-with-body") ||
        !asks_only(command))
      continue;
    if (in_maintenance(shell.fence_of(command))) continue;
    const auto text = command.text();
    if (text.size() > 2000 || !std::regex_search(text, address)) continue;
    if (command.after == "|") continue;  // what reads it judges
    same.push_back(finding_at(
        command, "curl ends with 0 for an error page as well: this passes when the application answers 503",
        "curl -fsS …"));
  }
  add_once(findings, std::move(same));
}

extern const Rule curl_without_fail{.severity = Severity::advice, .find = find_curl_without_fail};

}  // namespace lint
