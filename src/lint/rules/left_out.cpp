// Lines that look like commands and that nobody but a person will run.
#include <map>
#include <set>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
struct Line {
  int line = 0;
  std::string what;
};
}  // namespace

static bool in_a_fence(const Shell& shell, int line) {
  return std::any_of(shell.fences.begin(), shell.fences.end(), [&](const Fence& fence) {
    const auto count = static_cast<int>(std::count(fence.text.begin(), fence.text.end(), '\n'));
    return fence.opening < line && line <= fence.line + count;
  });
}

// What interactive and never-ends tell of.
static std::set<int> lines_told(const Shell& shell) {
  std::set<int> out;
  for (const auto& command : shell.judged) {
    if (!command.says.never_ends.empty() || !command.says.session.empty() || !command.says.terminal.empty())
      out.insert(command.says.line);
  }
  return out;
}

static void add_lines_of(const runbook::Step& step, const Shell& shell, const std::set<int>& told,
                         std::vector<Line>& out) {
  for (const auto& each : step.left_out) {
    if (!told.contains(each.line)) out.push_back({each.line, each.reason});
  }
  if (step.kind == "task" && in_a_fence(shell, step.text_line) && !told.contains(step.text_line))
    out.push_back({step.text_line, "a person does this: " + step.title});
}

static std::string listed_lines(const std::vector<Line>& lines) {
  constexpr std::size_t shown = 4;
  std::string out;
  for (std::size_t at = 0; at < std::min(shown, lines.size()); ++at)
    out += fmt::format("{}line {}, {}", at > 0 ? "; " : "", lines[at].line, base::shorten(lines[at].what, 80));
  if (lines.size() > shown) out += fmt::format("; and {} more", lines.size() - shown);
  return out;
}

static void find_left_out(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  const auto told = lines_told(shell);
  std::map<std::size_t, std::vector<Line>> by_section;
  for (const auto* step : subject.document.steps()) add_lines_of(*step, shell, told, by_section[step->section]);
  for (const auto& [section, lines] : by_section) {
    if (lines.empty()) continue;
    findings.push_back({.line = lines.front().line,
                        .column = 1,
                        .message = fmt::format("not run by lockkeeper: {}", listed_lines(lines)),
                        .better = "somebody does it and says so; or write it as a command that ends by itself"});
  }
}

extern const Rule left_out{.severity = Severity::advice, .find = find_left_out};

}  // namespace lint
