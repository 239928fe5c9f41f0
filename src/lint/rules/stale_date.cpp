// Dates that were right once: the day of the migration, a recovery target, a review that is overdue.
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

static std::string day_words(base::Instant day) {
  return base::format_instant(day).substr(0, 10);
}

// The day on which a text was written or a work was done, not one on which something is to happen.
static bool is_date_of_text(const Document& document, int line) {
  static const std::regex beside(
      R"(\*\*(version|author|status|type|classification|prepared by|reviewers?|attendees)\b)", std::regex::icase);
  for (int other = line - 3; other <= line + 3; ++other) {
    const std::string text(document.line(other).substr(0, 300));
    if (std::regex_search(text, beside)) return true;
  }
  return false;
}

// "**Date:** 2025-01-15" under the title, "**Next Review:** …" anywhere.
static void find_in_facts(const Subject& subject, std::vector<Finding>& findings) {
  using std::chrono::days;
  static const std::regex fact(R"(^\W*\*\*([^*:]{3,40}):?\*\*:?\s*(.+)$)");
  static const std::regex planned(
      R"(^(date|when|scheduled( for)?|window|maintenance( window| date)?|(deployment|migration|execution|planned|go-live) date)$)",
      std::regex::icase);
  static const std::regex review(R"(^(next|due for) review\b|^review (by|due)\b)", std::regex::icase);
  static const std::regex written(R"(^last (updated|reviewed|tested|rehearsed)\b)", std::regex::icase);
  const auto& document = subject.document;
  const int body =
      document.book.sections.size() > 1 ? document.book.sections[1].line : static_cast<int>(document.lines.size());
  for (const int number : prose_lines(document)) {
    const std::string line(document.line(number).substr(0, 500));
    std::smatch match;
    if (!std::regex_match(line, match, fact)) continue;
    const auto date = date_in(line);
    if (!date) continue;
    const auto name = match[1].str();
    const auto age = subject.today - date->day;
    Finding finding{.line = number, .column = column_of(line, date->offset)};
    if (number < body && std::regex_match(name, planned) && age > days(1) && !is_date_of_text(document, number)) {
      finding.message =
          fmt::format("the day of this runbook, {}, is past: was it carried out, or is it to be carried out again?",
                      day_words(date->day));
      finding.better = "write the new day, or keep what was carried out apart from what will be";
    } else if (std::regex_search(name, review) && age > days(1)) {
      finding.message = fmt::format("its review was due on {}", day_words(date->day));
    } else if (std::regex_search(name, written) && age > days(365)) {
      finding.severity = Severity::advice;
      finding.message = fmt::format("nobody has looked at it since {}", day_words(date->day));
    } else {
      continue;
    }
    findings.push_back(std::move(finding));
  }
}

static void find_targets(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex target(
      R"(recovery_target_time\s*=|--(target|recovery-target)-time|--restore-to-time|--target[= ]["']?20\d\d-)");
  std::vector<Finding> same;
  for (const auto& fence : shell_of(subject.document).fences) {
    int number = fence.line - 1;
    for (const auto view : base::lines(fence.text)) {
      ++number;
      const std::string line(view.substr(0, 500));
      if (!std::regex_search(line, target)) continue;
      const auto date = date_in(line);
      if (!date || subject.today - date->day < std::chrono::days(1)) continue;
      same.push_back(
          {.line = number,
           .column = subject.document.column_of(number, day_words(date->day)),
           .severity = Severity::error,
           .message = fmt::format("recovers to {}: a night long past, when the backup may not even reach it",
                                  day_words(date->day)),
           .better =
               "keep the moment before the migration in a variable, or name a restore point: recovery_target_name"});
    }
  }
  add_once(findings, std::move(same));
}

static void find_stale_date(const Subject& subject, std::vector<Finding>& findings) {
  find_in_facts(subject, findings);
  find_targets(subject, findings);
}

extern const Rule stale_date{.severity = Severity::warning, .find = find_stale_date};

}  // namespace lint
