// Writing to a pipe or socket whose other end is closed: an error to look at, not the end of the program.
#pragma once

#include <signal.h>

namespace base {

/// While it lives, such a write fails with EPIPE in this thread and raises no SIGPIPE. Elsewhere the signal keeps its
/// meaning: `lockkeeper history | head` ends as every program does.
class NoPipeSignal {
 public:
  NoPipeSignal();
  ~NoPipeSignal();
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t before_{};
  bool was_pending_ = false;  // somebody else's: stays
};

}  // namespace base
