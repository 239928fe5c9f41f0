// For people at a terminal: each finding with its line and a caret, then the count.
#include "findings/formats.h"

namespace findings {

static std::string render(const Report& report) {
  std::string out;
  for (const auto& finding : report.findings) out += to_text(finding) + "\n";
  return out + summary(report);
}

extern const Format text{.summary = "for people: the line with a caret, the better way", .render = render};

}  // namespace findings
