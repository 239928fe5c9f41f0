// SQL that PostgreSQL's grammar refuses, also inside the body of a DO block.
#include <algorithm>
#include <regex>

#include "base/error.h"
#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static std::string better_for_sql_syntax(const std::string& statement) {
  static const std::regex limited(R"(^\s*(update|delete)\b[\s\S]*\b(order\s+by|limit)\b)", std::regex::icase);
  if (std::regex_search(statement.substr(0, 2000), limited))
    return "UPDATE and DELETE have no ORDER BY or LIMIT: WHERE id IN (SELECT id FROM … ORDER BY id LIMIT 10000)";
  static const std::regex reserved(R"(\bon\s+table\s*\()", std::regex::icase);
  if (std::regex_search(statement.substr(0, 2000), reserved))
    return "name the table; one that is called so needs quotes: \"table\"";
  return {};
}

static void look_into(const SqlText& text, const sql::Statement& block, std::vector<Finding>& findings) {
  for (const auto& part : statements_in_body(block)) {
    if (part.text.find("EXECUTE") != std::string::npos) continue;
    try {
      sql::parse(part.text, "sql");
    } catch (const base::Error& error) {
      std::size_t at = 0;
      if (error.place())
        for (int line = 1; line < error.place()->line; ++line) at = part.text.find('\n', at) + 1;
      if (error.place()) at += static_cast<std::size_t>(std::max(0, error.place()->column - 1));
      findings.push_back(text.finding(part.offset + at, error.message(), better_for_sql_syntax(part.text)));
    }
  }
}

// PAUSE, SHOW POOLS: psql sends them to pgbouncer's console, which has a grammar of its own.
static bool is_for_bouncer(const SqlText& text, const SqlText::Problem& problem) {
  static const std::regex words(
      R"(^\s*(pause|resume|suspend|disable|enable|reconnect|reload|kill|wait_close|shutdown)\b)", std::regex::icase);
  return text.origin != SqlText::Origin::fence && std::regex_search(text.sql.substr(problem.begin, 200), words);
}

static void look_at(const SqlText& text, std::vector<Finding>& findings) {
  for (const auto& problem : text.problems) {
    if (is_for_bouncer(text, problem)) continue;
    findings.push_back(text.finding(std::max(problem.offset, problem.begin), problem.message,
                                    better_for_sql_syntax(text.sql.substr(problem.begin))));
  }
  for (const auto& statement : text.statements)
    if (statement.as<sql::DoBlock>()) look_into(text, statement, findings);
}

static void find_sql_syntax(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) look_at(text, findings);
  for (const auto& text : sql_files_of(subject.document)) look_at(text, findings);
}

extern const Rule sql_syntax{.severity = Severity::error, .find = find_sql_syntax};

}  // namespace lint
