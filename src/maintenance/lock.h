// One process at a time enters or leaves.
#pragma once

#include "base/files.h"
#include "journal/journal.h"

namespace maintenance {

/// Held until the end of the scope. Throws Error{Code::lock_held}.
class Lock {
 public:
  explicit Lock(const journal::Journal& journal);

 private:
  base::FileLock lock_;
};

}  // namespace maintenance
