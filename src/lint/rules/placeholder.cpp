// Placeholders that somebody has to fill in before a step can run: <pid>, <migration_name>, "postgresql://...".
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/lint.h"

namespace lint {

static void find(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex pattern(R"(<[a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*>|://\.\.\.)");
  const auto& document = subject.document;
  for (const auto* step : document.steps()) {
    if (step->kind != "command" && step->kind != "query") continue;
    int number = step->text_line - 1;
    for (const auto line : base::lines(step->text)) {
      ++number;
      const std::string text(line);
      std::smatch match;
      if (base::trim(line).starts_with("#") || !std::regex_search(text, match, pattern)) continue;
      findings.push_back({.line = number,
                          .column = document.column_of(number, match.str()),
                          .message = fmt::format("{} is still to be filled in", match.str())});
    }
  }
}

extern const Rule placeholder{.severity = Severity::warning, .find = find};

}  // namespace lint
