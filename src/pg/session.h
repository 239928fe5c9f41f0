// One connection to PostgreSQL. The only user of libpq is this folder.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "pg/identity.h"

namespace pg {

/// What names without a schema mean in a session.
enum class Names {
  theirs,  // as the role's own search_path says: for SQL that people wrote
  ours,    // pg_catalog alone: for SQL of ours, so that nothing is called that somebody planted in a schema before it
};

struct Options {
  std::string target =
      {};  // URL or "key=value …", as libpq reads them; empty: libpq's environment (PGHOST, PGSERVICE …)
  std::string database = {};  // replaces the target's database where not empty
  std::string application_name = "lockkeeper";
  Names names = Names::theirs;
  base::Milliseconds connect_timeout{10'000};
  std::vector<std::pair<std::string, std::string>> settings =
      {};                     // set for the session after connecting, in this order
  std::stop_token stop = {};  // ends connecting as well; afterwards as stop_with
  /// The only database that may be reached: another one is refused with Error{Code::configuration} before anything is
  /// done in it. With `database` given, only the server has to be the same.
  std::optional<Identity> expected = {};
  /// After so long without a word another connection asks what the server process does; one that does nothing for us,
  /// or a server that cannot be reached, twice, and the connection counts as lost.
  base::Milliseconds silence{15'000};
};

using Value = std::optional<std::string>;  // nothing is NULL
using Parameters = std::vector<Value>;     // sent as text; the server decides the type

/// A whole answer, in memory. Values are text as the server sends it.
class Result {
 public:
  [[nodiscard]] std::size_t rows() const { return values_.size() / (columns_.empty() ? 1 : columns_.size()); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] const Value& at(std::size_t row, std::size_t column) const {
    return values_.at(row * columns_.size() + column);
  }
  /// By name. Throws Error{Code::internal} for a column that is not there.
  [[nodiscard]] const Value& at(std::size_t row, std::string_view column) const;
  /// NULL reads as "", 0, false.
  [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
  [[nodiscard]] long long integer(std::size_t row, std::string_view column) const;
  [[nodiscard]] double number(std::size_t row, std::string_view column) const;
  [[nodiscard]] bool boolean(std::size_t row, std::string_view column) const;
  [[nodiscard]] const std::string& command() const { return command_; }  // "CREATE TABLE", "INSERT 0 3"
  [[nodiscard]] long long affected() const { return affected_; }         // rows, as the command tag says

  // Filled by whoever makes a Result: the session, and tests.
  std::vector<std::string> columns_;
  std::vector<Value> values_;  // row by row
  std::string command_;
  long long affected_ = 0;
};

struct Notice {
  std::string severity;  // NOTICE, WARNING …
  std::string sqlstate;
  std::string message;
};

/// One statement of a batch.
struct Request {
  std::string sql;
  Parameters parameters = {};
  std::optional<std::string_view> rows = {};  // of a COPY … FROM stdin, as they stand in a file; outlive the call
};

/// Which request of a batch failed, and how: refused by the server, stopped, or without an answer because the
/// connection was lost (then it and those after it may or may not have run).
struct BatchFailure {
  std::size_t index = 0;
  base::Error error;
};

enum class TransactionState { idle, active, in_transaction, failed, unknown };

/// Owned by one thread; only `cancel` may be called from others. Closing rolls back what is open.
///
/// Every failure is an Error: Code::connection when the connection cannot be made or is lost, Code::server when the
/// server refuses a statement (sqlstate, and facts "severity", "detail", "hint", "context", "position" as PostgreSQL
/// gave them; "position" counts characters from 1 within the statement), Code::stopped when the stop token was
/// triggered and the statement was cancelled.
class Session {
 public:
  /// Error{Code::connection} says what libpq said, with the password redacted, and a hint for the common causes
  /// (refused, no such host, wrong password, no such database, TLS).
  explicit Session(const Options& options);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// One statement by the extended protocol.
  Result query(std::string_view sql, const Parameters& parameters = {});
  /// A COPY … FROM stdin with its rows, which are sent in pieces.
  Result copy_in(std::string_view sql, std::string_view rows);
  /// One statement of ours, its names pg_catalog's, whatever the session's search_path has become (Names). In a
  /// transaction of its own; in one that is open it may only read.
  Result query_ours(std::string_view sql, const Parameters& parameters = {});
  /// One or more statements in one simple-protocol message; the last one's result. Several run in one implicit
  /// transaction, unless they hold their own BEGIN.
  Result execute(std::string_view sql);
  /// Takes back what statements left in the session, as DISCARD ALL does, and sets again what it began with:
  /// settings, roles, temporary tables, prepared statements, cursors, channels, advisory locks, sequence values and
  /// the seed of random(). Inside an open transaction it holds until that is rolled back. What it cannot reach: that
  /// a parameter with a dot in its name was once set (it reads as '' from then on), libraries that were loaded and
  /// what they keep, and defaults that ALTER ROLE or ALTER DATABASE gave meanwhile. `question`: a list of columns
  /// whose answer is wanted in the same flight, with names resolved in pg_catalog alone; only outside a transaction.
  Result clear(const std::string& question = {});
  /// The requests in one flight (libpq's pipeline mode), each its own message, stopping at the first that fails.
  /// They run in the transaction that is open; where none is open each commits alone unless it begins one itself.
  /// Gives the results of the requests before the one that failed; none after it runs. A block that the batch itself
  /// began and that failed stays open (TransactionState::failed) for the caller to roll back.
  std::vector<Result> batch(std::span<const Request> requests, std::optional<BatchFailure>& failure);

  [[nodiscard]] TransactionState transaction_state() const;
  /// The server process that answers; behind a pooler in transaction mode, the one that answered first.
  [[nodiscard]] int backend_pid() const;
  /// Another process answers than the one that the handshake named: a connection pooler is in between. Such a session
  /// sets nothing of its own accord, because it may set it in a session that others get next.
  [[nodiscard]] bool through_pooler() const;
  /// What it was made with.
  [[nodiscard]] const Options& options() const;
  [[nodiscard]] int server_version() const;  // 150018
  [[nodiscard]] int server_major() const { return server_version() / 10000; }
  [[nodiscard]] std::string database() const;
  [[nodiscard]] std::string user() const;
  [[nodiscard]] std::string host() const;  // host name, address or socket folder
  [[nodiscard]] std::string port() const;
  /// The schemas of the role's own search_path that are there and may be used, in order, also where names are ours.
  [[nodiscard]] std::vector<std::string> search_path();
  /// "shop on db.internal:5432 as deploy": for messages; never holds a password.
  [[nodiscard]] std::string described() const;

  /// Waits look at this token; when it is stopped the running statement is cancelled and Error{Code::stopped} thrown,
  /// and new statements throw without being sent (see Uninterrupted). A statement that ends well before the cancel
  /// reaches it gives its result.
  void stop_with(std::stop_token token);
  /// Asks the server to cancel what runs. Any thread.
  void cancel() const;
  /// From now on a statement without an answer for so long counts as lost, and the connection with it.
  void answer_within(base::Milliseconds span);
  /// Ends the connection; a statement that waits for its answer finds it lost. Any thread.
  void abandon() const;
  /// Called in the session's thread while a statement runs; may neither throw nor use the session.
  void on_notice(std::function<void(const Notice&)> handler);

  struct State;  // in state.h, for this folder alone

 private:
  friend class Uninterrupted;
  void take_names(Names names);
  Result query_pinned(std::string_view sql, const Parameters& parameters);
  std::unique_ptr<State> state_;
};

/// While it lives the session pays no heed to its stop token: for putting things right after a stop.
class Uninterrupted {
 public:
  explicit Uninterrupted(Session& session);
  ~Uninterrupted();
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  Session& session_;
};

/// BEGIN now; ROLLBACK at the end of the scope unless committed.
class Transaction {
 public:
  explicit Transaction(Session& session, std::string_view begin = "BEGIN");
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Session& session_;
  bool open_ = true;
};

/// SAVEPOINT now; ROLLBACK TO at the end of the scope unless released.
class Savepoint {
 public:
  Savepoint(Session& session, const std::string& name);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void release();

 private:
  Session& session_;
  std::string name_;
  bool open_ = true;
};

/// An identifier or a literal, quoted for SQL (identifiers only where needed).
std::string quote_identifier(std::string_view name);
std::string quote_literal(std::string_view text);

/// Every schema quoted, as a value for search_path.
std::string search_path_of(const std::vector<std::string>& schemas);

/// The target with its database replaced / as a URL that libpq reads and other programs (psql, pg_dump) take by
/// environment: PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE … so that no password shows in `ps`.
std::vector<std::pair<std::string, std::string>> client_environment(const Options& options);

/// The database that `options` names, or else libpq's environment; "" where another thing decides (a service of the
/// connection string, the user's name).
std::string named_database(const Options& options);

/// The target as it may be shown and typed again: as it is where it holds no password, else as key=value without it.
std::string without_password(const std::string& target);

/// The full path of a real client program (pg_dump, psql): the newest there is (programs.h). Debian's wrappers in
/// /usr/bin cost 15-30 ms a call.
std::optional<std::string> client_program(std::string_view name);

}  // namespace pg
