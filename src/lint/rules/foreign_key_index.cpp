// Checks for indexes on foreign keys that any index with the column in it satisfies.
#include <regex>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_foreign_key_index(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex any(R"(=\s*ANY\s*\(\s*(\w+\.)?indkey\b)", std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      std::cmatch match;
      if (base::to_lower(statement.text).find("conkey") == std::string::npos || statement.text.size() > 10000 ||
          !std::regex_search(statement.text.data(), statement.text.data() + statement.text.size(), match, any))
        continue;
      findings.push_back(text.finding(statement.offset + static_cast<std::size_t>(match.position()),
                                      "is true for an index that has the column in any position: one on (b, a) does "
                                      "not help a foreign key on a, and "
                                      "the missing index is not reported",
                                      "compare with the leading columns: c.conkey[1] = i.indkey[0] (indkey counts "
                                      "from 0), for several columns the "
                                      "first cardinality(c.conkey) of them"));
    }
  }
}

extern const Rule foreign_key_index{.severity = Severity::warning, .find = find_foreign_key_index};

}  // namespace lint
