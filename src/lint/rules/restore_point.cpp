// Restore points: a right is needed, and an archive.
#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"
#include "pg/session.h"

namespace lint {

// What is missing on the server at hand; nothing where all is there.
static std::optional<std::string> missing(pg::Session& server) {
  const auto answer = server.query_ours(
      "SELECT has_function_privilege('pg_create_restore_point(text)', 'execute') AS may, "
      "current_setting('wal_level') AS level, current_setting('archive_mode') AS archive");
  if (!answer.boolean(0, "may")) return fmt::format("{} has no right to execute it", server.user());
  if (answer.text(0, "level") == "minimal") return "wal_level is minimal";
  if (answer.text(0, "archive") == "off") return "archive_mode is off, so that there is no archive to recover from";
  return std::nullopt;
}

static void find_restore_point(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto at = base::to_lower(statement.text).find("pg_create_restore_point");
      if (at == std::string::npos) continue;
      std::string why =
          "only a superuser, or a role with a grant on it, may call this; the point is of use only with an archive";
      if (subject.server) {
        const auto reason = missing(*subject.server);
        if (!reason) continue;
        why += ". On the server at hand " + *reason;
      }
      findings.push_back(
          text.finding(statement.offset + at, std::move(why),
                       "GRANT EXECUTE ON FUNCTION pg_create_restore_point(text) TO the role of the night, "
                       "and try it the day before"));
    }
  }
}

extern const Rule restore_point{.severity = Severity::warning, .find = find_restore_point};

}  // namespace lint
