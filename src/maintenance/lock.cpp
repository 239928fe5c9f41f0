#include "maintenance/lock.h"

#include <fmt/format.h>

#include "base/error.h"
#include "pg/pooler.h"

namespace maintenance {

using namespace std::chrono_literals;
using base::Code;
using base::Error;

std::filesystem::path folder_of(const journal::Journal& journal) {
  return journal.file().parent_path() / "maintenance";
}

static std::filesystem::path lock_file(const journal::Journal& journal) {
  const auto folder = folder_of(journal);
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);  // where it cannot be made, the lock says why
  return folder / "lock";
}

// By trying again and again: a session that waits in the server holds a snapshot.
static void take(const Surroundings& surroundings) {
  const base::Stopwatch watch(surroundings.clock);
  for (;;) {
    if (surroundings.session.query(fmt::format("SELECT pg_catalog.pg_try_advisory_lock({}) AS taken", lock_key))
            .boolean(0, "taken"))
      return;
    if (watch.elapsed() >= 10s) break;
    if (!surroundings.clock.sleep(100ms, surroundings.stop))
      throw Error{Code::stopped, "stopped while another process was entering or leaving maintenance mode"};
  }
  const auto holder = surroundings.session.query(fmt::format(
      "SELECT pid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = {} "
      "AND objid = {} AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
      lock_key >> 32, lock_key & 0xffffffff));
  throw Error{Code::lock_held,
              fmt::format("another process is entering or leaving maintenance mode (server process {})",
                          holder.empty() ? "unknown" : holder.text(0, "pid")),
              "Wait until it has ended, then try again; pg_stat_activity says what it is about."};
}

Lock::Lock(const Surroundings& surroundings)
    : file_(lock_file(surroundings.journal)), session_(surroundings.session) {
  if (!file_.held()) {
    throw Error{Code::lock_held, "another process is entering or leaving maintenance mode",
                "Wait until it has ended ('lockkeeper maintenance status'), then try again."};
  }
  pg::refuse_shared_backends(session_);
  take(surroundings);
}

Lock::~Lock() {
  try {
    const pg::Uninterrupted whatever_happens(session_);
    session_.query(fmt::format("SELECT pg_catalog.pg_advisory_unlock({})", lock_key));
  } catch (const Error&) {
    return;  // the connection is lost, and the lock with it
  }
}

}  // namespace maintenance
