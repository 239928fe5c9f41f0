// One process at a time enters or leaves: by a file beside the journal, and by an advisory lock in the database,
// which also covers other journals, and what a killed process has sent to the server and the server is still about.
#pragma once

#include "base/file_lock.h"
#include "base/files.h"
#include "maintenance/maintenance.h"

namespace maintenance {

constexpr long long lock_key = 0x6c6b6d61696e74;  // "lkmaint"

/// Held until the end of the scope. Waits for the database's lock, 10 s at most. Throws Error{Code::lock_held}, and
/// Error{Code::stopped} on a stop.
class Lock {
 public:
  explicit Lock(const Surroundings& surroundings);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  base::FileLock file_;
  pg::Session& session_;
};

}  // namespace maintenance
