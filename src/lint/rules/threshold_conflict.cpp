// The same limit with different numbers, in one file or in two: a conflict of policy, told with both places.
#include <set>

#include <fmt/format.h>

#include "lint/thresholds.h"

namespace lint {

static std::string place(const Document& document, const Document& other, int line) {
  return &document == &other ? fmt::format("line {}", line) : fmt::format("{}:{}", other.path.string(), line);
}

static std::string subject_of(const Threshold& a, const Threshold& b) {
  return a.kind == b.kind ? a.kind : "how long the migration takes and may take";
}

// Told once, at the later place: files in the order they were given, then lines.
static void find_threshold_conflict(const Subject& subject, std::vector<Finding>& findings) {
  std::set<std::string> told;
  const auto here = thresholds_in(subject.document);
  for (const auto& document : subject.all) {
    const bool same_file = document.path == subject.document.path;
    const auto others = thresholds_in(document);
    for (const auto& each : here) {
      for (const auto& other : others) {
        if ((same_file && other.line >= each.line) || !contradict(each, other)) continue;
        const auto what = subject_of(each, other);
        if (!told.insert(what).second) continue;
        findings.push_back(
            {.line = each.line,
             .column = each.column,
             .message = fmt::format(
                 "conflict about {}: \"{}\" here, \"{}\" in {}; on the night each side will quote its own", what,
                 each.words, other.words, place(subject.document, document, other.line)),
             .better = "agree on one number, and name it in one place only"});
      }
    }
    if (same_file) break;
  }
}

extern const Rule threshold_conflict{.severity = Severity::warning, .find = find_threshold_conflict};

}  // namespace lint
