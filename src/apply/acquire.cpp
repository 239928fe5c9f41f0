#include "apply/acquire.h"

#include <random>

#include <fmt/format.h>

#include "apply/histories.h"
#include "apply/tables.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/lock_waiting.h"
#include "pg/migration_lock.h"

namespace apply {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

long long lock_key(const std::string& schema) {
  return pg::migration_lock_key(schema);
}

std::string Holder::described() const {
  std::string text = holder.empty() ? std::string("a session") : fmt::format("{} on {}", holder, host);
  if (tool) text = fmt::format("{} (or a lockkeeper that works on its history)", tool->tool);
  if (pid != 0) text += fmt::format(" (backend {})", pid);
  if (since) text += fmt::format(" since {}", base::format_for_people(*since));
  if (!run.empty()) text += fmt::format(", run {}", run);
  return text;
}

static std::optional<base::Instant> instant(const pg::Result& rows, std::string_view column) {
  if (!rows.at(0, column)) return std::nullopt;
  return base::Instant(base::Milliseconds(rows.integer(0, column)));
}

// Whether the session that took the lease is gone for certain. A session of another role shows its pid but not its
// start to those without pg_read_all_stats: that proves nothing, and the expiry has to be waited for.
static constexpr auto holder_gone =
    "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a WHERE a.pid = l.backend_pid"
    " AND (a.backend_start IS NULL OR a.backend_start = l.backend_start))";

static std::optional<Holder> row_holder(pg::Session& session, const std::string& schema) {
  if (!locks_exist(session, schema)) return std::nullopt;
  const auto rows = session.query(
      fmt::format(
          "SELECT holder, host, backend_pid, run_id, (extract(epoch FROM acquired_at) * 1000)::bigint AS since,"
          " (extract(epoch FROM expires_at) * 1000)::bigint AS expires"
          " FROM {}._migration_locks l WHERE name = $1 AND expires_at > clock_timestamp() AND NOT ({})",
          pg::quote_identifier(schema), holder_gone),
      {std::string(lease_name)});
  if (rows.empty()) return std::nullopt;
  return Holder{.holder = rows.text(0, "holder"),
                .host = rows.text(0, "host"),
                .pid = static_cast<int>(rows.integer(0, "backend_pid")),
                .run = rows.text(0, "run_id"),
                .since = instant(rows, "since"),
                .expires = instant(rows, "expires")};
}

std::optional<Holder> lock_holder(pg::Session& session, const std::string& schema) {
  if (auto holder = row_holder(session, schema)) return holder;
  const int pid = pg::advisory_lock_holder(session, lock_key(schema));
  if (pid == 0) return std::nullopt;
  return Holder{.pid = pid};
}

namespace {

// The patience of one acquisition: pauses with jitter until the wait is over.
class Patience {
 public:
  explicit Patience(const Run& run) : run_(run), until_(std::chrono::steady_clock::now() + run.lock_wait) {}

  // Sleeps a moment, or throws: too long, or stopped.
  void wait(const Holder& holder) {
    if (std::chrono::steady_clock::now() >= until_) throw held(holder);
    if (!told_) {
      told_ = true;
      note(run_, fmt::format("waiting for the migration lock, held by {}", holder.described()));
      run_.journal->append_soon(
          event(run_, journal::LockWaiting{.holder = holder.described(), .waited = base::Milliseconds(0)}));
    }
    const auto pause = 100ms + base::Milliseconds(random_() % 150);
    if (!run_.clock->sleep(pause, run_.stop)) {
      throw Error{Code::stopped, "stopped while waiting for the migration lock; nothing was done"};
    }
  }

 private:
  // A run that is gone, with its machine or its link, may have left its session on the server, and the lock with it.
  static std::string hint_for(const Holder& holder) {
    const std::string wait =
        holder.tool ? fmt::format("Wait until '{}' has ended, then run the same command again.", holder.tool->command)
                    : "Wait until that run has ended ('lockkeeper status' shows it), or wait longer with "
                      "--lock-wait 10min.";
    if (holder.pid == 0) return wait;
    if (!holder.run.empty())
      return fmt::format(
          "{} If its process or machine is gone for certain, 'lockkeeper lock release' ends what it "
          "left on the server, backend {}, which frees the lock.",
          wait, holder.pid);
    return fmt::format(
        "{} If its process or machine is gone for certain, end what it left on the server, which frees "
        "the lock: SELECT pg_catalog.pg_terminate_backend({});",
        wait, holder.pid);
  }
  [[nodiscard]] Error held(const Holder& holder) const {
    Error error{Code::lock_held,
                run_.lock_wait.count() == 0 ? fmt::format("the migration lock is held by {}", holder.described())
                                            : fmt::format("the migration lock is still held by {} after {}",
                                                          holder.described(), base::format_span(run_.lock_wait)),
                hint_for(holder)};
    if (holder.expires) error.with("lease expires", base::format_for_people(*holder.expires));
    return error;
  }

  const Run& run_;
  std::chrono::steady_clock::time_point until_;
  std::minstd_rand random_{std::random_device{}()};
  bool told_ = false;
};

}  // namespace

// Never the blocking form: a waiter holds a snapshot, and CREATE INDEX CONCURRENTLY of the holder waits for it.
static void take_advisory(pg::Session& session, long long key, Patience& patience, const std::string& schema,
                          const History* tool = nullptr) {
  for (;;) {
    const auto taken = session.query("SELECT pg_catalog.pg_try_advisory_lock($1) AS taken", {std::to_string(key)});
    if (taken.boolean(0, "taken")) return;
    const int pid = pg::advisory_lock_holder(session, key);
    Holder holder{.pid = pid, .tool = tool};
    const auto row = row_holder(session, schema);
    if (row && row->pid == pid) holder = *row;
    patience.wait(holder);
  }
}

// A token that was never used before, also when people deleted the row ("DELETE FROM _migration_locks WHERE
// expires_at < now()" stands in runbooks): each one is in the audit log.
static constexpr auto fresh_token =
    "CASE WHEN EXISTS (SELECT 1 FROM {0}._migration_locks WHERE name = $1) THEN 0 ELSE"
    " 1 + greatest((SELECT max(lease_token) FROM {0}._migration_history),"
    " (SELECT max((detail ->> 'token')::bigint) FROM {0}._migration_audit_log WHERE action = 'lock.taken'), 0) END";

// The new token, or nothing when somebody else's lease has to be waited for.
static std::optional<long long> try_row(const Run& run, pg::Session& session) {
  const auto schema = quoted_schema(run);
  const std::string name(lease_name);
  pg::Transaction transaction(session);
  const auto now = session.query(fmt::format("SELECT l.expires_at <= clock_timestamp() OR {} AS free"
                                             " FROM {}._migration_locks l WHERE l.name = $1 FOR UPDATE",
                                             holder_gone, schema),
                                 {name});
  if (!now.empty() && !now.boolean(0, "free")) return std::nullopt;
  const auto length = fmt::format("'{} milliseconds'::interval", run.lease.count());
  const auto taken = session.query(
      fmt::format(
          "INSERT INTO {0}._migration_locks AS l (name, token, holder, host, backend_pid, backend_start, run_id,"
          " acquired_at, heartbeat_at, expires_at)"
          " SELECT $1, {1}, $2, $3, pg_catalog.pg_backend_pid(), a.backend_start, $4, clock_timestamp(),"
          " clock_timestamp(), clock_timestamp() + {2} FROM pg_catalog.pg_stat_activity a"
          " WHERE a.pid = pg_catalog.pg_backend_pid()"
          " ON CONFLICT (name) DO UPDATE SET token = greatest(l.token + 1, excluded.token),"
          " holder = excluded.holder, host = excluded.host, backend_pid = excluded.backend_pid,"
          " backend_start = excluded.backend_start, run_id = excluded.run_id, acquired_at = excluded.acquired_at,"
          " heartbeat_at = excluded.heartbeat_at, expires_at = excluded.expires_at RETURNING token",
          schema, fmt::format(fmt::runtime(fresh_token), schema), length),
      {name, run.actor, run.host, run.id});
  const long long token = taken.integer(0, "token");
  session.query(fmt::format("INSERT INTO {}._migration_audit_log (run_id, actor, host, action, detail)"
                            " VALUES ($1, $2, $3, 'lock.taken', $4)",
                            schema),
                {run.id, run.actor, run.host, base::Json::object({{"token", token}}).dump()});
  transaction.commit();
  return token;
}

long long acquire(const Run& run, pg::Session& control, const Lease::Options& options) {
  Patience patience(run);
  take_advisory(control, lock_key(run.schema), patience, run.schema);
  const auto* other = options.other;
  if (const auto key = other && other->lock_key ? other->lock_key(control) : std::nullopt)
    take_advisory(control, *key, patience, run.schema, other);
  if (!options.row) return 0;
  make_tables(control, run.schema);
  // The row may be locked by a transaction of the last holder that is committing right now.
  control.execute("SET lock_timeout = '5s'");
  for (;;) {
    try {
      if (const auto token = try_row(run, control)) {
        control.execute("SET lock_timeout = 0");
        return *token;
      }
    } catch (const Error& error) {
      if (error.sqlstate() != "55P03") throw;
    }
    const auto holder = row_holder(control, run.schema);
    patience.wait(holder.value_or(Holder{}));
  }
}

}  // namespace apply
