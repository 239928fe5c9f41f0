// Questions about a server that taking and restoring a backup both ask.
#pragma once

#include <set>
#include <stop_token>
#include <string>

#include "pg/session.h"

namespace backup {

/// "15.8": without the packager's words behind it.
std::string version_text(pg::Session& session);

/// Takes away every timeout that the role or the database may have set: copying takes as long as it takes.
void without_timeouts(pg::Session& session);

/// The name of the database that `connection` means, without connecting where the options or libpq's environment say
/// it.
std::string database_of(const pg::Options& connection);

/// A session on another database than `about`: postgres, else template1. Throws what the last try threw.
pg::Session maintenance_session(const pg::Options& connection, std::string_view about, const std::stop_token& stop);

/// SQL for the kind of a session, over pg_stat_activity as `a`: its backend_type, and where that is hidden from a
/// role that may not read statistics, what can be told from elsewhere. Autovacuum has no user.
inline constexpr auto session_kind_sql = R"(COALESCE(a.backend_type, CASE
  WHEN a.usesysid IS NULL THEN 'autovacuum worker'
  WHEN a.pid IN (SELECT pid FROM pg_stat_replication) THEN 'walsender'
  WHEN a.pid IN (SELECT pid FROM pg_stat_subscription) THEN 'logical replication worker'
  ELSE 'client backend' END))";

/// Names of extensions that the server could create.
std::set<std::string> available_extensions(pg::Session& session);

}  // namespace backup
