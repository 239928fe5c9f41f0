#include "backup/server.h"

#include <cstdlib>

#include <fmt/format.h>

#include "base/error.h"
#include "pg/pooler.h"

namespace backup {

using base::Code;
using base::Error;

std::string version_text(pg::Session& session) {
  return session.query("SELECT split_part(current_setting('server_version'), ' ', 1) AS v").text(0, "v");
}

void without_timeouts(pg::Session& session) {
  session.execute("SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0");
  if (session.server_major() >= 14) session.execute("SET idle_session_timeout = 0");
  if (session.server_major() >= 17) session.execute("SET transaction_timeout = 0");
}

std::string database_of(const pg::Options& connection) {
  if (!connection.database.empty()) return connection.database;
  if (auto named = pg::named_database(connection); !named.empty()) return named;
  return pg::Session(connection).database();  // a service file or the user's name decides
}

// It is about to take timeouts away, and others would get it without them.
static pg::Session not_shared(pg::Session session) {
  pg::refuse_shared_backends(session);
  return session;
}

pg::Session maintenance_session(const pg::Options& connection, std::string_view about, const std::stop_token& stop) {
  auto options = connection;
  options.stop = stop;
  options.database = "postgres";
  try {
    if (about != "postgres") return not_shared(pg::Session(options));
  } catch (const Error& error) {
    const bool no_such_database =
        error.sqlstate() == "3D000" || error.sqlstate() == "42501" || error.sqlstate() == "55000";
    if (!no_such_database) throw;
  }
  options.database = "template1";
  return not_shared(pg::Session(options));
}

std::set<std::string> available_extensions(pg::Session& session) {
  const auto found = session.query("SELECT name FROM pg_available_extensions");
  std::set<std::string> out;
  for (std::size_t row = 0; row < found.rows(); ++row) out.insert(found.text(row, "name"));
  return out;
}

}  // namespace backup
