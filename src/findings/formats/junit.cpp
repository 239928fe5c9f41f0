// JUnit XML, which every CI shows: a suite for each file, a test case for each finding.
#include <fmt/format.h>

#include "base/markup.h"
#include "base/text.h"
#include "findings/formats.h"

namespace findings {

// XML 1.0 has no way to write control characters: they become a question mark.
static std::string escape_junit(std::string text) {
  for (auto& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') c = '?';
  }
  return base::replace_all(base::escape_markup(text), "\n", "&#10;");
}

static std::string test_case(const Finding& finding, bool fails) {
  const auto body = escape_junit(to_text(finding));
  const auto tag = fails ? fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", escape_junit(finding.rule),
                                       escape_junit(finding.message), body)
                         : fmt::format("<system-out>{}</system-out>", body);
  return fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\">{}</testcase>\n",
                     escape_junit(fmt::format("{}, line {}", finding.rule, finding.line)), escape_junit(finding.file),
                     escape_junit(finding.file), finding.line, tag);
}

static std::string suite(const Report& report, const std::string& file) {
  std::string cases;
  int tests = 0;
  int failures = 0;
  for (const auto& finding : report.findings) {
    if (finding.file != file) continue;
    const bool fails = finding.weight() >= report.fail_on;
    ++tests;
    failures += fails ? 1 : 0;
    cases += test_case(finding, fails);
  }
  if (tests == 0) {
    tests = 1;
    cases = fmt::format("    <testcase name=\"nothing found\" classname=\"{}\"/>\n", escape_junit(file));
  }
  return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}  </testsuite>\n",
                     escape_junit(file), tests, failures, cases);
}

static std::string render_junit(const Report& report) {
  auto files = report.files;
  for (const auto& finding : report.findings) {
    if (std::find(files.begin(), files.end(), finding.file) == files.end()) files.push_back(finding.file);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lockkeeper\">\n";
  for (const auto& file : files) out += suite(report, file);
  return out + "</testsuites>\n";
}

extern const Format junit{.summary = "JUnit XML, for every CI", .render = render_junit};

}  // namespace findings
