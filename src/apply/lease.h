// One runner at a time, provably: a session advisory lock on a connection of its own, a row in _migration_locks that
// people can read, a heartbeat, and a token that every migration's transaction checks before it commits.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "apply/histories.h"
#include "apply/run.h"
#include "base/clock.h"
#include "pg/session.h"

namespace apply {

/// The row's name in _migration_locks.
constexpr std::string_view lease_name = "migrations";

/// Who has the migration lock, as far as can be told.
struct Holder {
  std::string holder = {};  // the person or account; empty where only the session is known
  std::string host = {};
  int pid = 0;  // of its connection to the server
  std::string run = {};
  std::optional<base::Instant> since = {};
  std::optional<base::Instant> expires = {};
  const History* tool = nullptr;  // it is this tool's own lock that is held
  [[nodiscard]] std::string described() const;
};

/// The holder of a lease that has not expired, or of the advisory lock; nothing when the lock is free.
std::optional<Holder> lock_holder(pg::Session& session, const std::string& schema);

/// The key of the advisory lock: one per database and history schema.
long long lock_key(const std::string& schema);

/// A session that what we wait for belongs to.
struct Blocker {
  int pid = 0;
  std::string application;
  std::string user;
  std::string state;  // "idle in transaction", "active"
  base::Milliseconds transaction_age{0};
  [[nodiscard]] std::string described() const;  // "pid 4711 (psql as app, idle in transaction for 3 min 20 s)"
};

/// Held from construction to destruction. The session given is used by one thread of the lease's own from then on.
class Lease {
 public:
  struct Options {
    const History* other = nullptr;  // take the lock of this tool as well
    bool row = true;                 // false: the advisory locks alone, and no tables are made (dry runs)
  };
  /// Polls for the lock, then makes the tables and takes the row. Throws Error{Code::lock_held} naming the holder
  /// after run.lock_wait, Error{Code::stopped} when run.stop is triggered. When the lease is lost later, `lost` is
  /// stopped.
  Lease(const Run& run, pg::Session control, std::stop_source lost, const Options& options);
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  [[nodiscard]] long long token() const { return token_; }
  [[nodiscard]] bool is_lost() const;
  /// Throws Error{Code::lease_lost} when it is lost. Where the last heartbeat is too long ago (the process was
  /// suspended), the server is asked first.
  void check();
  /// The error that `check` throws.
  [[nodiscard]] base::Error loss() const;

  /// While it lives, the lease's thread looks at who keeps the backend `pid` waiting.
  class Watch {
   public:
    Watch(Lease& lease, int pid);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    Lease& lease_;
  };
  /// Who kept the watched backend waiting when it was last seen to wait, since the last Watch began.
  [[nodiscard]] std::vector<Blocker> blockers() const;

 private:
  void keep(const std::stop_token& stop);
  bool renew();
  void look_for_blockers();
  void lose(std::string why);
  void release();

  const Run& run_;
  const Options options_;
  pg::Session control_;
  std::stop_source lost_source_;
  long long token_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::string lost_why_;                                 // with mutex_; empty while the lease is ours
  std::chrono::steady_clock::time_point renewed_;        // with mutex_
  bool renew_now_ = false;                               // with mutex_
  bool keeper_ended_ = false;                            // with mutex_
  int watched_ = 0;                                      // with mutex_; backend pid, 0: none
  std::chrono::steady_clock::time_point watched_since_;  // with mutex_
  std::vector<Blocker> blockers_;                        // with mutex_
  std::string told_;                                     // the keeper's alone: what was said of the blockers
  std::jthread keeper_;
};

}  // namespace apply
