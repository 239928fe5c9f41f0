// `… | head -1` under pipefail: what writes into the pipe is cut off, and that counts as a failure.
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_any_program(const ShellCommand& command, std::initializer_list<std::string_view> names) {
  const auto program = command.program();
  return std::find(names.begin(), names.end(), program) != names.end();
}

// Reads what it needs and ends: head, grep -q.
static bool stops_reading(const ShellCommand& command) {
  if (command.program() == "head") return true;
  return is_any_program(command, {"grep", "egrep", "fgrep"}) &&
         (command.flag('q', "--quiet") || command.flag('m', "--max-count"));
}

// Less than a pipe holds: all of it is written before the other ends.
static bool writes_little(const ShellCommand& command) {
  return is_any_program(command, {"echo", "printf", "date", "hostname", "uname", "whoami", "pwd", "id", "basename",
                                  "dirname", "head", "wc", "nproc"}) ||
         command.has("--version");
}

// More than a pipe holds, where it matters.
static bool writes_much(const ShellCommand& command) {
  return is_any_program(command, {"pg_dump", "pg_dumpall", "pg_restore", "gunzip", "zcat", "zstdcat", "xzcat", "cat",
                                  "find", "journalctl", "yes", "pg_waldump", "tar"}) &&
         (command.program() != "cat" || command.words.size() > 1);
}

static bool says_pipefail(const ShellCommand& command) {
  return command.program() == "set" && command.text().find("pipefail") != std::string::npos;
}

static std::string better_than_head(const ShellCommand& writer, const ShellCommand& reader) {
  if (reader.program() != "head") return base::shorten(writer.text(), 60) + " | grep … > /dev/null";
  auto count = reader.value('n', "--lines");
  if (count.empty() && reader.words.size() > 1 && reader.words[1].starts_with('-')) count = reader.words[1].substr(1);
  if (count.empty()) count = "10";
  return fmt::format("{} | sed -n {}, which reads to the end", base::shorten(writer.text(), 60),
                     count == "1" ? "1p" : fmt::format("1,{}p", count));
}

static void find_head_cuts_pipe(const Subject& subject, std::vector<Finding>& findings) {
  const auto& commands = shell_of(subject.document).commands;
  bool pipefail = false;
  std::vector<Finding> same;
  for (std::size_t i = 0; i + 1 < commands.size(); ++i) {
    pipefail = pipefail || says_pipefail(commands[i]);
    if (commands[i].after != "|" || !stops_reading(commands[i + 1]) || writes_little(commands[i])) continue;
    if (!pipefail && !writes_much(commands[i])) continue;
    auto finding = finding_at(
        commands[i],
        fmt::format("{} may be cut off by {}, which ends when it has read enough: with pipefail{} that is a failure "
                    "(exit code 141, SIGPIPE)",
                    commands[i].program(), commands[i + 1].program(),
                    pipefail ? "" : ", which lockkeeper run turns on,"),
        better_than_head(commands[i], commands[i + 1]));
    if (!pipefail) finding.severity = Severity::advice;
    same.push_back(std::move(finding));
  }
  add_once(findings, std::move(same));
}

extern const Rule head_cuts_pipe{.severity = Severity::warning, .find = find_head_cuts_pipe};

}  // namespace lint
