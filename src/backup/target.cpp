#include "backup/target.h"

#include <fmt/format.h>

#include "backup/server.h"
#include "base/files.h"
#include "pg/system_identifier.h"

namespace backup {

using base::Code;
using base::Error;

static std::set<std::string> names(const pg::Result& found) {
  std::set<std::string> out;
  for (std::size_t row = 0; row < found.rows(); ++row) out.insert(found.at(row, 0).value_or(""));
  return out;
}

static void look_at_role(pg::Session& session, Target& target) {
  const auto role = session.query(R"(
SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, pg_has_role(current_user, 'pg_signal_backend', 'MEMBER') AS may_signal,
       pg_is_in_recovery() AS in_recovery
FROM pg_roles WHERE rolname = current_user)");
  target.role = role.text(0, "rolname");
  target.superuser = role.boolean(0, "rolsuper");
  target.createdb = role.boolean(0, "rolcreatedb");
  target.createrole = role.boolean(0, "rolcreaterole");
  target.may_end_sessions = role.boolean(0, "may_signal");
  target.in_recovery = role.boolean(0, "in_recovery");
  target.member_of =
      names(session.query("SELECT rolname FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')"));
}

static void look_at_database(pg::Session& session, Target& target, const std::string& database) {
  target.now = read_attributes(session, database);
  if (!target.now) return;
  const auto facts = session.query(
      "SELECT d.oid, d.datistemplate, t.spcname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace "
      "WHERE d.datname = $1",
      {database});
  target.is_template = facts.boolean(0, "datistemplate");
  target.tablespace = facts.text(0, "spcname");
  const auto sessions = session.query(fmt::format(R"(
SELECT * FROM (
  SELECT a.pid, COALESCE(a.usename, '') AS who, COALESCE(a.application_name, '') AS application, {} AS kind,
         COALESCE(r.rolsuper, false) AS superuser
  FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid WHERE a.datid = $1::oid) s
WHERE kind NOT LIKE 'autovacuum%' AND kind <> 'parallel worker' ORDER BY pid)",
                                                  session_kind_sql),
                                      {facts.text(0, "oid")});
  for (std::size_t row = 0; row < sessions.rows(); ++row) {
    target.sessions.push_back({.pid = sessions.text(row, "pid"),
                               .user = sessions.text(row, "who"),
                               .application = sessions.text(row, "application"),
                               .kind = sessions.text(row, "kind"),
                               .superuser = sessions.boolean(row, "superuser")});
  }
  for (const auto& gid : names(session.query("SELECT gid FROM pg_prepared_xacts WHERE database = $1", {database})))
    target.prepared.push_back(gid);
  for (const auto& slot :
       names(session.query("SELECT slot_name FROM pg_replication_slots WHERE database = $1", {database}))) {
    target.replication_slots.push_back(slot);
  }
  target.migration_runs = !session
                               .query(R"(
SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.database = $1::oid AND a.application_name LIKE 'lockkeeper%' LIMIT 1)",
                                      {facts.text(0, "oid")})
                               .empty();
}

// PostgreSQL does not tell how much room its disk has. Where its data folder is one of this machine's, we can look.
static std::optional<long long> free_bytes_of(pg::Session& session) {
  const auto host = session.host();
  if (!host.starts_with('/') && host != "localhost" && host != "127.0.0.1" && host != "::1") return std::nullopt;
  try {
    const base::fs::path folder =
        session.query("SELECT current_setting('data_directory') AS folder").text(0, "folder");
    std::error_code hidden;
    if (!base::fs::exists(folder / "PG_VERSION", hidden)) return std::nullopt;
    return base::disk_space(folder).free_bytes;
  } catch (const Error& error) {
    if (error.code() != Code::server && error.code() != Code::file) throw;
    return std::nullopt;  // only some roles may ask where the data are
  }
}

static long long written_since(pg::Session& session, const Entry& entry, const Target& target) {
  if (entry.lsn.empty() || entry.server != target.server || target.in_recovery) return -1;
  return session.query("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::bigint AS bytes", {entry.lsn})
      .integer(0, "bytes");
}

Target look_at_target(pg::Session& session, const Entry& entry, const std::string& database) {
  Target out{.server_version = session.server_version(),
             .server = pg::cluster_or_address(session),
             .described = fmt::format("{} on {}:{}", database, session.host(), session.port()),
             .role = {}};
  look_at_role(session, out);
  look_at_database(session, out, database);
  out.roles = present_roles(session);
  out.extensions = available_extensions(session);
  out.tablespaces = names(session.query("SELECT spcname FROM pg_tablespace"));
  out.free_bytes = free_bytes_of(session);
  out.written_since_bytes = written_since(session, entry, out);
  return out;
}

}  // namespace backup
