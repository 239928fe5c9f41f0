#include "base/pipe_signal.h"

#include <ctime>

namespace base {

static sigset_t only_pipe() {
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, SIGPIPE);
  return set;
}

static bool is_pending() {
  sigset_t pending;
  ::sigpending(&pending);
  return ::sigismember(&pending, SIGPIPE) == 1;
}

NoPipeSignal::NoPipeSignal() : was_pending_(is_pending()) {
  const auto set = only_pipe();
  ::pthread_sigmask(SIG_BLOCK, &set, &before_);
}

// SIGPIPE is sent to the thread that wrote: what waits here now is ours, and is taken away before it can arrive.
NoPipeSignal::~NoPipeSignal() {
  const auto set = only_pipe();
  const timespec at_once{};
  if (!was_pending_) {
    while (is_pending() && ::sigtimedwait(&set, nullptr, &at_once) > 0) {
    }
  }
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace base
