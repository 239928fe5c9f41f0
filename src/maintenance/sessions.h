// The application's sessions: who is there, waiting until they are gone, ending what is left.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "pg/session.h"

namespace maintenance {

/// A session of one of the application's roles in this database; never our own, a replica's or a worker.
struct Session {
  int pid = 0;
  std::string role;
  std::string application;
  std::string state;  // "idle", "active", "idle in transaction"; empty where hidden
  bool in_transaction = false;
  bool writes = false;        // its transaction has an id, which only writers get
  bool before_fence = false;  // it began before the fence stood, and is not bound by it
  bool hidden = false;        // this role may not see what it does
};

/// `fenced_at`: seconds by the server's clock, or empty. Without `roles`: every client's but our own role's.
std::vector<Session> sessions(pg::Session& session, const std::vector<std::string>& roles,
                              const std::string& fenced_at);

/// Whether maintenance has to wait for it: it began before the fence, or is at work where there is no fence.
bool is_in_the_way(const Session& session, bool fenced);

/// "web (puma, process 812): idle in transaction".
std::string describe(const Session& session);

struct Drained {
  std::vector<Session> left_over;
  std::vector<Session> terminated;
  base::Milliseconds waited{0};
};
struct DrainOptions {
  std::vector<std::string> roles;
  std::string fenced_at = {};
  base::Milliseconds patience{30'000};
  bool terminate = false;  // what is left after `patience`
};
/// Throws Error{Code::stopped} when the session is stopped.
Drained drain(pg::Session& session, const DrainOptions& options, base::Clock& clock, const std::stop_token& stop);

}  // namespace maintenance
