#include "check/case_file_test.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace check {

using base::Code;
using base::Error;

const CaseStep* Case::find(std::string_view key) const {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const CaseStep& step) { return step.key == key; });
  return found == steps.end() ? nullptr : &*found;
}

static bool is_known(std::string_view key) {
  constexpr std::array<std::string_view, 14> known{"given", "fails",    "as",     "beside",  "beside_same",
                                                   "waits", "baseline", "change", "journal", "thresholds",
                                                   "facts", "expect",   "todo",   "after"};
  return std::find(known.begin(), known.end(), key) != known.end();
}

std::vector<Case> parse_cases(std::string_view text) {
  std::vector<Case> cases;
  int number = 0;
  for (const auto line : base::lines(text)) {
    ++number;
    const auto refuse = [&](std::string_view why) {
      throw Error{Code::text, fmt::format("line {}: {}", number, why)};
    };
    if (base::trim(line).empty()) continue;
    if (line.starts_with(' ')) {
      if (cases.empty() || cases.back().steps.empty()) refuse("an indented line that belongs to nothing");
      auto& value = cases.back().steps.back().value;
      value += (value.empty() ? "" : "\n") + std::string(base::trim(line));
      continue;
    }
    const auto colon = line.find(':');
    const auto key = line.substr(0, colon);
    const std::string value(colon == std::string_view::npos ? "" : base::trim(line.substr(colon + 1)));
    if (key == "case") {
      cases.push_back({.name = value, .line = number, .steps = {}});
    } else if (cases.empty() || !is_known(key)) {
      refuse(fmt::format("'{}' is not known here", key));
    } else {
      cases.back().steps.push_back({std::string(key), value, number});
    }
  }
  for (const auto& one : cases) {
    if (!one.find("expect"))
      throw Error{Code::text, fmt::format("line {}: the case '{}' expects nothing", one.line, one.name)};
  }
  return cases;
}

}  // namespace check
