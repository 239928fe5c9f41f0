#include "apply/lease.h"

#include <fmt/format.h>

#include "apply/acquire.h"
#include "base/error.h"
#include "journal/events/lock_released.h"
#include "journal/events/lock_taken.h"

namespace apply {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

static constexpr auto last_patience = 5s;  // with the server, when the lease ends
static constexpr auto look_again = 100ms;  // for blockers of a statement that takes longer than this
static constexpr auto speak_after = 1s;    // of waiting, before the blockers are named

std::string Blocker::described() const {
  return fmt::format("backend {} ({}{} as {}, {} for {})", pid, application.empty() ? "unnamed" : application,
                     application.empty() ? " session" : "", user, state.empty() ? "state hidden" : state,
                     base::format_span(transaction_age));
}

Lease::Lease(const Run& run, pg::Session control, std::stop_source lost, const Options& options)
    : run_(run), options_(options), control_(std::move(control)), lost_source_(std::move(lost)) {
  token_ = acquire(run_, control_, options_);
  // From here on the session serves the lease: a stop ends the work, and the lease after it.
  control_.stop_with({});
  renewed_ = std::chrono::steady_clock::now();
  run_.journal->append(event(run_, journal::LockTaken{.token = token_}));
  keeper_ = std::jthread([this](const std::stop_token& stop) {
    keep(stop);
    const std::lock_guard lock(mutex_);
    keeper_ended_ = true;
    changed_.notify_all();
  });
}

Lease::~Lease() {
  keeper_.request_stop();
  control_.cancel();  // nothing the keeper asks takes long, unless the network is gone
  {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, last_patience, [this] { return keeper_ended_; })) control_.abandon();
  }
  keeper_.join();
  control_.answer_within(last_patience);
  try {
    release();
  } catch (const std::exception&) {
    // The server ends the advisory lock with the connection, and the row expires by itself.
    return;
  }
}

void Lease::release() {
  if (is_lost()) return;
  if (options_.row) {
    control_.query(
        fmt::format("UPDATE {}._migration_locks SET expires_at = clock_timestamp() WHERE name = $1 AND token = $2",
                    quoted_schema(run_)),
        {std::string(lease_name), std::to_string(token_)});
  }
  control_.query("SELECT pg_catalog.pg_advisory_unlock_all()");
  run_.journal->append_soon(event(run_, journal::LockReleased{.token = token_}));
}

bool Lease::is_lost() const {
  const std::lock_guard lock(mutex_);
  return !lost_why_.empty();
}

Error Lease::loss() const {
  const std::lock_guard lock(mutex_);
  return {
      Code::lease_lost, fmt::format("the migration lease was lost: {}", lost_why_),
      "See who migrates now with 'lockkeeper status', then run the same command again; what was committed stays, and "
      "nothing of ours can be committed any more."};
}

void Lease::lose(std::string why) {
  {
    const std::lock_guard lock(mutex_);
    if (lost_why_.empty()) lost_why_ = std::move(why);
  }
  changed_.notify_all();
  lost_source_.request_stop();
}

// True when the row is still ours. Waits behind our own commit, which holds the row: that is no loss.
bool Lease::renew() {
  try {
    const auto renewed =
        options_.row ? control_.query(fmt::format("UPDATE {}._migration_locks SET heartbeat_at = clock_timestamp(),"
                                                  " expires_at = clock_timestamp() + '{} milliseconds'::interval"
                                                  " WHERE name = $1 AND token = $2 RETURNING token",
                                                  quoted_schema(run_), run_.lease.count()),
                                      {std::string(lease_name), std::to_string(token_)})
                     : control_.query("SELECT 1");
    if (renewed.empty()) {
      lose("the row in _migration_locks is not ours any more");
      return false;
    }
  } catch (const Error& error) {
    if (error.sqlstate() == "57014") return true;  // our destructor, or a person: the next beat tells
    lose(fmt::format("it could not be renewed ({})", error.message()));
    return false;
  }
  const std::lock_guard lock(mutex_);
  renewed_ = std::chrono::steady_clock::now();
  return true;
}

void Lease::look_for_blockers() {
  int pid = 0;
  std::chrono::steady_clock::time_point since;
  {
    const std::lock_guard lock(mutex_);
    pid = watched_;
    since = watched_since_;
  }
  const auto waited = std::chrono::steady_clock::now() - since;
  if (pid == 0 || waited < look_again) return;
  std::vector<Blocker> found;
  try {
    const auto rows = control_.query(
        "SELECT a.pid, a.application_name, a.usename, a.state,"
        " coalesce((extract(epoch FROM clock_timestamp() - a.xact_start) * 1000)::bigint, 0) AS age_ms"
        " FROM (SELECT DISTINCT pid FROM unnest(pg_catalog.pg_blocking_pids($1)) AS b(pid)) b"
        " JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid ORDER BY a.pid",
        {std::to_string(pid)});
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      found.push_back({.pid = static_cast<int>(rows.integer(row, "pid")),
                       .application = rows.text(row, "application_name"),
                       .user = rows.text(row, "usename"),
                       .state = rows.text(row, "state"),
                       .transaction_age = base::Milliseconds(rows.integer(row, "age_ms"))});
    }
  } catch (const Error&) {
    return;  // a lost connection shows at the next heartbeat
  }
  if (found.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    if (watched_ == pid) blockers_ = found;
  }
  std::string who;
  for (const auto& blocker : found) who += fmt::format("{} ", blocker.pid);
  if (waited < speak_after || who == told_) return;
  told_ = who;
  note(run_, fmt::format("waiting for {}{}", found.front().described(),
                         found.size() > 1 ? fmt::format(" and {} more", found.size() - 1) : ""));
}

void Lease::keep(const std::stop_token& stop) {
  auto next_beat = std::chrono::steady_clock::now() + run_.heartbeat;
  auto next_look = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    bool beat = false;
    {
      std::unique_lock lock(mutex_);
      const auto until = std::min(next_beat, std::chrono::steady_clock::now() + look_again);
      changed_.wait_until(lock, stop, until, [&] { return renew_now_; });
      beat = renew_now_ || std::chrono::steady_clock::now() >= next_beat;
    }
    if (stop.stop_requested()) return;
    if (beat) {
      const bool ours = renew();
      {
        const std::lock_guard lock(mutex_);
        renew_now_ = false;
      }
      changed_.notify_all();
      if (!ours) return;
      next_beat = std::chrono::steady_clock::now() + run_.heartbeat;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look) continue;
    look_for_blockers();
    // A statement that has run for long is looked at less often.
    const std::lock_guard lock(mutex_);
    next_look = now + (watched_ != 0 && now - watched_since_ > 10s ? 1000ms : look_again);
  }
}

void Lease::check() {
  std::unique_lock lock(mutex_);
  const auto stale = [&] { return std::chrono::steady_clock::now() - renewed_ > run_.lease * 2 / 3; };
  if (lost_why_.empty() && stale()) {
    renew_now_ = true;
    changed_.notify_all();
    const bool told = changed_.wait_for(lock, run_.lease, [&] { return !renew_now_ || !lost_why_.empty(); });
    if (!told) lost_why_ = "the server does not answer";
  }
  const bool lost = !lost_why_.empty();
  lock.unlock();
  if (lost) throw loss();
}

Lease::Watch::Watch(Lease& lease, int pid) : lease_(lease) {
  const std::lock_guard lock(lease_.mutex_);
  lease_.watched_ = pid;
  lease_.watched_since_ = std::chrono::steady_clock::now();
  lease_.blockers_.clear();
}

Lease::Watch::~Watch() {
  const std::lock_guard lock(lease_.mutex_);
  lease_.watched_ = 0;
}

std::vector<Blocker> Lease::blockers() const {
  const std::lock_guard lock(mutex_);
  return blockers_;
}

}  // namespace apply
