#include "base/interrupt.h"

#include <initializer_list>
#include <signal.h>
#include <thread>
#include <unistd.h>

namespace base {

static std::stop_source& source() {
  static std::stop_source instance;
  return instance;
}

std::stop_token interrupted() {
  return source().get_token();
}

void catch_interrupts() {
  static_cast<void>(source());
  sigset_t watched;
  ::sigemptyset(&watched);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&watched, number);
  ::pthread_sigmask(SIG_BLOCK, &watched, nullptr);  // inherited by every thread that starts later
  // Detached: it waits for as long as the process lives.
  std::thread([watched] {
    for (int received = 1;; ++received) {
      int number = 0;
      if (::sigwait(&watched, &number) != 0) continue;
      if (received >= 3) ::_exit(130);
      source().request_stop();
    }
  }).detach();
}

}  // namespace base
