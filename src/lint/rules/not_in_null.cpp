// NOT IN (SELECT …): one NULL in the answer, and no row is found.
#include <regex>

#include "base/text.h"
#include "lint/sql_text.h"
#include "pg/session.h"

namespace lint {

// Whether the inner query's column can hold no NULL: the catalog's own hold hardly any.
static bool never_null(const Subject& subject, const std::string& column, const std::string& table) {
  if (base::to_lower(table).starts_with("pg_")) return true;
  if (!subject.server || !subject.has_schema) return false;
  return !subject.server
              ->query(
                  "SELECT 1 FROM pg_catalog.pg_attribute WHERE attrelid OPERATOR(pg_catalog.=) "
                  "pg_catalog.to_regclass($1)"
                  " AND attname OPERATOR(pg_catalog.=) $2 AND attnotnull",
                  {table, column})
              .empty();
}

static void find_not_in_null(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex not_in(
      R"re(\bNOT\s+IN\s*\(\s*SELECT\b(\s+(?:\w+\.)?"?(\w+)"?\s+FROM\s+([\w."]+)\s*(\)|WHERE|\w+\s*\)))?)re",
      std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      std::cmatch match;
      if (statement.text.size() > 10000 ||
          !std::regex_search(statement.text.data(), statement.text.data() + statement.text.size(), match, not_in))
        continue;
      if (match[1].matched && never_null(subject, match.str(2), match.str(3))) continue;
      findings.push_back(
          text.finding(statement.offset + static_cast<std::size_t>(match.position()),
                       "NOT IN is never true once the inner query gives a single NULL: the orphans are then "
                       "not found, whatever there is",
                       "NOT EXISTS (SELECT 1 FROM parent p WHERE p.id = child.parent_id)"));
    }
  }
}

extern const Rule not_in_null{.severity = Severity::warning, .find = find_not_in_null};

}  // namespace lint
