// Queries that the server refuses for another reason than a name: types, grouping, aggregates.
#include "lint/sql_check.h"

namespace lint {

static void find_sql_refused(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& refusal : refusals(subject))
    if (refusal.name.empty())
      findings.push_back(refusal.text->finding(refusal.offset, refusal.message, refusal.hint));
}

extern const Rule sql_refused{.severity = Severity::error, .find = find_sql_refused};

}  // namespace lint
