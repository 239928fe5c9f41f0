// Markdown for the comment of a merge request: a table to look over, then each finding with its line.
#include <fmt/format.h>

#include "base/text.h"
#include "findings/formats.h"

namespace findings {

// In running text: what Markdown or HTML would take for its own.
static std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// A fence longer than any run of backticks inside.
static std::string fenced(std::string_view text, std::string_view language) {
  std::string fence = "```";
  while (text.find(fence) != std::string_view::npos) fence += '`';
  return fmt::format("{}{}\n{}\n{}\n", fence, language, text, fence);
}

static std::string row(const Finding& finding) {
  const auto where = finding.line > 0 ? fmt::format("{}:{}", finding.file, finding.line) : finding.file;
  return fmt::format("| {} | {} | {} |\n", name(finding.weight()), escape_markdown(where),
                     escape_markdown(finding.rule));
}

static std::string detail(const Finding& finding) {
  auto out = fmt::format("\n**{}** {} ({})\n\n", escape_markdown(place(finding)), escape_markdown(finding.message),
                         escape_markdown(finding.rule));
  const auto line = base::trim(finding.text);
  if (!line.empty()) out += fenced(base::shorten(line, 200), finding.file.ends_with(".sql") ? "sql" : "");
  if (!finding.better.empty()) out += fmt::format("\n_Better:_ {}\n", escape_markdown(finding.better));
  return out;
}

static std::string render_markdown(const Report& report) {
  auto out = fmt::format("## Lockkeeper: {}\n\n{}", report.title.empty() ? "findings" : report.title,
                         escape_markdown(base::trim(summary(report))) + "\n");
  if (report.findings.empty()) return out;
  out += "\n| severity | place | rule |\n| --- | --- | --- |\n";
  for (const auto& finding : report.findings) out += row(finding);
  for (const auto& finding : report.findings) out += detail(finding);
  return out;
}

extern const Format markdown{.summary = "for the comment of a merge request", .render = render_markdown};

}  // namespace findings
