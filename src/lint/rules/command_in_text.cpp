// Commands in sentences and tables, which nobody is asked to run.
#include <map>

#include "base/text.h"
#include "lint/lines_of_text.h"
#include "lint/shell_text.h"
#include "runbook/told_command.h"

namespace lint {

static std::string listed(const std::vector<runbook::ToldCommand>& commands) {
  constexpr std::size_t shown = 4;
  std::string out;
  for (std::size_t at = 0; at < std::min(shown, commands.size()); ++at)
    out += fmt::format("{}line {}, {}", at > 0 ? "; " : "", commands[at].line,
                       base::shorten(base::one_line(commands[at].text, 80), 80));
  if (commands.size() > shown) out += fmt::format("; and {} more", commands.size() - shown);
  return out;
}

static void find_command_in_text(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto lines = lines_of_text(document);
  std::map<const runbook::Section*, std::vector<runbook::ToldCommand>> by_section;
  for (auto& command : runbook::told_commands(lines, 1)) {
    if (command.matters()) by_section[section_at(document, command.line)].push_back(std::move(command));
  }
  for (const auto& [section, commands] : by_section) {
    const auto& first = commands.front();
    findings.push_back(
        {.line = first.line,
         .column = std::max(document.column_of(first.line, first.text), 1),
         .message = fmt::format("{} in the text, which lockkeeper neither runs nor asks about: {}",
                                commands.size() == 1 ? "a command stands" : "commands stand", listed(commands)),
         .better = "if it belongs to the work, put it into a fence with its language, or make it a check box"});
  }
}

extern const Rule command_in_text{.severity = Severity::advice, .find = find_command_in_text};

}  // namespace lint
