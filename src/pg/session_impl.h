// The inside of a session: sending, waiting with an eye on the stop token, and what a lost connection means.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <libpq-fe.h>

#include "pg/connect.h"
#include "pg/pg_result.h"
#include "pg/session.h"

namespace pg {

struct FreeCanceller {
  void operator()(PGcancel* canceller) const { PQfreeCancel(canceller); }
};

struct Session::State {
  Connection connection;
  std::shared_ptr<PGcancel> canceller;  // a copy of the address and key: safe to use from any thread
  Options options;                      // it was made with
  std::string described;
  int backend = 0;                                            // that answered first
  std::vector<std::pair<std::string, std::string>> settings;  // in the order in which they were set
  std::stop_token stop;
  int uninterrupted = 0;  // scopes that ignore `stop`
  std::optional<base::Milliseconds> patience = {};
  std::function<void(const Notice&)> on_notice;
  Names names = Names::theirs;
  bool pooled = false;                  // known where names are ours
  std::vector<std::string> their_path;  // known where names are ours

  /// Nothing may be set for the session, so every transaction is to be told.
  [[nodiscard]] bool pins_each() const { return names == Names::ours && pooled; }

  /// The statement under way.
  struct Running {
    std::string_view sql;
    TransactionState before = TransactionState::idle;
    std::chrono::steady_clock::time_point heard = {};    // the last sign of life
    std::chrono::steady_clock::time_point look_at = {};  // when it is looked at from outside
    int strikes = 0;                                     // looks in a row that saw nobody at work
    bool cancelled = false;                              // we asked the server to
    std::chrono::steady_clock::time_point give_up = {};  // when it was asked long enough
    std::chrono::steady_clock::time_point ask_again = {};
    std::optional<std::string_view> rows = {};  // that a COPY is to be given
  };

  [[nodiscard]] TransactionState transaction_state() const;
  [[nodiscard]] bool lost() const { return PQstatus(connection.get()) == CONNECTION_BAD; }
  /// Refuses what must not be sent: on a lost connection, after a stop, with a NUL byte in it.
  Running begin(std::string_view sql) const;
  /// One statement by the extended protocol, queued; false where libpq refuses it.
  [[nodiscard]] bool send(const std::string& sql, const Parameters& values) const;
  /// libpq said no to sending.
  [[noreturn]] void not_sent(const Running& running) const;
  /// The next answer, or null at the end of the statement's. Cancels on a stop.
  Answer next(Running& running) const;
  /// The rows of a COPY that the server waits for, and their end. A stop ends the COPY as failed.
  void send_rows(Running& running) const;
  /// All answers of one message, to the end; the last one's result, or the first failure thrown.
  Result collect(Running& running) const;
  [[nodiscard]] base::Error lost_during(const Running& running) const;
  [[nodiscard]] base::Error stopped_during(const Running& running) const;
  void cancel() const;
  /// Nothing was heard until `running.look_at` or for as long as our patience lasts: finds out why. Throws
  /// Error{Code::connection} when there is nothing to wait for.
  void after_silence(Running& running) const;
  /// Ends the connection, and has libpq see it.
  void hang_up() const;
};

/// Values as libpq wants them, pointing into `values`. Throws Error{Code::text} for a NUL byte.
std::vector<const char*> pointers(const Parameters& values);
/// The statement's beginning as it may be shown in a message: one line, short, without passwords.
std::string shown(std::string_view sql);
/// What may have happened to the statement whose answer never came: ", so its outcome is unknown".
std::string outcome(const Session::State::Running& running);
/// The first word in lower case, comments passed over: "commit".
std::string first_word(std::string_view sql);

}  // namespace pg
