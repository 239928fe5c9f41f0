// Queries that answer another question than the comment above them asks.
#include <regex>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

namespace {

struct Mismatch {
  std::regex asked;     // in the comment
  std::regex query;     // in the statement
  std::regex answered;  // what a right one has
  std::string message;
  std::string better;
  std::string at;  // where the caret goes
};

}  // namespace

static std::regex words(const char* pattern) {
  return std::regex(pattern, std::regex::icase);
}

static const std::vector<Mismatch>& mismatches() {
  static const std::vector<Mismatch> list{
      {words(R"(\block(s|ed|ing)?\b)"), words(R"(\bfrom\s+pg_stat_activity)"),
       words(R"(pg_blocking_pids|wait_event_type|pg_locks)"),
       "this is not about locks: idle sessions have a wait event as well (ClientRead), and active ones need not wait",
       "SELECT pid, pg_blocking_pids(pid), query FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
       "pg_stat_activity"},
      {words(R"(long[- ]running transactions|long transactions|open transactions)"), words(R"(query_start)"),
       words(R"(xact_start)"),
       "query_start is when the last statement began: a transaction that has been open for hours and runs short "
       "statements is not found",
       "now() - xact_start > interval '5 minutes'", "query_start"},
      {words(R"(violat|failed constraint|broken constraint)"),
       words(R"(not\s+convalidated|convalidated\s*=\s*(false|'f'))"), words(R"(left\s+join|not\s+exists)"),
       "this lists constraints that were added NOT VALID, whatever the rows are like; it looks at no row",
       "ALTER TABLE … VALIDATE CONSTRAINT … finds violations, or a query for the orphans of each foreign key",
       "convalidated"},
      {words(R"(index\w*\s+(creation|build)\w*.*progress|progress.*index)"), words(R"(\bfrom\s+pg_indexes\b)"),
       words(R"(pg_stat_progress_create_index)"),
       "pg_indexes shows an index from the moment its building begins (CONCURRENTLY) or only when it is over: "
       "neither is "
       "progress",
       "SELECT * FROM pg_stat_progress_create_index", "pg_indexes"},
      {words(R"(duplicate ind(ex|ices))"), words(R"(group\s+by\s+[^;]*\bindexdef\b)"),
       words(R"(regexp_replace|indkey)"),
       "indexdef has the index's name in it, so that no two are equal: this never finds a duplicate",
       "GROUP BY indrelid, indkey::text, indclass::text, indpred::text … over pg_index", "group by"},
      {words(R"(\bbloat)"), words(R"(pg_(total_)?relation_size)"),
       words(R"(n_dead_tup|pgstattuple|avg_width|pg_stats)"),
       "sizes are no measure of bloat: the largest table comes first, however dense it is",
       "n_dead_tup and n_live_tup of pg_stat_user_tables, or the extension pgstattuple", "pg_total_relation_size"},
  };
  return list;
}

// The comment right above the statement, "" without one.
static std::string comment_above(const SqlText& text, const sql::Statement& statement) {
  std::string out;
  const auto before = std::string_view(text.sql).substr(0, statement.offset);
  const auto all = base::lines(before);
  for (auto line = all.rbegin(); line != all.rend(); ++line) {
    const auto shown = base::trim(*line);
    if (shown.empty() && out.empty() && line == all.rbegin()) continue;  // the statement's own indent
    if (!shown.starts_with("--")) break;
    out = std::string(shown.substr(2)) + ' ' + out;
  }
  return out.substr(0, 500);
}

static void find_proves_nothing(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto comment = comment_above(text, statement);
      if (comment.empty() || !statement.as<sql::Select>()) continue;
      const std::string query(statement.text.substr(0, 5000));
      for (const auto& each : mismatches()) {
        if (!std::regex_search(comment, each.asked) || !std::regex_search(query, each.query) ||
            std::regex_search(query, each.answered))
          continue;
        findings.push_back(text.finding(text.find(statement, each.at), each.message, each.better));
      }
    }
  }
}

extern const Rule proves_nothing{.severity = Severity::warning, .find = find_proves_nothing};

}  // namespace lint
