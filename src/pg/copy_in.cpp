// The rows of a COPY … FROM stdin, sent in pieces while the server's objections are heard.
#include <algorithm>
#include <poll.h>

#include <fmt/format.h>

#include "base/text.h"
#include "pg/connect.h"
#include "pg/session_impl.h"

namespace pg {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

// Until libpq has room again. False where somebody wants to stop.
static bool wait_for_room(PGconn* connection, const std::stop_token& stop) {
  while (PQflush(connection) > 0) {
    const auto until = std::chrono::steady_clock::now() + 1s;
    const auto awaited = await_socket(PQsocket(connection), POLLIN | POLLOUT, until, stop);
    if (awaited == Awaited::stopped) return false;
    // An error that the server has sent meanwhile is read with the answers.
    if (PQconsumeInput(connection) == 0) return true;
  }
  return true;
}

void Session::State::send_rows(Running& running) const {
  constexpr std::size_t piece = 64 * 1024;
  auto* handle = connection.get();
  const std::stop_token deaf;
  const auto& token = uninterrupted > 0 ? deaf : stop;
  const auto& rows = *running.rows;
  for (std::size_t at = 0; at < rows.size(); at += piece) {
    const auto part = rows.substr(at, piece);
    int taken = 0;
    do {
      taken = PQputCopyData(handle, part.data(), static_cast<int>(part.size()));
      if (taken < 0) return;  // the reason comes with the answer
      if (!wait_for_room(handle, token)) {
        running.cancelled = true;
        running.give_up = std::chrono::steady_clock::now() + 15s;
        running.ask_again = std::chrono::steady_clock::now() + 1s;
        PQputCopyEnd(handle, "stopped");
        return;
      }
    } while (taken == 0);
  }
  while (PQputCopyEnd(handle, nullptr) == 0) {
    if (!wait_for_room(handle, token)) return;
  }
  const auto now = std::chrono::steady_clock::now();
  running.heard = now;
  running.look_at = now + options.silence;
}

}  // namespace pg
