// SQL in a shell fence, outside psql.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static void find_sql_in_shell(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex statement(
      R"(^(ALTER (DATABASE|TABLE|SYSTEM|ROLE|USER|INDEX)|CREATE (DATABASE|TABLE|(UNIQUE )?INDEX|EXTENSION|ROLE|USER)|DROP (DATABASE|TABLE|INDEX)|SELECT|INSERT INTO|UPDATE|DELETE FROM|VACUUM|ANALYZE|REINDEX|TRUNCATE|GRANT|REVOKE)( |;|$))");
  std::vector<Finding> same;
  for (const auto& command : shell_of(subject.document).commands) {
    const auto text = command.text().substr(0, 500);
    if (!std::regex_search(text, statement)) continue;
    same.push_back(
        finding_at(command, "this is SQL: the shell looks for a command " + command.words.front() + " and finds none",
                   "psql \"$DATABASE_URL\" -v ON_ERROR_STOP=1 -c \"…\", or an sql fence"));
  }
  add_once(findings, std::move(same));
}

extern const Rule sql_in_shell{.severity = Severity::error, .find = find_sql_in_shell};

}  // namespace lint
