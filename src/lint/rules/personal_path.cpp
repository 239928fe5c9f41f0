// Paths of somebody's own machine.
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static void find_personal_path(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex path(
      R"(([A-Za-z]:[/\\]Users[/\\][^/\\\s]+|/Users/[^/\s$<"']+|/home/(?!postgres\b|ubuntu\b|ec2-user\b|deploy\b|app\b|runner\b)[^/\s$<"']+)/)");
  const auto& document = subject.document;
  std::vector<Finding> same;
  for (const auto& fence : shell_of(document).fences) {
    if (!fence.shell()) continue;
    int number = fence.line - 1;
    for (const auto view : base::lines(fence.text)) {
      ++number;
      const std::string line(view.substr(0, 1000));
      std::smatch match;
      if (!std::regex_search(line, match, path)) continue;
      same.push_back({.line = number,
                      .column = document.column_of(number, match[1].str()),
                      .message = fmt::format("{} is there on one person's machine only", match[1].str()),
                      .better = "a path relative to the repository, or a variable: cd \"$PROJECT\"/…"});
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule personal_path{.severity = Severity::error, .find = find_personal_path};

}  // namespace lint
