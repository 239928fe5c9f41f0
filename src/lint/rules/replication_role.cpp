// Foreign keys switched off for the session.
#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static void find_replication_role(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto* set = statement.as<sql::Set>();
      if (!set || set->name != "session_replication_role") continue;
      const auto lower = base::to_lower(statement.text);
      if (lower.find("replica", lower.find("session_replication_role") + 24) == std::string::npos) continue;
      findings.push_back(text.finding(
          statement.offset,
          "switches off foreign keys and triggers, and nothing checks later what was written meanwhile: the "
          "constraints "
          "stay marked as valid over rows that break them",
          "mend the rows, or ALTER TABLE … DROP CONSTRAINT, then ADD … NOT VALID and VALIDATE CONSTRAINT"));
    }
  }
}

extern const Rule replication_role{.severity = Severity::error, .find = find_replication_role};

}  // namespace lint
