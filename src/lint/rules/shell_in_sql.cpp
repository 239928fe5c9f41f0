// Lines of an sql fence that are the shell's or psql's.
#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_shell_in_sql(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    if (text.origin != SqlText::Origin::fence) continue;
    for (const auto& line : text.foreign) {
      const auto word = line.text.substr(0, line.text.find(' '));
      auto finding = text.finding(line.offset, "");
      if (line.psql) {
        finding.severity = Severity::advice;
        finding.message = word + " is a command of psql: no other program that runs this fence knows it";
        finding.better = "psql \"$DATABASE_URL\" -c '" + line.text + "' in a bash fence";
      } else if (word == "psql") {
        finding.severity = Severity::warning;
        finding.message =
            "opens psql, which waits for a person to paste the rest: it is a shell's line in an sql fence";
        finding.better = "leave the line out: the fence's statements run in a session of their own";
      } else if (word == "#") {
        finding.message = "a comment of the shell: in SQL this is a syntax error";
        finding.better = "-- " + line.text.substr(1);
      } else {
        finding.message =
            word + " is the shell's: in psql this is a syntax error, and takes the next statement with it";
        finding.better = "a bash fence of its own";
      }
      findings.push_back(std::move(finding));
    }
  }
}

extern const Rule shell_in_sql{.severity = Severity::error, .find = find_shell_in_sql};

}  // namespace lint
