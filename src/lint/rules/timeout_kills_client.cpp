// `timeout 30m migrate` ends the client; the server goes on.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static void find_timeout_kills_client(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex database(
      R"(psql|migrat|prisma|flyway|liquibase|alembic|goose|pg_restore|vacuumdb|reindexdb)", std::regex::icase);
  for (const auto& command : shell_of(subject.document).commands) {
    if (command.program() != "timeout") continue;
    const auto text = command.text();
    if (text.size() > 2000 || !std::regex_search(text, database)) continue;
    findings.push_back(finding_at(
        command,
        "timeout ends only the client: the statement runs on in the server, holding its locks, while everybody "
        "believes it has stopped",
        "set statement_timeout in the session itself, as PGOPTIONS='-c statement_timeout=30min' does"));
  }
}

extern const Rule timeout_kills_client{.severity = Severity::warning, .find = find_timeout_kills_client};

}  // namespace lint
