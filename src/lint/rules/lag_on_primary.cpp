// Questions that only a standby can answer, asked of the primary.
#include <regex>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/sql_text.h"

namespace lint {

static bool about_standby(const SqlText& text) {
  static const std::regex words(R"(standby|replica\b|recovery|failover|promot|secondary)", std::regex::icase);
  return text.section && std::regex_search(text.section->title.substr(0, 300), words);
}

static void find_lag_on_primary(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& text : sql_of(subject.document)) {
    for (const auto& statement : text.statements) {
      const auto lower = base::to_lower(statement.text);
      if (lower.find("pg_is_in_recovery") != std::string::npos || about_standby(text)) continue;
      for (const std::string_view name :
           {"pg_last_wal_replay_lsn", "pg_last_wal_receive_lsn", "pg_last_xact_replay_timestamp"}) {
        const auto at = lower.find(name);
        if (at == std::string::npos) continue;
        findings.push_back(
            text.finding(statement.offset + at,
                         fmt::format("{}() is NULL on a primary: asked there, this check never finds any lag", name),
                         "on the primary: SELECT application_name, replay_lag, pg_wal_lsn_diff(pg_current_wal_lsn(), "
                         "replay_lsn) FROM "
                         "pg_stat_replication"));
        break;
      }
    }
  }
}

extern const Rule lag_on_primary{.severity = Severity::warning, .find = find_lag_on_primary};

}  // namespace lint
