// Statements that cannot run inside a transaction block, sent so that they are in one.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static bool opens(const sql::Statement& statement) {
  const auto* control = statement.as<sql::TransactionControl>();
  return control && (control->command == "BEGIN" || control->command.starts_with("START"));
}

static bool closes(const sql::Statement& statement) {
  const auto* control = statement.as<sql::TransactionControl>();
  return control && (control->command == "COMMIT" || control->command == "ROLLBACK" || control->command == "END");
}

static void find_not_in_one_message(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    const bool together = text.origin == SqlText::Origin::argument && text.statements.size() > 1;
    bool open = false;
    for (const auto& statement : text.statements) {
      if (opens(statement)) open = true;
      if (closes(statement)) open = false;
      if (statement.not_in_transaction.empty() || (!together && !open)) continue;
      findings.push_back(text.finding(
          statement.offset,
          together && !open
              ? fmt::format(
                    "{}, and what one -c holds is sent as one message, which is one transaction: all {} fail with "
                    "25001",
                    statement.not_in_transaction, text.statements.size())
              : fmt::format("{}: it stands between BEGIN and COMMIT", statement.not_in_transaction),
          together && !open ? "a here-document (psql <<'SQL'), or a -c for each statement"
                            : "move it behind the COMMIT"));
      break;  // the rest of the message fails for the same reason
    }
  }
}

extern const Rule not_in_one_message{.severity = Severity::error, .find = find_not_in_one_message};

}  // namespace lint
