// Workflow commands of GitHub Actions: each finding becomes an annotation at its line.
// Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit.
#include <fmt/format.h>

#include "base/text.h"
#include "findings/formats.h"

namespace findings {

static std::string data(std::string text) {
  text = base::replace_all(std::move(text), "%", "%25");
  text = base::replace_all(std::move(text), "\r", "%0D");
  return base::replace_all(std::move(text), "\n", "%0A");
}

static std::string property(std::string text) {
  text = data(std::move(text));
  text = base::replace_all(std::move(text), ":", "%3A");
  return base::replace_all(std::move(text), ",", "%2C");
}

static std::string_view command(Severity severity) {
  switch (severity) {
    case Severity::advice:
      return "notice";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "warning";
}

static std::string render_github(const Report& report) {
  std::string out;
  for (const auto& finding : report.findings) {
    out += fmt::format("::{} file={}", command(finding.weight()), property(finding.file));
    if (finding.line > 0) out += fmt::format(",line={}", finding.line);
    if (finding.line > 0 && finding.column > 0) out += fmt::format(",col={}", finding.column);
    out += fmt::format(",title={}::{}\n", property(finding.rule),
                       data(finding.better.empty() ? finding.message
                                                   : fmt::format("{}\nbetter: {}", finding.message, finding.better)));
  }
  return out;
}

extern const Format github{.summary = "annotations of GitHub Actions", .render = render_github};

}  // namespace findings
