#include "pg/session_impl.h"

#include <future>
#include <poll.h>
#include <sys/socket.h>
#include <thread>

#include <fmt/format.h>

#include "base/redact.h"
#include "base/text.h"

namespace pg {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

// A cancel request reaches the server on a connection of its own and may find the backend between two statements.
static constexpr auto cancel_again_after = 1s;
// The request itself goes over the network as well.
static constexpr auto cancel_request_patience = 3s;
// A server that does not react to cancels for so long is not going to (its network is gone).
static constexpr auto cancel_patience = 15s;

static std::string_view skip_comments(std::string_view sql) {
  for (;;) {
    sql = base::trim(sql);
    if (sql.starts_with("--")) {
      const auto end = sql.find('\n');
      sql = end == std::string_view::npos ? std::string_view{} : sql.substr(end + 1);
    } else if (sql.starts_with("/*")) {
      const auto end = sql.find("*/", 2);
      sql = end == std::string_view::npos ? std::string_view{} : sql.substr(end + 2);
    } else {
      return sql;
    }
  }
}

std::string first_word(std::string_view sql) {
  sql = skip_comments(sql);
  const auto end = sql.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return base::to_lower(sql.substr(0, end));
}

std::string shown(std::string_view sql) {
  const auto first = skip_comments(sql);
  const auto line = base::trim(first.substr(0, first.find('\n')));
  return base::shorten(base::redact(line), 80);
}

TransactionState Session::State::transaction_state() const {
  switch (PQtransactionStatus(connection.get())) {
    case PQTRANS_IDLE:
      return TransactionState::idle;
    case PQTRANS_ACTIVE:
      return TransactionState::active;
    case PQTRANS_INTRANS:
      return TransactionState::in_transaction;
    case PQTRANS_INERROR:
      return TransactionState::failed;
    case PQTRANS_UNKNOWN:
      break;
  }
  return TransactionState::unknown;
}

void Session::State::cancel() const {
  if (!canceller) return;
  // PQcancel waits for its connection as long as the network likes, so it does that on a thread of its own, which
  // may be left behind. A refusal means that the server is gone or full; whoever waits for the answer finds out.
  std::promise<void> asked;
  const auto answered = asked.get_future();
  std::thread([kept = canceller, asked = std::move(asked)]() mutable {
    std::array<char, 256> reason{};
    PQcancel(kept.get(), reason.data(), static_cast<int>(reason.size()));
    asked.set_value();
  }).detach();
  answered.wait_for(cancel_request_patience);
}

Session::State::Running Session::State::begin(std::string_view sql) const {
  if (sql.find('\0') != std::string_view::npos) {
    throw Error{Code::text, fmt::format("a NUL byte in the statement '{}'", shown(sql.substr(0, sql.find('\0')))),
                "Remove the NUL byte; PostgreSQL cannot hold one in text."};
  }
  if (lost()) {
    throw Error{Code::connection,
                fmt::format("the connection to {} is lost; '{}' was not sent", described, shown(sql)),
                "Check that the server is up, then run the command again."};
  }
  if (uninterrupted == 0 && stop.stop_requested()) {
    throw Error{Code::stopped, fmt::format("stopped before '{}' was sent to {}", shown(sql), described)};
  }
  const auto now = std::chrono::steady_clock::now();
  return {.sql = sql, .before = transaction_state(), .heard = now, .look_at = now + options.silence};
}

std::vector<const char*> pointers(const Parameters& values) {
  std::vector<const char*> out;
  out.reserve(values.size());
  for (const auto& value : values) {
    if (value && value->find('\0') != std::string::npos) {
      throw Error{Code::text, fmt::format("parameter ${} holds a NUL byte", out.size() + 1),
                  "Remove the NUL byte; PostgreSQL cannot hold one in text."};
    }
    out.push_back(value ? value->c_str() : nullptr);
  }
  return out;
}

bool Session::State::send(const std::string& sql, const Parameters& values) const {
  const auto texts = pointers(values);
  return PQsendQueryParams(connection.get(), sql.c_str(), static_cast<int>(texts.size()), nullptr, texts.data(),
                           nullptr, nullptr, 0) == 1;
}

void Session::State::not_sent(const Running& running) const {
  if (lost()) throw lost_during(running);
  throw Error{Code::internal, fmt::format("libpq did not take '{}': {}", shown(running.sql),
                                          base::trim(PQerrorMessage(connection.get())))};
}

Answer Session::State::next(Running& running) const {
  auto* handle = connection.get();
  const std::stop_token deaf;
  for (;;) {
    const int unsent = PQflush(handle);
    if (unsent < 0 || !PQisBusy(handle)) return Answer(PQgetResult(handle));
    const auto& token = uninterrupted > 0 || running.cancelled ? deaf : stop;
    const auto until = running.cancelled ? running.ask_again
                       : patience        ? std::min(running.look_at, running.heard + *patience)
                                         : running.look_at;
    const short events = unsent > 0 ? POLLIN | POLLOUT : POLLIN;
    const auto awaited = await_socket(PQsocket(handle), events, until, token);
    // When reading fails PQisBusy would stay true for ever; PQgetResult then gives the reason.
    if (awaited == Awaited::ready && PQconsumeInput(handle) == 0) return Answer(PQgetResult(handle));
    const auto now = std::chrono::steady_clock::now();
    if (awaited == Awaited::ready) {
      running.heard = now;
      running.look_at = now + options.silence;
      running.strikes = 0;
    }
    if (awaited == Awaited::late && !running.cancelled) after_silence(running);
    if (awaited == Awaited::stopped || (awaited == Awaited::late && running.cancelled)) {
      if (!running.cancelled) running.give_up = now + cancel_patience;
      if (now >= running.give_up) {
        hang_up();  // half an answer is under way: nothing more can be asked here
        throw Error{Code::stopped,
                    fmt::format("stopped, but {} does not answer; '{}' may still be running there", described,
                                shown(running.sql)),
                    "See on the server in pg_stat_activity whether it has ended before going on."};
      }
      running.cancelled = true;
      running.ask_again = now + cancel_again_after;
      cancel();
    }
  }
}

// Nobody here has rows to give or a place for them, and a COPY that is not ended would hang.
static Error end_copy(const Session::State& state, const Session::State::Running& running, bool in) {
  auto* handle = state.connection.get();
  if (in) {
    PQputCopyEnd(handle, "lockkeeper has no data for it");
  } else {
    state.cancel();
    for (char* piece = nullptr; PQgetCopyData(handle, &piece, 0) > 0;) PQfreemem(piece);
  }
  return {Code::sql_refused, fmt::format("'{}' wants to exchange data with the client", shown(running.sql)),
          "Use INSERT statements, COPY … FROM a file on the server, or run it with psql."};
}

Result Session::State::collect(Running& running) const {
  Result last;
  std::optional<Error> failure;
  while (const auto answer = next(running)) {
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COPY_IN && running.rows && !failure) {
      send_rows(running);
    } else if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
      if (!failure) failure = end_copy(*this, running, status == PGRES_COPY_IN);
    } else if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      if (!failure) failure = to_error(answer.get());
    } else {
      last = to_result(answer.get());
    }
    if (lost()) {
      auto error = lost_during(running);
      if (failure) error.sqlstate(failure->sqlstate());
      throw error;
    }
  }
  if (!failure) return last;
  if (running.cancelled && failure->sqlstate() == "57014") throw stopped_during(running);
  throw *failure;
}

std::string outcome(const Session::State::Running& running) {
  const auto word = first_word(running.sql);
  const bool commits = word == "commit" || word == "end" || word == "prepare" ||
                       base::to_lower(running.sql).find("commit") != std::string::npos;
  if (commits) return ", so its outcome is unknown";
  if (running.before == TransactionState::in_transaction) return "; the server rolls the open transaction back";
  if (word == "select" || word == "show" || word == "values" || word == "table" || word == "explain") return "";
  return ", so whether it took effect is unknown";
}

Error Session::State::lost_during(const Running& running) const {
  const auto why = explain_refusal(PQerrorMessage(connection.get())).reason;
  return {Code::connection,
          fmt::format("the connection to {} was lost while '{}' was running{}: {}", described, shown(running.sql),
                      outcome(running), why),
          "Check that the server is up and what it holds now, then run the command again."};
}

Error Session::State::stopped_during(const Running& running) const {
  Error error{Code::stopped, fmt::format("stopped: '{}' was cancelled", shown(running.sql))};
  return error.sqlstate("57014");
}

}  // namespace pg
