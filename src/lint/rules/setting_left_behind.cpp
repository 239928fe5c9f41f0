// ALTER SYSTEM and ALTER DATABASE … SET that nothing takes back.
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_setting_left_behind(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex set(R"(^ALTER\s+(SYSTEM|DATABASE\s+\S+|ROLE\s+\S+|USER\s+\S+)\s+SET\s+(\w+))",
                              std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      std::cmatch match;
      if (!std::regex_search(statement.text.data(),
                             statement.text.data() + std::min<std::size_t>(statement.text.size(), 500), match, set))
        continue;
      const auto name = match.str(2);
      const std::regex back("RESET\\s+(" + name + "|ALL)\\b", std::regex::icase);
      if (std::regex_search(subject.document.text, back)) continue;
      findings.push_back(text.finding(
          statement.offset, fmt::format("{} stays set after the night: nothing in this runbook takes it back", name),
          fmt::format("a step at the end: ALTER {} RESET {}", match.str(1), name)));
    }
  }
}

extern const Rule setting_left_behind{.severity = Severity::warning, .find = find_setting_left_behind};

}  // namespace lint
