#include "apply/work_session.h"

#include <chrono>

#include <fmt/format.h>

#include "apply/lease.h"
#include "base/error.h"

namespace apply {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

// Tells work sessions on this history from those on another history in the same database.
static std::string work_mark(const Run& run) {
  return fmt::format("work {:08x}", static_cast<unsigned long long>(lock_key(run.schema)) & 0xffffffffU);
}

// application_name is cut at 63 bytes; the mark at its end has to survive.
static std::string session_name(const Run& run, std::string_view mark) {
  return fmt::format("lockkeeper/{} {}", run.id.substr(0, 36), mark);
}

static std::string milliseconds(base::Milliseconds span) {
  return std::to_string(span.count());
}

static pg::Options work_options(const Run& run, std::stop_token stop, bool pooled) {
  pg::Options options = run.target;
  options.application_name = session_name(run, pooled ? "pooled" : work_mark(run));
  options.names = pg::Names::theirs;  // the migrations' own; what is asked between them is asked with query_ours
  options.settings.emplace_back("lock_timeout", milliseconds(run.timeouts.lock));
  options.settings.emplace_back("statement_timeout", milliseconds(run.timeouts.statement));
  options.settings.emplace_back("idle_in_transaction_session_timeout",
                                milliseconds(run.timeouts.idle_in_transaction));
  options.stop = std::move(stop);
  return options;
}

pg::Options control_options(const Run& run) {
  pg::Options options = run.target;
  options.application_name = session_name(run, "lock");
  options.names = pg::Names::ours;
  options.stop = run.stop;
  return options;
}

// A setting that did not arrive would leave a statement waiting for a lock without end.
static void read_back(pg::Session& session, const config::Timeouts& wanted) {
  const auto rows = session.query_ours(
      "SELECT name, setting FROM pg_catalog.pg_settings"
      " WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout')");
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = rows.text(row, "name");
    const auto expected = name == "lock_timeout"        ? wanted.lock
                          : name == "statement_timeout" ? wanted.statement
                                                        : wanted.idle_in_transaction;
    if (rows.integer(row, "setting") == expected.count()) continue;
    throw Error{Code::configuration,
                fmt::format("{} is {} ms in the session, not the {} ms that were set", name,
                            rows.text(row, "setting"), expected.count()),
                "Give the server's own address instead of a connection pooler's."};
  }
}

Work::Work(const Run& run, std::stop_token stop, bool pooled) : run_(run), stop_(std::move(stop)), pooled_(pooled) {
  open();
}

void Work::open() {
  session_.emplace(work_options(run_, stop_, pooled_));
  made_ready();
}

// What the server warns of is shown; its notices are mostly about what IF EXISTS skipped.
static void listen(pg::Session& session, const Run& run) {
  session.on_notice([&run](const pg::Notice& notice) {
    if (notice.severity == "WARNING") note(run, fmt::format("the server warns: {}", notice.message));
  });
}

// Whether the database has no function that may do what clearing a session does not take back: set a parameter with a
// dot in its name, which reads as '' and not as NULL ever after, load a library, keep something there. Where there is
// none, only the file's own text can; those of these extensions do not.
static constexpr auto nothing_is_hidden = R"(
NOT EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.oid >= 16384 AND NOT EXISTS (
  SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
    AND d.refclassid = 'pg_catalog.pg_extension'::regclass
    AND e.extname IN ('btree_gin', 'btree_gist', 'citext', 'cube', 'earthdistance', 'fuzzystrmatch', 'hstore',
      'intarray', 'isn', 'ltree', 'pgcrypto', 'pg_stat_statements', 'pg_trgm', 'seg', 'unaccent', 'uuid-ossp')))
  AS sure)";

void Work::made_ready() {
  session_->stop_with(stop_);
  listen(*session_, run_);
  const pg::Uninterrupted whole(*session_);
  opaque_ = !session_->clear(nothing_is_hidden).boolean(0, "sure");
  read_back(*session_, run_.timeouts);
  used_ = needs_new_ = long_allowed_ = false;
}

// False where it is not certain that the session is as a new one.
bool Work::cleared() {
  if (needs_new_ || opaque_ || session_->transaction_state() != pg::TransactionState::idle) return false;
  try {
    session_->clear();
    long_allowed_ = false;
    return true;
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    return false;
  }
}

void Work::begin_file(const Script& script) {
  if (used_ && !cleared()) renew();
  used_ = true;
  needs_new_ = script.needs_new_session;
}

static void wait_until_gone(pg::Session& session, int pid, const std::string& name) {
  const auto until = std::chrono::steady_clock::now() + 30s;
  for (;;) {
    const auto there = session.query_ours(
        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND "
        "application_name = $2",
        {std::to_string(pid), name});
    if (there.empty()) return;
    if (std::chrono::steady_clock::now() > until) {
      throw Error{Code::connection, fmt::format("backend {}, whose connection was lost, does not end", pid),
                  "See in pg_stat_activity what it does; once it is gone, run 'lockkeeper up' again."};
    }
    base::system_clock().sleep(50ms);
  }
}

void Work::renew() {
  session_.reset();
  open();
}

void Work::reopen() {
  const int old = session_->backend_pid();
  session_.reset();
  auto options = work_options(run_, {}, pooled_);
  session_.emplace(options);
  wait_until_gone(*session_, old, options.application_name);
  made_ready();
}

void Work::allow_long(bool allowed) {
  if (allowed == long_allowed_) return;
  session_->execute(allowed ? std::string("SET lock_timeout = 0; SET statement_timeout = 0")
                            : fmt::format("SET lock_timeout = {}; SET statement_timeout = {}",
                                          run_.timeouts.lock.count(), run_.timeouts.statement.count()));
  long_allowed_ = allowed;
}

void refuse_standby(pg::Session& session) {
  if (!session.query_ours("SELECT pg_catalog.pg_is_in_recovery() AS standby").boolean(0, "standby")) return;
  throw Error{Code::server, fmt::format("{} is a standby, which takes no changes", session.described()),
              "Give the address of the primary server."};
}

void refuse_shared_backend(long long one, long long other) {
  if (one != other) return;
  throw Error{Code::configuration,
              "two sessions share one backend: a connection pooler in transaction mode is in between",
              "Give the server's own address instead of the pooler's: locks and timeouts do not hold through it."};
}

static std::string described(const pg::Result& rows, std::size_t row) {
  return fmt::format("backend {} ({}, {} for {})", rows.integer(row, "pid"), rows.text(row, "application_name"),
                     rows.text(row, "state"), base::format_span(base::Milliseconds(rows.integer(row, "age_ms"))));
}

static pg::Result leftovers(const Run& run, pg::Session& session) {
  return session.query_ours(
      "SELECT pid, application_name, coalesce(state, 'state hidden') AS state,"
      " coalesce((extract(epoch FROM clock_timestamp() - state_change) * 1000)::bigint, 0) AS age_ms"
      " FROM pg_catalog.pg_stat_activity"
      " WHERE datname = current_database() AND pid <> pg_catalog.pg_backend_pid() AND application_name LIKE $1",
      {"lockkeeper/% " + work_mark(run)});
}

// Another role's session can only be waited for.
static void terminate(pg::Session& session, long long pid) {
  try {
    session.query_ours("SELECT pg_catalog.pg_terminate_backend($1)", {std::to_string(pid)});
  } catch (const Error& error) {
    if (error.sqlstate() != "42501") throw;
  }
}

void end_leftovers(const Run& run, pg::Session& session) {
  const auto until = std::chrono::steady_clock::now() + 60s;
  for (bool first = true;; first = false) {
    const auto rows = leftovers(run, session);
    if (rows.empty()) return;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      if (first) note(run, fmt::format("ending what an earlier run left on the server: {}", described(rows, row)));
      terminate(session, rows.integer(row, "pid"));
    }
    if (std::chrono::steady_clock::now() > until) {
      throw Error{Code::lock_held, fmt::format("an earlier run still works on the server: {}", described(rows, 0)),
                  "Wait until it has ended, or end it as a superuser with pg_terminate_backend, then run the same "
                  "command again."};
    }
    if (!run.clock->sleep(50ms, run.stop)) throw Error{Code::stopped, "stopped while an earlier run was being ended"};
  }
}

}  // namespace apply
