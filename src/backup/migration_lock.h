// The migration lock of the database that a restore replaces, held from its begin to the swap: what a migration did
// there meanwhile would stay in the old database.
#pragma once

#include <stop_token>
#include <string>

#include "base/clock.h"
#include "pg/session.h"

namespace backup {

class MigrationLock {
 public:
  /// Throws Error{Code::lock_held} naming the server process that holds it after `wait`.
  MigrationLock(pg::Options connection, const std::string& database, const std::string& schema, base::Clock& clock,
                const std::stop_token& stop, base::Milliseconds wait = base::Milliseconds(10'000));

  /// The server process of its session, which is in the database.
  [[nodiscard]] int backend() const { return session_.backend_pid(); }
  /// Throws Error{Code::lock_held} when the connection was lost, and the lock with it.
  void check();

 private:
  pg::Session session_;
};

}  // namespace backup
