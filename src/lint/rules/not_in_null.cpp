// NOT IN (SELECT …): one NULL in the answer, and no row is found.
#include <regex>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex not_in(R"(\bNOT\s+IN\s*\(\s*SELECT\b)", std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      std::cmatch match;
      if (statement.text.size() > 10000 ||
          !std::regex_search(statement.text.data(), statement.text.data() + statement.text.size(), match, not_in))
        continue;
      findings.push_back(
          text.finding(statement.offset + static_cast<std::size_t>(match.position()),
                       "NOT IN is never true once the inner query gives a single NULL: the orphans are then "
                       "not found, whatever there is",
                       "NOT EXISTS (SELECT 1 FROM parent p WHERE p.id = child.parent_id)"));
    }
  }
}

extern const Rule not_in_null{.severity = Severity::warning, .find = find};

}  // namespace lint
