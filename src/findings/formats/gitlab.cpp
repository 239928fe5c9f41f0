// GitLab's code quality report. Source: docs.gitlab.com, "Code Quality", "Code Quality report format".
#include <fmt/format.h>

#include "findings/formats.h"

namespace findings {

static std::string_view severity(Severity severity) {
  switch (severity) {
    case Severity::advice:
      return "info";
    case Severity::warning:
      return "minor";
    case Severity::error:
      return "major";
  }
  return "minor";
}

static std::string render_gitlab(const Report& report) {
  auto out = base::Json::array();
  const auto prints = fingerprints(report.findings);
  for (std::size_t at = 0; at < report.findings.size(); ++at) {
    const auto& finding = report.findings[at];
    // GitLab links a path that is relative to the repository, without ./ before it.
    std::string_view path = finding.file;
    while (path.starts_with("./")) path.remove_prefix(2);
    base::Json entry{{"description", finding.better.empty()
                                         ? finding.message
                                         : fmt::format("{} Better: {}", finding.message, finding.better)}};
    entry["check_name"] = finding.rule;
    entry["fingerprint"] = prints[at];
    entry["severity"] = severity(finding.weight());
    entry["location"] = {{"path", path}, {"lines", {{"begin", std::max(finding.line, 1)}}}};
    out.push_back(std::move(entry));
  }
  return out.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n";
}

extern const Format gitlab{.summary = "GitLab's code quality report", .render = render_gitlab};

}  // namespace findings
