// Settings made in a session that ends right afterwards.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static bool for_session(const sql::Statement& statement) {
  const auto* set = statement.as<sql::Set>();
  return set && set->name != "session_replication_role" && !base::starts_with_ignoring_case(statement.text, "reset");
}

static bool only_shows(const sql::Statement& statement) {
  return base::starts_with_ignoring_case(statement.text, "show") || statement.as<sql::TransactionControl>();
}

static void find_set_in_other_session(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    const sql::Statement* first = nullptr;
    bool works = !text.problems.empty();
    for (const auto& statement : text.statements) {
      if (for_session(statement)) {
        if (!first) first = &statement;
      } else if (!only_shows(statement)) {
        works = true;
      }
    }
    if (!first || works) continue;
    const auto name = first->as<sql::Set>()->name;
    findings.push_back(text.finding(
        first->offset,
        fmt::format(
            "{} is set for this session alone, and nothing else runs in it: what follows has a session of its own "
            "and does not see the setting",
            name.empty() ? "it" : name),
        fmt::format("export PGOPTIONS=\"-c {}=…\" for all that follows, or SET in the same file or fence as the work",
                    name.empty() ? "name" : name)));
  }
}

extern const Rule set_in_other_session{.severity = Severity::error, .find = find_set_in_other_session};

}  // namespace lint
