#include "fix/cases_file_test.h"

#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace fix {

std::vector<Case> parse_cases(std::string_view text) {
  static const std::set<std::string> known{"given",   "migration", "undo", "files", "quiet",
                                           "refuses", "differs",   "from", "until", "remarks"};
  std::vector<Case> cases;
  std::string key;
  int number = 0;
  for (const auto line : base::lines(text)) {
    ++number;
    if (line.starts_with(' ')) {
      if (cases.empty() || key.empty())
        throw base::Error{base::Code::text, fmt::format("line {}: it belongs to nothing", number)};
      cases.back().values[key] += std::string(line.substr(2)) + "\n";
      continue;
    }
    if (base::trim(line).empty()) continue;
    const auto colon = line.find(':');
    key = std::string(line.substr(0, colon));
    const std::string value(base::trim(line.substr(std::min(colon + 1, line.size()))));
    if (key == "case") {
      cases.push_back({.name = value, .line = number, .values = {}});
      key.clear();
      continue;
    }
    if (cases.empty() || !known.contains(key))
      throw base::Error{base::Code::text, fmt::format("line {}: '{}' is not known here", number, key)};
    cases.back().values[key] = value;
  }
  return cases;
}

}  // namespace fix
