// An operation that changes the target: the lock is ours, a session to work in is open, and what is written is
// fenced.
#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "apply/histories.h"
#include "apply/history.h"
#include "apply/lease.h"
#include "apply/records.h"
#include "apply/run.h"
#include "apply/work_session.h"

namespace apply {

class Operation {
 public:
  struct Options {
    const migration::Folder* folder = nullptr;  // whose tool's history is kept true as well; null: none is
    bool leave_no_trace = false;                // no tables, no lease row: for dry runs
  };
  /// `control` becomes the lease's session. Throws as Lease and Work do. Ends what killed runs left on the server.
  Operation(const Run& run, pg::Session control, const Options& options);

  const Run& run;
  std::stop_source halt;  // a person's stop, or the lease is lost
  std::stop_callback<std::function<void()>> on_stop;
  Lease lease;
  Work work;
  Records records;
  std::optional<OtherHistory> other;  // another tool's history, kept true

  pg::Session& session() { return work.session(); }

  /// What the database says of each migration, now that the lock is ours. What was undone with another tool is
  /// recorded as such. Throws as load_attempts and `record` do.
  std::vector<Attempt> load(const migration::Folder& folder);

  /// Runs the requests as they are, one flight. A failure leaves no transaction open. A stop, a lost connection and a
  /// lost lease are thrown (Code::stopped, connection, lease_lost), all else is the value.
  std::optional<pg::BatchFailure> run_batch(std::span<const pg::Request> requests,
                                            std::vector<pg::Result>* results = nullptr);

  /// The same, tried again with pauses while it loses to locks of others, until run.lock_retry is over; then throws
  /// Error{Code::server} with 55P03, naming who was in the way.
  std::optional<pg::BatchFailure> run_batch_with_lock_retry(std::span<const pg::Request> requests,
                                                            const std::string& name,
                                                            std::vector<pg::Result>* results = nullptr);

  /// BEGIN, `requests`, COMMIT; throws every failure. For records beside the migrations themselves; heeds no stop.
  std::vector<pg::Result> record(std::vector<pg::Request> requests);

  /// Throws Error{Code::lease_lost} or Error{Code::stopped} when nothing more may be started.
  void check();
  /// What `error` really means: a stop because the lease was lost is a loss of the lease.
  [[nodiscard]] base::Error meaning(const base::Error& error) const;

 private:
  struct Seen {
    long long backend = 0;  // that answers on the control session
    bool pooled = false;
    Lease::Options lease;
  };
  static Seen look(pg::Session& control, const Options& options);
  Operation(const Run& run, pg::Session& control, const Options& options, const Seen& seen);
};

/// The pause before try number `attempt` (from 1): doubled each time, 10 s at most, between half and all of it.
base::Milliseconds pause_before(int attempt, double random);

}  // namespace apply
