#include "lint/lines_of_text.h"

#include <algorithm>

#include "lint/shell_text.h"

namespace lint {

static bool is_about_work(const runbook::Section* section) {
  using enum runbook::Purpose;
  return !section || section->purpose == main || section->purpose == rollback || section->purpose == emergency;
}

std::vector<std::string_view> lines_of_text(const Document& document) {
  std::vector<std::string_view> lines(document.lines.begin(), document.lines.end());
  const auto blank = [&](int first, int last) {
    for (int line = std::max(first, 1); line <= last && line <= std::ssize(lines); ++line)
      lines[static_cast<std::size_t>(line - 1)] = {};
  };
  for (const auto* step : document.steps()) {
    if (step->kind != "note") blank(step->line, step->last_line);
  }
  for (const auto& fence : shell_of(document).fences)
    blank(fence.opening, fence.line + static_cast<int>(std::count(fence.text.begin(), fence.text.end(), '\n')));
  const runbook::Section* section = nullptr;
  std::size_t next = 0;
  const auto& sections = document.book.sections;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    while (next < sections.size() && sections[next].line <= static_cast<int>(at) + 1) section = &sections[next++];
    if (!is_about_work(section) || lines[at].starts_with("#")) lines[at] = {};
  }
  return lines;
}

}  // namespace lint
