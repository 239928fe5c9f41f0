// Fences that bash cannot even read.
#include <map>
#include <regex>

#include <fmt/format.h>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static std::string ask_bash(const Shell& shell) {
  const base::TemporaryFolder folder;
  base::Command command{.argv = {"bash", "-c", R"(for f; do LC_ALL=C bash -n "$f" 2>&1; done)", "bash"},
                        .folder = folder.path(),
                        .timeout = base::Milliseconds{30'000}};
  for (std::size_t i = 0; i < shell.fences.size(); ++i) {
    if (!shell.fences[i].shell()) continue;
    const auto name = std::to_string(i) + ".sh";
    base::write_file(folder.path() / name, without_placeholders(shell.fences[i].text));
    command.argv.push_back(name);
  }
  return command.argv.size() > 4 ? base::run(command).output : std::string();
}

static void find_shell_syntax(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  static const std::regex complaint(R"(^(\d+)\.sh: (?:[a-z -]+: )?line (\d+): (.*)$)");
  const auto said = ask_bash(shell);
  std::size_t told = shell.fences.size();  // bash quotes the line in a second message
  for (const auto line : base::lines(said)) {
    std::cmatch match;
    if (line.size() > 1000 || !std::regex_match(line.data(), line.data() + line.size(), match, complaint)) continue;
    const auto index = static_cast<std::size_t>(std::stoul(match[1].str()));
    if (index == told || index >= shell.fences.size()) continue;
    told = index;
    const auto& fence = shell.fences[index];
    const auto lines = static_cast<int>(base::lines(fence.text).size());
    const int number = fence.line + std::min(std::stoi(match[2].str()), std::max(lines, 1)) - 1;
    findings.push_back({.line = number,
                        .message = fmt::format("bash cannot read this fence: {}", match[3].str()),
                        .better = fence.closed ? "bash -n shows it without running anything"
                                               : "the fence is never closed; end it with ```"});
  }
}

extern const Rule shell_syntax{.severity = Severity::error, .find = find_shell_syntax};

}  // namespace lint
