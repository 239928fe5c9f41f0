// One object for programs, a finding a line.
#include <fmt/format.h>

#include "findings/formats.h"

namespace findings {

static std::string written(const base::Json& json) {
  return json.dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

// Finding by finding: all of a large project's at once, as one value, take many times the memory of their text.
static std::string render_json(const Report& report) {
  auto out = fmt::format("{{\n  \"ok\": {},\n  \"judged_by\": {},\n  \"files\": {},\n  \"findings\": [",
                         !report.fails(), written(report.judged_by), report.files.size());
  const char* before = "\n    ";
  for (const auto& finding : report.findings) {
    out += before;
    out += written({{"rule", finding.rule},
                    {"file", finding.file},
                    {"line", finding.line},
                    {"column", finding.column},
                    {"severity", name(finding.weight())},
                    {"message", finding.message},
                    {"better", finding.better}});
    before = ",\n    ";
  }
  out += report.findings.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

extern const Format json{.summary = "for programs, as --json gives it", .render = render_json};

}  // namespace findings
