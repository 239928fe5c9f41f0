// Queries for waiting sessions that find none: pg_locks joined with itself on transactionid by =.
#include <regex>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_lock_query(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex join(R"((\w+)\.transactionid\s*=\s*(\w+)\.transactionid)", std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto lower = base::to_lower(statement.text);
      std::cmatch match;
      if (lower.find("pg_locks") == std::string::npos || lower.size() > 10000 ||
          !std::regex_search(statement.text.data(), statement.text.data() + statement.text.size(), match, join))
        continue;
      findings.push_back(text.finding(statement.offset + static_cast<std::size_t>(match.position()),
                                      "transactionid is NULL in every lock on a table, and NULL = NULL is not true: "
                                      "sessions that wait for an ALTER "
                                      "TABLE are not found, and the query always says that nobody waits",
                                      "SELECT pid, pg_blocking_pids(pid), query FROM pg_stat_activity WHERE "
                                      "cardinality(pg_blocking_pids(pid)) > 0"));
    }
  }
}

extern const Rule lock_query{.severity = Severity::error, .find = find_lock_query};

}  // namespace lint
