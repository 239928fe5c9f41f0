// What everything that changes the target's migrations has in common: the lock that is waited for, and who is told.
#pragma once

#include <functional>

#include "app/project.h"
#include "apply/run.h"

namespace app {

struct Waiting {
  base::Milliseconds lock_wait{60'000};    // for another run's migration lock; 0: try once
  base::Milliseconds lock_retry{120'000};  // how long a migration is tried again that did not get its locks
  std::function<void(const apply::Progress&)> on_progress = {};
};

/// The run that the request belongs to, stopped with it.
apply::Run run_for(Project& project, const Waiting& waiting);

}  // namespace app
