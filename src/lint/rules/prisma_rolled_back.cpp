// `prisma migrate resolve --rolled-back` undoes nothing.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static void find_prisma_rolled_back(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  std::vector<Finding> same;
  for (const auto& command : shell_of(document).commands) {
    const auto text = command.text();
    if (text.find("migrate resolve") == std::string::npos || !command.flag(0, "--rolled-back")) continue;
    same.push_back(
        finding_at(command,
                   "this changes a row of the history and nothing of the schema, and only for a migration that "
                   "failed: on an applied "
                   "one it ends with P3012",
                   "write the SQL that undoes it and run that (lockkeeper down keeps history and schema together)"));
  }
  add_once(findings, std::move(same));

  static const std::regex by_hand(
      R"((remove|delete)\b.*\b(migration|row)s?\b.*\bfrom\b.*_prisma_migrations|delete\s+from\s+"?_prisma_migrations)",
      std::regex::icase);
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto line = document.lines[i].substr(0, 1000);
    if (!std::regex_search(line.begin(), line.end(), by_hand)) continue;
    findings.push_back(
        {.line = static_cast<int>(i) + 1,
         .column = column_of(line, line.find("_prisma_migrations")),
         .message = "a history edited by hand no longer says what the database holds: the next deploy applies the "
                    "migration again, "
                    "onto whatever is left of it",
         .better =
             "undo the migration first, then let the tool mark it: lockkeeper resolve, or prisma migrate resolve"});
  }
}

extern const Rule prisma_rolled_back{.severity = Severity::error, .find = find_prisma_rolled_back};

}  // namespace lint
