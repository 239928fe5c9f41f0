// The session that migrations run in: named so that it can be found again, with the timeouts set and read back.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "apply/run.h"
#include "apply/script.h"
#include "pg/session.h"

namespace apply {

class Work {
 public:
  /// Connects. Throws Error{Code::configuration} where the server did not take the settings (a pooler in between).
  /// `pooled`: a pooler in session mode is in between, so the server process outlives the session: it gets no name by
  /// which it would be ended as a leftover.
  Work(const Run& run, std::stop_token stop, bool pooled);

  pg::Session& session() { return *session_; }
  /// A new connection after the old one was lost. The old backend is seen to be gone first (30 s at most; then
  /// Error{Code::connection}).
  void reopen();
  /// A session as a new connection has it, so that nothing of the files before reaches this one: the same one with
  /// all of that taken back, or a new one where that cannot be done for certain.
  void begin_file(const Script& script);
  /// Takes the short timeouts away for statements that wait or read long by their nature, and puts them back.
  void allow_long(bool allowed);

 private:
  void open();
  void made_ready();
  void renew();
  [[nodiscard]] bool cleared();

  const Run& run_;
  std::stop_token stop_;
  bool pooled_;
  std::optional<pg::Session> session_;
  bool long_allowed_ = false;
  bool used_ = false;       // a file ran in this session
  bool needs_new_ = false;  // and left what only a new session does not have
  bool opaque_ = false;     // the database has functions that may do so without a word of it in the file
};

/// The control session's options: the same target under the lock's name.
pg::Options control_options(const Run& run);

/// Throws Error{Code::server} on a standby, which takes no changes.
void refuse_standby(pg::Session& session);

/// Throws Error{Code::configuration} when two open sessions are answered by one backend (pg_backend_pid()): a pooler
/// in transaction mode is in between, through which neither session locks nor session settings hold.
void refuse_shared_backend(long long one, long long other);

/// Ends work sessions that a killed run left on the server, and waits until they are gone (60 s at most, then
/// Error{Code::lock_held}). Only while the lock is held: then no such session can be a living runner's.
void end_leftovers(const Run& run, pg::Session& session);

}  // namespace apply
