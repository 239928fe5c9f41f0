#include "base/interrupt.h"

#include <atomic>
#include <chrono>
#include <initializer_list>
#include <signal.h>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace base {

static std::stop_source& source() {
  static std::stop_source instance;
  return instance;
}

static std::atomic<int> code_at_once = 0;

[[noreturn]] static void end_at_once(int code) {
  static constexpr std::string_view said = "interrupted\n";
  [[maybe_unused]] const auto told = ::write(STDERR_FILENO, said.data(), said.size());
  ::_exit(code);
}

std::stop_token interrupted() {
  return source().get_token();
}

void end_when_interrupted(int code) {
  code_at_once = code;
  if (source().stop_requested()) end_at_once(code);  // it came a moment earlier
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
      if (received >= 3) end_at_once(130);
      if (const int code = code_at_once) end_at_once(code);
      // Whoever presses it again sees nothing happen: what was to end in good order may wait for a server that does
      // not answer.
      if (received == 2) {
        std::thread([] {
          std::this_thread::sleep_for(std::chrono::seconds(3));
          end_at_once(130);
        }).detach();
      }
      source().request_stop();
    }
  }).detach();
}

}  // namespace base
