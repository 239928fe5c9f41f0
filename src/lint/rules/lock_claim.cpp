// What a runbook says about locks, against what PostgreSQL does.
#include <regex>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

// The words around a claim: the headings it is under, and the paragraph it stands in.
static std::string around(const Document& document, int line) {
  std::string out;
  if (const auto* section = section_at(document, line)) out = section->title + '\n';
  for (int at = line; at >= 1 && !base::trim(document.line(at)).empty() && !document.line(at).starts_with("#"); --at)
    out += std::string(document.line(at)) + '\n';
  return base::to_lower(out);
}

static bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != std::string::npos; });
}

static void impact(const Document& document, int line, std::vector<Finding>& findings) {
  static const std::regex low(R"(lock(ing)?( impact| level)?:?\**:?\s*(low|none|minimal|no\b))", std::regex::icase);
  const std::string text(document.line(line).substr(0, 500));
  std::smatch match;
  if (!std::regex_search(text, match, low)) return;
  const auto context = around(document, line);
  const bool unique = has_any(context, {"unique"});
  const bool check = has_any(context, {"check constraint", "validates existing", "and constraint"});
  if (has_any(context, {"concurrently", "not valid", "using index"}) || (!unique && !check)) return;
  findings.push_back(
      {.line = line,
       .column = document.column_of(line, match.str(0)),
       .message = unique ? "ADD UNIQUE takes ACCESS EXCLUSIVE and holds it while the index is built: nobody "
                           "reads or writes the table meanwhile"
                         : "adding a CHECK takes ACCESS EXCLUSIVE and holds it while every row is looked at: "
                           "reads and writes of the table are blocked meanwhile",
       .better = unique ? "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX"
                        : "ADD CONSTRAINT … CHECK (…) NOT VALID, then VALIDATE CONSTRAINT in a transaction of "
                          "its own"});
}

static void background(const Document& document, int line, std::vector<Finding>& findings) {
  static const std::regex claim(
      R"(not\s+valid\b.*\bvalidat\w*.*\b(in (the )?background|automatically|later by itself))", std::regex::icase);
  const std::string text(document.line(line).substr(0, 500));
  std::smatch match;
  if (!std::regex_search(text, match, claim)) return;
  findings.push_back({.line = line,
                      .column = document.column_of(line, match.str(0)),
                      .message =
                          "nothing validates a NOT VALID constraint by itself: rows that were there before stay "
                          "unchecked until somebody runs VALIDATE CONSTRAINT",
                      .better = "ALTER TABLE … VALIDATE CONSTRAINT … as a step of its own"});
}

static void find_lock_claim(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto line : prose_lines(subject.document)) {
    impact(subject.document, line, findings);
    background(subject.document, line, findings);
  }
}

extern const Rule lock_claim{.severity = Severity::warning, .find = find_lock_claim};

}  // namespace lint
