#include "pg/silence.h"

#include <poll.h>
#include <sys/socket.h>

#include <fmt/format.h>

#include "base/text.h"
#include "pg/session_impl.h"

namespace pg {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

// The answer to `sql`, or null.
static Answer ask(PGconn* connection, const std::string& sql, base::Milliseconds timeout,
                  const std::stop_token& stop) {
  if (PQsendQuery(connection, sql.c_str()) != 1) return nullptr;
  const auto until = std::chrono::steady_clock::now() + timeout;
  while (PQflush(connection) > 0 || PQisBusy(connection)) {
    if (await_socket(PQsocket(connection), POLLIN, until, stop) != Awaited::ready) return nullptr;
    if (PQconsumeInput(connection) == 0) return nullptr;
  }
  Answer last;
  while (Answer answer{PQgetResult(connection)}) last = std::move(answer);
  return last;
}

// A process that waits for its client has done all that it was asked. The five seconds: the answer may be under way.
static constexpr auto what_it_does =
    "SET search_path TO pg_catalog, pg_temp; SELECT state LIKE 'idle%' OR wait_event IN ('ClientRead', "
    "'ClientWrite'),"
    " pg_catalog.clock_timestamp() - state_change > '5 seconds'::interval FROM pg_catalog.pg_stat_activity"
    " WHERE pid = {}";

static Seen seen_in(const PGresult* answer) {
  if (!answer || PQresultStatus(answer) != PGRES_TUPLES_OK) return Seen::working;
  if (PQntuples(answer) == 0) return Seen::gone;
  const auto is = [&](int column) { return std::string_view(PQgetvalue(answer, 0, column)) == "t"; };
  return is(0) && is(1) ? Seen::waiting : Seen::working;
}

Seen look_from_outside(const Options& options, int backend, const std::stop_token& stop) {
  auto look = options;
  look.application_name = "lockkeeper";
  look.connect_timeout = options.silence / 3;
  look.stop = stop;
  try {
    const auto connection = connect(look);
    if (backend == 0) return Seen::working;  // not known yet: that somebody answers has to do
    const auto answer = ask(connection.get(), fmt::format(what_it_does, backend), look.connect_timeout, stop);
    if (!answer && !stop.stop_requested()) return Seen::unreachable;
    return seen_in(answer.get());
  } catch (const Error& error) {
    if (error.code() != Code::connection) return Seen::working;
    // It answered, if only that it is full. One that starts up or shuts down (57P03) has ended all its sessions.
    return error.sqlstate().empty() || error.sqlstate() == "57P03" ? Seen::unreachable : Seen::working;
  }
}

static std::string_view why(Seen seen) {
  switch (seen) {
    case Seen::waiting:
      return "the server waits for us, so something was lost on the way";
    case Seen::gone:
      return "its server process is gone";
    case Seen::unreachable:
      return "nor does the server answer another connection";
    case Seen::working:
      break;
  }
  return "so it was given up";
}

static Error silent(const Session::State& state, const Session::State::Running& running, Seen seen) {
  const auto quiet = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - running.heard);
  return {Code::connection,
          fmt::format("the connection to {} was lost while '{}' was running{}: no answer for {}, {}", state.described,
                      shown(running.sql), outcome(running), base::format_span(quiet), why(seen)),
          "Check the network between here and the server and what the server holds now, then run the command again."};
}

static bool has_something_to_read(int socket) {
  pollfd watched{socket, POLLIN, 0};
  return ::poll(&watched, 1, 0) > 0;
}

void Session::State::hang_up() const {
  auto* handle = connection.get();
  ::shutdown(PQsocket(handle), SHUT_RDWR);
  for (int piece = 0; piece < 1000 && !lost() && PQconsumeInput(handle) == 1; ++piece) continue;
}

void Session::State::after_silence(Running& running) const {
  if (patience && std::chrono::steady_clock::now() >= running.heard + *patience) {
    hang_up();
    throw silent(*this, running, Seen::working);
  }
  if (std::chrono::steady_clock::now() < running.look_at) return;
  const auto seen = look_from_outside(options, backend, uninterrupted > 0 ? std::stop_token() : stop);
  running.strikes = seen == Seen::working ? 0 : running.strikes + 1;
  running.look_at =
      std::chrono::steady_clock::now() + (running.strikes > 0 ? options.silence / 3 : options.silence * 2);
  if (running.strikes < 2 || has_something_to_read(PQsocket(connection.get()))) return;
  hang_up();
  throw silent(*this, running, seen);
}

}  // namespace pg
