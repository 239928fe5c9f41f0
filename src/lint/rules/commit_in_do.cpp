// COMMIT in a DO block, and batches that step by a number instead of by the rows that are there.
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static std::size_t body_offset(const sql::Statement& statement, const std::string& body) {
  const auto at = statement.text.find(body);
  return statement.offset + (at == std::string_view::npos ? 0 : at);
}

static void find_commit_in_do(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex commit(R"((^|[;\s])(COMMIT|ROLLBACK)\s*;)", std::regex::icase);
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto* block = statement.as<sql::DoBlock>();
      std::smatch match;
      if (!block || block->body.size() > 20000 || !std::regex_search(block->body, match, commit)) continue;
      const bool fails = text.origin == SqlText::Origin::argument && text.statements.size() > 1;
      auto finding = text.finding(
          body_offset(statement, block->body) + static_cast<std::size_t>(match.position(2)),
          fmt::format(
              "{} in a DO block works only outside a transaction: below BEGIN, in psql -1, in one -c with other "
              "statements, or in a migration that its tool wraps, it ends with 2D000",
              match.str(2)),
          "run the batches from the shell, each a statement of its own, or say that this must not be wrapped");
      if (fails) finding.severity = Severity::error;
      findings.push_back(std::move(finding));
    }
  }
}

extern const Rule commit_in_do{.severity = Severity::warning, .find = find_commit_in_do};

}  // namespace lint
