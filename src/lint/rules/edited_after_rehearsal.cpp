// A migration file edited by a command of the runbook: what runs was never rehearsed.
#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_migration(const std::string& path) {
  static const std::regex file(R"((^|/)migrations?/|migration\.sql$|\.(up|down)\.sql$|/V\d[^/]*\.sql$)");
  return path.size() < 1000 && std::regex_search(path, file);
}

static bool edits(const ShellCommand& command) {
  const auto program = command.program();
  return (program == "sed" && (command.flag('i', "--in-place"))) || (program == "perl" && command.flag('i', ""));
}

static Finding finding_for(const ShellCommand& command) {
  return finding_at(command,
                    "edits a migration that staging has already run: what production gets was never rehearsed, and "
                    "its checksum differs from "
                    "the one in staging's history",
                    "correct the file in the repository, and let staging run the same text before production does");
}

static void find_edited_after_rehearsal(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  const auto look = [&](const ShellCommand& command) {
    if (edits(command) && std::any_of(command.words.begin() + 1, command.words.end(), is_migration))
      findings.push_back(finding_for(command));
  };
  for (const auto& command : shell.commands) look(command);
  // Shell in an sql fence is another rule's; that it edits a migration is this one's.
  for (const auto& fence : shell.fences) {
    if (fence.language != "sql") continue;
    int number = fence.line - 1;
    for (const auto line : base::lines(fence.text)) {
      ++number;
      if (!base::trim(line).starts_with("sed ")) continue;
      for (const auto& command : commands_in(line, number)) look(command);
    }
  }
}

extern const Rule edited_after_rehearsal{.severity = Severity::error, .find = find_edited_after_rehearsal};

}  // namespace lint
