#include "pg/pooler.h"

#include <mutex>
#include <set>

#include "base/error.h"

namespace pg {

using base::Code;
using base::Error;

static constexpr auto which_backend = "SELECT pg_catalog.pg_backend_pid() AS pid";

static int backend_now(Session& session) {
  return static_cast<int>(session.query(which_backend).integer(0, "pid"));
}

// A pooler in transaction mode hands a server process to whoever begins a transaction next: a second client is given
// ours, or ours has gone to somebody else and we are given another. One look misses it where there is traffic, as
// somebody may have just taken it, and given it back; twenty-five in a row do not.
static bool is_shared(Session& session) {
  auto bare = session.options();
  bare.settings.clear();
  Session other(bare);
  try {
    for (int look = 0; look < 25; ++look) {
      const Transaction begun(other);
      if (backend_now(other) == session.backend_pid() || backend_now(session) != session.backend_pid()) return true;
    }
  } catch (const Error& error) {
    // Statement mode refuses BEGIN, and hangs up.
    if (error.code() == Code::stopped || backend_now(session) == 0) throw;
    return true;
  }
  return false;
}

void refuse_shared_backends(Session& session) {
  static std::mutex mutex;
  static std::set<std::pair<std::string, std::string>> known_good;  // a session mode stays one
  if (!session.through_pooler()) return;
  const std::pair key(session.options().target, session.options().database);
  {
    const std::lock_guard lock(mutex);
    if (known_good.contains(key)) return;
  }
  if (is_shared(session)) {
    throw Error{Code::configuration,
                "a connection pooler in transaction mode is in between: what a session sets or locks does not hold, "
                "and other clients get it",
                "Give the server's own address, or the pooler's port for session mode; nothing was set or changed."};
  }
  const std::lock_guard lock(mutex);
  known_good.insert(key);
}

}  // namespace pg
