// The migration lock as an operator sees it: who holds it, whether that run still lives, and ending what it left.
#pragma once

#include <optional>
#include <string>

#include "apply/lease.h"
#include "pg/session.h"

namespace apply {

/// What is to be seen of the lock at one moment, by the server's clock.
struct LockState {
  /// The server process that holds the advisory lock.
  struct Backend {
    int pid = 0;
    std::string application = {};
    std::string user = {};
    std::string client = {};     // its address; empty: a unix socket, or not to be seen by this role
    std::string state = {};      // "idle", "active"; empty where this role may not see it
    base::Milliseconds idle{0};  // since its state changed
  };
  std::optional<Backend> backend = {};  // nothing: the lock is free
  std::optional<Holder> holder = {};    // the row that belongs to it: a run that is not a dry run
  base::Milliseconds heartbeat{0};      // with a holder: so long ago its run last renewed the lock
  bool expired = false;                 // with a holder: it has not done so for the whole lease
};
LockState read_lock(pg::Session& session, const std::string& schema);

/// Whether the lock may be taken from its holder: its run has let the whole lease go by without renewing it, so its
/// process is gone, or stands still. Nothing where it may; else why not.
std::optional<std::string> why_not_released(const LockState& state);

/// Ends the server process that holds the lock, if it still is the one of `state`, and waits until it is gone. Throws
/// Error{Code::lock_held} where it does not go, or has changed hands.
void release_lock(pg::Session& session, const std::string& schema, const LockState& state);

}  // namespace apply
