#include "maintenance/sessions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"

namespace maintenance {

using namespace std::chrono_literals;

// The allow-list: client sessions of these roles in this database. Replication and autovacuum have other backend
// types; our own sessions are known by role and name. Without pg_monitor the type is null, and that session counts as
// hidden.
static constexpr auto theirs = R"(
FROM pg_catalog.pg_stat_activity a
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
  AND (a.backend_type = 'client backend' OR a.backend_type IS NULL)
  AND NOT (a.usename = session_user AND a.application_name LIKE 'lockkeeper%')
  AND CASE WHEN $1::text[] = '{}' THEN a.usename <> session_user ELSE a.usename = ANY ($1::text[]) END
)";

static std::string array_text(const std::vector<std::string>& items) {
  std::string out = "{";
  for (const auto& item : items) out += (out.size() > 1 ? "," : "") + base::Json(item).dump();
  return out + "}";
}

std::vector<Session> sessions(pg::Session& session, const std::vector<std::string>& roles,
                              const std::string& fenced_at) {
  const auto found = session.query(fmt::format(R"(
SELECT a.pid, a.usename, a.application_name, a.state, a.xact_start IS NOT NULL AS in_transaction,
       a.backend_xid IS NOT NULL AS writes, a.backend_type IS NULL AS hidden,
       coalesce(a.backend_start < to_timestamp($2::text::float8), false) AS before_fence {} ORDER BY a.backend_start, a.pid)",
                                               theirs),
                                   {array_text(roles), fenced_at.empty() ? pg::Value() : pg::Value(fenced_at)});
  std::vector<Session> out;
  for (std::size_t i = 0; i < found.rows(); ++i) {
    out.push_back({.pid = static_cast<int>(found.integer(i, "pid")),
                   .role = found.text(i, "usename"),
                   .application = found.text(i, "application_name"),
                   .state = found.text(i, "state"),
                   .in_transaction = found.boolean(i, "in_transaction"),
                   .writes = found.boolean(i, "writes"),
                   .before_fence = found.boolean(i, "before_fence"),
                   .hidden = found.boolean(i, "hidden")});
  }
  return out;
}

bool is_in_the_way(const Session& session, bool fenced) {
  if (session.hidden) return true;  // what is not seen is not known to be harmless
  return session.before_fence || (!fenced && (session.in_transaction || session.state != "idle"));
}

std::string describe(const Session& session) {
  return fmt::format("{} ({}process {}): {}", session.role,
                     session.application.empty() ? "" : session.application + ", ", session.pid,
                     session.hidden ? "what it does cannot be seen; grant this role pg_monitor"
                                    : session.state + (session.writes ? ", writing" : ""));
}

static std::vector<Session> in_the_way(pg::Session& session, const DrainOptions& options) {
  auto found = sessions(session, options.roles, options.fenced_at);
  std::erase_if(found, [&](const Session& one) { return !is_in_the_way(one, !options.fenced_at.empty()); });
  return found;
}

// By number and the allow-list in one statement: a number may belong to somebody else by now.
static void terminate(pg::Session& session, const DrainOptions& options, const std::vector<Session>& whom) {
  for (const auto& one : whom) {
    session.query(fmt::format("SELECT pg_terminate_backend(a.pid) {} AND a.pid = $2::text::int", theirs),
                  {array_text(options.roles), std::to_string(one.pid)});
  }
}

static std::vector<Session> wait(pg::Session& session, const DrainOptions& options, base::Milliseconds patience,
                                 base::Clock& clock, const std::stop_token& stop) {
  const base::Stopwatch watch(clock);
  for (;;) {
    auto found = in_the_way(session, options);
    if (found.empty() || watch.elapsed() >= patience) return found;
    if (!clock.sleep(100ms, stop)) {
      throw base::Error{base::Code::stopped, "stopped while the application's sessions were waited for",
                        "Run 'lockkeeper maintenance enter' again to go on, or 'lockkeeper maintenance leave'."};
    }
  }
}

Drained drain(pg::Session& session, const DrainOptions& options, base::Clock& clock, const std::stop_token& stop) {
  const base::Stopwatch watch(clock);
  Drained out{.left_over = wait(session, options, options.patience, clock, stop), .terminated = {}};
  if (!out.left_over.empty() && options.terminate) {
    out.terminated = out.left_over;
    terminate(session, options, out.terminated);
    out.left_over = wait(session, options, 10s, clock, stop);
  }
  out.waited = watch.elapsed();
  return out;
}

}  // namespace maintenance
