// Batches that move on by the size of the batch: `WHERE id > offset … offset := offset + 10000`.
#include <regex>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_batch_by_offset(const Subject& subject, std::vector<Finding>& findings) {
  // x := x + y, where x is compared with a column in an UPDATE or DELETE
  static const std::regex step(R"((\w+)\s*:=\s*(\w+)\s*\+\s*(\w+)\s*;)", std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto* block = statement.as<sql::DoBlock>();
      if (!block || block->body.size() > 20000) continue;
      const auto inside = statement.text.find(block->body);
      for (std::sregex_iterator each(block->body.begin(), block->body.end(), step), end; each != end; ++each) {
        const auto name = (*each)[1].str();
        if (name != (*each)[2].str()) continue;
        const std::regex compared("\\w+\\s*>=?\\s*" + name + "\\b", std::regex::icase);
        bool limited = false;
        for (const auto& part : statements_in_body(statement))
          limited = limited || (std::regex_search(part.text, compared) &&
                                base::to_lower(part.text).find("limit") != std::string::npos);
        if (limited && inside != std::string_view::npos)
          findings.push_back(
              text.finding(statement.offset + inside + static_cast<std::size_t>(each->position()),
                           "moves on by the size of a batch, not to the last row of it: ids have gaps, so rows are "
                           "skipped or done "
                           "again, and the loop may end before the last one",
                           "remember the greatest id that was updated (RETURNING id), and go on behind it"));
      }
    }
  }
}

extern const Rule batch_by_offset{.severity = Severity::warning, .find = find_batch_by_offset};

}  // namespace lint
