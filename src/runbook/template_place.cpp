#include "runbook/template_place.h"

#include "base/text.h"

namespace runbook {

// A subject stands a few lines above its body's fence.
static constexpr int lines_above = 12;

TemplatePlace place_of(const Template& from, std::string_view text) {
  const auto lines = base::lines(text);
  const auto line_at = [&](int number) -> std::string_view {
    return number >= 1 && static_cast<std::size_t>(number) <= lines.size()
               ? lines[static_cast<std::size_t>(number) - 1]
               : std::string_view{};
  };
  const auto opening = base::trim(line_at(from.line));
  TemplatePlace place{.subject_line = from.line, .body_line = from.line};
  if (opening.starts_with("```") || opening.starts_with("~~~")) place.body_line = from.line + 1;
  for (int number = from.line; number > 0 && number > from.line - lines_above; --number) {
    if (from.subject.empty() || line_at(number).find(from.subject) == std::string_view::npos) continue;
    place.subject_line = number;
    break;
  }
  return place;
}

}  // namespace runbook
