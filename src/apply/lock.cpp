#include "apply/lock.h"

#include <fmt/format.h>

#include "apply/tables.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "pg/migration_lock.h"

namespace apply {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

static std::optional<LockState::Backend> read_backend(pg::Session& session, const std::string& schema) {
  const int pid = pg::advisory_lock_holder(session, lock_key(schema));
  if (pid == 0) return std::nullopt;
  const auto rows = session.query(
      "SELECT application_name, usename, client_addr, state,"
      " (extract(epoch FROM clock_timestamp() - state_change) * 1000)::bigint AS idle"
      " FROM pg_catalog.pg_stat_activity WHERE pid = $1",
      {std::to_string(pid)});
  LockState::Backend backend{.pid = pid};
  if (rows.empty()) return backend;
  backend.application = rows.text(0, "application_name");
  backend.user = rows.text(0, "usename");
  backend.client = rows.text(0, "client_addr");
  backend.state = rows.text(0, "state");
  if (rows.at(0, "idle")) backend.idle = base::Milliseconds(rows.integer(0, "idle"));
  return backend;
}

// The row of the backend that holds the advisory lock; one that another run left is none.
static void read_row(pg::Session& session, const std::string& schema, LockState& state) {
  const auto rows = session.query(
      fmt::format(
          "SELECT holder, host, run_id, (extract(epoch FROM acquired_at) * 1000)::bigint AS since,"
          " (extract(epoch FROM expires_at) * 1000)::bigint AS expires, expires_at <= clock_timestamp() AS expired,"
          " (extract(epoch FROM clock_timestamp() - heartbeat_at) * 1000)::bigint AS heartbeat"
          " FROM {}._migration_locks WHERE name = $1 AND backend_pid = $2",
          pg::quote_identifier(schema)),
      {std::string(lease_name), std::to_string(state.backend->pid)});
  if (rows.empty()) return;
  state.holder = Holder{.holder = rows.text(0, "holder"),
                        .host = rows.text(0, "host"),
                        .pid = state.backend->pid,
                        .run = rows.text(0, "run_id"),
                        .since = base::Instant(base::Milliseconds(rows.integer(0, "since"))),
                        .expires = base::Instant(base::Milliseconds(rows.integer(0, "expires")))};
  state.heartbeat = base::Milliseconds(rows.integer(0, "heartbeat"));
  state.expired = rows.boolean(0, "expired");
}

LockState read_lock(pg::Session& session, const std::string& schema) {
  LockState state{.backend = read_backend(session, schema)};
  if (state.backend && locks_exist(session, schema)) read_row(session, schema, state);
  return state;
}

std::optional<std::string> why_not_released(const LockState& state) {
  if (!state.holder)
    return "it is held without a record (a dry run, 'validate --drift' or a restore does so), and whether its "
           "process "
           "lives is not known";
  if (!state.expired)
    return fmt::format("its run renewed it {} ago, so it is at work", base::format_span(state.heartbeat));
  return std::nullopt;
}

void release_lock(pg::Session& session, const std::string& schema, const LockState& state) {
  const auto before = read_lock(session, schema);
  const bool same = before.backend && before.backend->pid == state.backend->pid;
  if (!same || why_not_released(before))
    throw Error{Code::lock_held, "the migration lock has changed hands meanwhile; nothing was ended",
                "See 'lockkeeper lock status'."};
  session.query("SELECT pg_catalog.pg_terminate_backend($1)", {std::to_string(state.backend->pid)});
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (pg::advisory_lock_holder(session, lock_key(schema)) == state.backend->pid) {
    if (std::chrono::steady_clock::now() > until)
      throw Error{Code::lock_held, fmt::format("backend {} was told to end and has not", state.backend->pid),
                  "It ends with its statement; run 'lockkeeper lock status' again in a while."};
    base::system_clock().sleep(50ms);
  }
}

}  // namespace apply
