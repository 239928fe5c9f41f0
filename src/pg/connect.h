// Makes a connection, and says why it could not be made.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <libpq-fe.h>

#include "pg/session.h"

namespace pg {

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, FinishConnection>;

/// An open connection in non-blocking mode. Throws as Session's constructor does.
Connection connect(const Options& options);

/// "shop on db.internal:5432 as deploy".
std::string describe(const PGconn* connection);

/// What libpq or the server said when connecting failed, sorted: pure.
struct Refusal {
  std::string reason;    // "password authentication failed for user \"deploy\""
  std::string hint;      // what to do
  std::string sqlstate;  // empty where the server was not reached
};
/// `message` is PQerrorMessage with PQERRORS_VERBOSE.
Refusal explain_refusal(std::string_view message);

/// Waits until the socket is ready or `until`, waking often enough to see a stop. True when ready.
enum class Awaited { ready, late, stopped };
Awaited await_socket(int socket, short events, std::chrono::steady_clock::time_point until,
                     const std::stop_token& stop);

}  // namespace pg
