#include "runbook/queries.h"

#include "base/error.h"
#include "base/text.h"

namespace runbook {

// People write the line that opens psql on top of the statements, and psql's own commands between them.
static std::string why_not_sql(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("\\")) return fmt::format("{} is psql's, not SQL", line.substr(0, line.find(' ')));
  if (line.starts_with("psql ") || line == "psql") return "opens psql; the statements run in a session of their own";
  return {};
}

Query read_query(const Step& step) {
  Query out;
  std::string text;
  int number = step.text_line;
  for (const auto line : base::lines(step.text)) {
    const auto reason = why_not_sql(line);
    if (reason.empty())
      text += line;
    else
      out.left_out.push_back({number, std::string(base::trim(line)), reason});
    text += '\n';
    ++number;
  }
  out.text = std::make_shared<const std::string>(std::move(text));
  try {
    out.statements = sql::parse(*out.text, "sql");
  } catch (const base::Error& error) {
    out.problem = error.message();
    out.problem_line = step.text_line + (error.place() ? error.place()->line - 1 : 0);
  }
  return out;
}

bool only_reads(const Query& query) {
  return query.problem.empty() &&
         std::all_of(query.statements.begin(), query.statements.end(),
                     [](const sql::Statement& statement) { return sql::only_reads(statement); });
}

}  // namespace runbook
