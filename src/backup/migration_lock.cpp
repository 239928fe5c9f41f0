#include "backup/migration_lock.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "pg/migration_lock.h"
#include "pg/pooler.h"

namespace backup {

using base::Code;
using base::Error;

static pg::Options inside(pg::Options connection, const std::string& database) {
  connection.database = database;
  connection.application_name = "lockkeeper restore";
  return connection;
}

MigrationLock::MigrationLock(pg::Options connection, const std::string& database, const std::string& schema,
                             base::Clock& clock, const std::stop_token& stop, base::Milliseconds wait)
    : session_(inside(std::move(connection), database)) {
  pg::refuse_shared_backends(session_);
  const auto key = pg::migration_lock_key(schema);
  const auto until = std::chrono::steady_clock::now() + wait;
  while (!session_.query("SELECT pg_catalog.pg_try_advisory_lock($1) AS taken", {std::to_string(key)})
              .boolean(0, "taken")) {
    const int holder = pg::advisory_lock_holder(session_, key);
    if (std::chrono::steady_clock::now() > until) {
      throw Error{Code::lock_held,
                  fmt::format("migrations are running in {} (backend {}), and their work would be left behind",
                              database, holder),
                  fmt::format("Wait until that run has ended ('lockkeeper status' shows it), then restore. If its "
                              "process or machine is gone for certain: SELECT pg_catalog.pg_terminate_backend({});",
                              holder)};
    }
    if (!clock.sleep(base::Milliseconds(100), stop))
      throw Error{Code::stopped, "stopped while waiting for the migration lock; nothing was done"};
  }
}

void MigrationLock::check() {
  try {
    session_.query("SELECT 1");
  } catch (const Error& error) {
    throw Error{Code::lock_held,
                fmt::format("the migration lock was lost before the swap, so migrations may have run meanwhile ({})",
                            error.message()),
                "Run the same command again: it takes the lock anew, and what is restored already is used."};
  }
}

}  // namespace backup
