// What several formats share.
#include "findings/formats.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"

namespace findings {

bool Report::fails() const {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.weight() >= fail_on; });
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const auto& entry : formats()) names.emplace_back(entry.id);
  return names;
}

std::string summary(const Report& report) {
  std::map<Severity, long long> counts;
  for (const auto& finding : report.findings) ++counts[finding.weight()];
  auto by = base::count_of(std::ssize(report.files), "file");
  if (!report.judged_by.empty()) by += fmt::format(", judged by {}", report.judged_by);
  if (report.findings.empty()) return fmt::format("✓ nothing found ({})\n", by);
  return fmt::format("{}: {}, {}, {} ({})\n", base::count_of(std::ssize(report.findings), "finding"),
                     base::count_of(counts[Severity::error], "error"),
                     base::count_of(counts[Severity::warning], "warning"),
                     base::count_of(counts[Severity::advice], "advice", "advice"), by);
}

std::string first_sentence(std::string_view page) {
  std::string paragraph;
  for (const auto line : base::lines(page)) {
    if (line.starts_with("#")) continue;
    if (base::trim(line).empty()) {
      if (!paragraph.empty()) break;
      continue;
    }
    if (!paragraph.empty()) paragraph += ' ';
    paragraph += base::trim(line);
  }
  std::erase_if(paragraph, [](char c) { return c == '`' || c == '*'; });
  const auto end = paragraph.find(". ");
  return end == std::string::npos ? paragraph : paragraph.substr(0, end + 1);
}

std::vector<std::string> fingerprints(std::span<const Finding> findings) {
  std::map<std::string, int> seen;
  std::vector<std::string> out;
  for (const auto& finding : findings) {
    const auto what = fmt::format("{}\n{}\n{}", finding.rule, finding.file,
                                  finding.text.empty() ? finding.message : base::trim(finding.text));
    out.push_back(base::sha256(fmt::format("{}\n{}", what, seen[what]++)).substr(0, 40));
  }
  return out;
}

}  // namespace findings
