// ShellCheck over every shell fence, its findings moved to the Markdown's lines.
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/files.h"
#include "base/json.h"
#include "base/process.h"
#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
struct Remark {
  int code = 0;
  std::string level;  // error, warning, info, style
  std::string message;
  std::size_t fence = 0;
  int line = 0;  // in the fence, from 1
  int column = 0;
};
}  // namespace

// What it says of scripts and does not hold for fences of a runbook, or is a matter of style.
static bool is_noise(const Remark& remark) {
  if (remark.level == "info" || remark.level == "style")
    return true;                        // quoting and the like: 59 of 78 in five runbooks
  if (remark.code < 2000) return true;  // parsing: shell-syntax says it as bash does
  static const std::set<int> codes{
      2034,  // unused variable: a later fence uses it
      2046,  // unquoted $(date): no blanks in what it gives
      2103,  // cd .. where a subshell would do
      2164,  // cd without || exit: the run stops at the failure by itself
      2148,  // no shebang: fences have none
      1091,  // a sourced file is not there
      2154,  // used and not set: variable-unset says it of the whole runbook
  };
  return codes.contains(remark.code);
}

// `export NAME=$(date …)` hides the exit code of a command that does not fail.
static bool masks_nothing(const Remark& remark, std::string_view line) {
  return remark.code == 2155 && line.find("$(date") != std::string_view::npos;
}

// Nothing when it took too long or broke off.
static std::optional<std::vector<Remark>> ask_shellcheck(const Shell& shell) {
  const base::TemporaryFolder folder;
  base::Command command{.argv = {"shellcheck", "--norc", "-f", "json", "-s", "bash"},
                        .folder = folder.path(),
                        .timeout = base::Milliseconds{30'000}};
  for (std::size_t i = 0; i < shell.fences.size(); ++i) {
    if (!shell.fences[i].shell()) continue;
    const auto name = std::to_string(i) + ".sh";
    base::write_file(folder.path() / name, without_placeholders(shell.fences[i].text));
    command.argv.push_back(name);
  }
  std::vector<Remark> out;
  if (command.argv.size() == 6) return out;
  const auto outcome = base::run(command);
  const auto answer = base::Json::parse(outcome.output, nullptr, false);
  if (outcome.timed_out || !answer.is_array()) return std::nullopt;
  for (const auto& each : answer) {
    out.push_back({.code = each.value("code", 0),
                   .level = each.value("level", "warning"),
                   .message = each.value("message", ""),
                   .fence = static_cast<std::size_t>(std::stoul(each.value("file", "0"))),
                   .line = each.value("line", 1),
                   .column = each.value("column", 1)});
  }
  return out;
}

static void find_shellcheck(const Subject& subject, std::vector<Finding>& findings) {
  if (!subject.shellcheck) return;
  const auto& shell = shell_of(subject.document);
  std::map<int, std::vector<Finding>> by_code;
  const auto remarks = ask_shellcheck(shell);
  if (!remarks) {
    findings.push_back(
        {.line = 1,
         .severity = Severity::advice,
         .message = "ShellCheck gave no answer within 30 s: what it would say of this file is not known",
         .better = "run it by hand, or lint a part of the file"});
    return;
  }
  for (const auto& remark : *remarks) {
    if (is_noise(remark) || remark.fence >= shell.fences.size()) continue;
    const int line = shell.fences[remark.fence].line + remark.line - 1;
    const auto in_file = subject.document.line(line);
    if (masks_nothing(remark, in_file)) continue;
    const auto content = base::lines(shell.fences[remark.fence].text);
    const auto index = static_cast<std::size_t>(remark.line - 1);
    const auto indent = index < content.size() && in_file.size() >= content[index].size()
                            ? in_file.size() - content[index].size()
                            : 0;
    by_code[remark.code].push_back(
        {.line = line,
         .column = remark.column + static_cast<int>(indent),
         .severity = remark.level == "error" ? Severity::error : Severity::warning,
         .message = fmt::format("{} (ShellCheck SC{})", remark.message, remark.code),
         .better = fmt::format("https://www.shellcheck.net/wiki/SC{} shows the better line", remark.code)});
  }
  for (auto& [code, same] : by_code) {
    std::stable_sort(same.begin(), same.end(), [](const Finding& a, const Finding& b) { return a.line < b.line; });
    add_once(findings, std::move(same));
  }
}

extern const Rule shellcheck{.severity = Severity::warning, .find = find_shellcheck};

}  // namespace lint
