#include "pg/session.h"

#include <array>
#include <random>
#include <sys/socket.h>

#include <fmt/format.h>

#include "base/json.h"
#include "pg/pooler.h"
#include "pg/session_impl.h"

namespace pg {

using base::Code;
using base::Error;

static void receive_notice(void* state, const PGresult* answer) noexcept {
  const auto& handler = static_cast<Session::State*>(state)->on_notice;
  if (handler) handler(to_notice(answer));
}

// pg_temp last: left out it would be searched first.
static constexpr std::string_view our_path = "pg_catalog, pg_temp";

static std::vector<std::string> names_in(const Result& rows) {
  return base::Json::parse(rows.text(0, "schemas")).get<std::vector<std::string>>();
}

static constexpr std::string_view their_schemas =
    "pg_catalog.array_to_json(pg_catalog.current_schemas(false)) AS schemas";

// Whoever may create an operator or a function in a schema of the search_path could have ours call it, with our
// rights (CVE-2018-1058). A pooler gives keys of its own for cancelling, so that the backend is another one than it
// names; set for the session, the path would stay in a backend that it hands to others.
void Session::take_names(Names names) {
  state_->names = names;
  if (names == Names::theirs) return;
  const auto found =
      query(fmt::format("SELECT pg_catalog.pg_backend_pid() AS pid, {}, pg_catalog.set_config('search_path', '{}', "
                        "pg_catalog.pg_backend_pid() OPERATOR(pg_catalog.<>) $1::pg_catalog.int4)",
                        their_schemas, our_path),
            {std::to_string(PQbackendPID(state_->connection.get()))});
  state_->their_path = names_in(found);
  state_->pooled = found.integer(0, "pid") != PQbackendPID(state_->connection.get());
}

std::vector<std::string> Session::search_path() {
  if (state_->names == Names::ours) return state_->their_path;
  return names_in(query(fmt::format("SELECT {}", their_schemas)));
}

static void set(Session& session, const std::vector<std::pair<std::string, std::string>>& settings) {
  if (settings.empty()) return;
  // set_config, not SET: it takes lists ("app, public") as one text, and all go in one message.
  std::vector<std::string> calls;
  Parameters values;
  for (const auto& [name, value] : settings) {
    calls.push_back(fmt::format("pg_catalog.set_config(${}, ${}, false)", values.size() + 1, values.size() + 2));
    values.emplace_back(name);
    values.emplace_back(value);
  }
  session.query(fmt::format("SELECT {}", fmt::join(calls, ", ")), values);
}

static void refuse_other_database(Session& session, const Options& options) {
  if (!options.expected) return;
  auto wanted = *options.expected;
  if (!options.database.empty() && options.database != wanted.database) wanted = {.cluster = wanted.cluster};
  const auto differs = difference(wanted, identity_of(session));
  if (!differs) return;
  throw Error{Code::configuration,
              fmt::format("{} is not the database that this run is about, {}: {}", session.described(),
                          options.expected->database, *differs),
              "Check --env, --database-url and DATABASE_URL: a run stays on the database it began with. For another "
              "database begin another run."};
}

// So that the server learns soon that we are gone: a statement whose client was killed would run on to its end, and a
// session whose link broke would hold its locks for the two hours of the defaults.
static std::vector<std::pair<std::string, std::string>> to_notice_our_death(int server_version) {
  std::vector<std::pair<std::string, std::string>> settings{
      {"tcp_keepalives_idle", "30"}, {"tcp_keepalives_interval", "10"}, {"tcp_keepalives_count", "3"}};
  if (server_version >= 120000) settings.emplace_back("tcp_user_timeout", "60000");
  if (server_version >= 140000) settings.emplace_back("client_connection_check_interval", "1000");
  return settings;
}

// A server on a platform that cannot do one of them refuses it, and that is no reason not to work.
static void notice_our_death(Session& session, Session::State& state) {
  const auto wanted = to_notice_our_death(session.server_version());
  try {
    set(session, wanted);
    state.settings = wanted;
    return;
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
  }
  for (const auto& one : wanted) {
    try {
      set(session, {one});
      state.settings.push_back(one);
    } catch (const Error& error) {
      if (error.code() != Code::server) throw;
    }
  }
}

Session::Session(const Options& options) : state_(std::make_unique<State>()) {
  state_->stop = options.stop;
  state_->connection = connect(options);
  state_->canceller.reset(PQgetCancel(state_->connection.get()), FreeCanceller());
  state_->options = options;
  state_->described = describe(state_->connection.get());
  PQsetNoticeReceiver(state_->connection.get(), receive_notice, state_.get());
  state_->backend = static_cast<int>(execute("SELECT pg_catalog.pg_backend_pid() AS pid").integer(0, "pid"));
  take_names(options.names);
  refuse_other_database(*this, options);
  if (!through_pooler()) notice_our_death(*this, *state_);
  if (!options.settings.empty()) refuse_shared_backends(*this);
  set(*this, options.settings);
  state_->settings.insert(state_->settings.end(), options.settings.begin(), options.settings.end());
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

static Request pin() {
  return {.sql = fmt::format("SELECT pg_catalog.set_config('search_path', '{}', true)", our_path)};
}

Result Session::query_pinned(std::string_view sql, const Parameters& parameters) {
  const bool own = transaction_state() == TransactionState::idle;
  const std::array requests{
      Request{.sql = own ? "BEGIN" : "SAVEPOINT lockkeeper_names"}, pin(), Request{std::string(sql), parameters},
      // What was set in it goes with a savepoint that is rolled back to, not with a released one.
      Request{.sql = own ? "COMMIT" : "ROLLBACK TO SAVEPOINT lockkeeper_names"}};
  std::optional<BatchFailure> failure;
  auto results = batch(requests, failure);
  if (!failure) return std::move(results.at(2));
  if (own && transaction_state() == TransactionState::failed) {
    const Uninterrupted whole(*this);
    execute("ROLLBACK");
  }
  throw failure->error;
}

Result Session::query_ours(std::string_view sql, const Parameters& parameters) {
  return state_->names == Names::ours ? query(sql, parameters) : query_pinned(sql, parameters);
}

Result Session::query(std::string_view sql, const Parameters& parameters) {
  // Where a transaction is open its beginning has pinned it.
  if (state_->pins_each() && transaction_state() == TransactionState::idle) {
    try {
      return query_pinned(sql, parameters);
    } catch (const Error& error) {
      if (error.sqlstate() != "25001")
        throw;  // a command that runs in no transaction (CREATE DATABASE) calls nothing
    }
  }
  auto running = state_->begin(sql);
  if (!state_->send(std::string(sql), parameters)) state_->not_sent(running);
  return state_->collect(running);
}

Result Session::copy_in(std::string_view sql, std::string_view rows) {
  auto running = state_->begin(sql);
  running.rows = rows;
  if (!state_->send(std::string(sql), {})) state_->not_sent(running);
  return state_->collect(running);
}

Result Session::execute(std::string_view sql) {
  auto running = state_->begin(sql);
  if (PQsendQuery(state_->connection.get(), std::string(sql).c_str()) != 1) state_->not_sent(running);
  auto result = state_->collect(running);
  const bool begun =
      running.before == TransactionState::idle && transaction_state() == TransactionState::in_transaction;
  if (begun && state_->pins_each()) query(pin().sql);
  return result;
}

// The parts of DISCARD ALL (PostgreSQL docs, DISCARD), because that itself runs neither in a transaction block nor
// together with other statements. What follows them resolves its names in pg_catalog alone.
static constexpr auto as_new =
    "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; DEALLOCATE ALL; UNLISTEN *;"
    " SELECT pg_catalog.pg_advisory_unlock_all(); DISCARD PLANS; DISCARD TEMP; DISCARD SEQUENCES;";

Result Session::clear(const std::string& question) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  std::vector<std::string> calls;
  for (const auto& [name, value] : state_->settings) {
    calls.push_back(fmt::format("pg_catalog.set_config({}, {}, false)", quote_literal(name), quote_literal(value)));
  }
  // The seed cannot be reset, only be made unknown again.
  calls.push_back(fmt::format("pg_catalog.setseed({:.9f})", std::uniform_real_distribution<>(-1, 1)(random)));
  if (state_->names == Names::ours)
    calls.push_back(fmt::format("pg_catalog.set_config('search_path', '{}', false)", our_path));
  const std::string_view names = question.empty() ? "" : " SET LOCAL search_path TO pg_catalog, pg_temp;";
  if (!question.empty()) calls.push_back(question);
  return execute(fmt::format("{}{} SELECT {}", as_new, names, fmt::join(calls, ", ")));
}

// ---- What the connection knows. ----

TransactionState Session::transaction_state() const {
  return state_->transaction_state();
}
int Session::backend_pid() const {
  return state_->backend;
}
const Options& Session::options() const {
  return state_->options;
}
bool Session::through_pooler() const {
  return state_->backend != PQbackendPID(state_->connection.get());
}
int Session::server_version() const {
  return PQserverVersion(state_->connection.get());
}
std::string Session::database() const {
  return PQdb(state_->connection.get());
}
std::string Session::user() const {
  return PQuser(state_->connection.get());
}
std::string Session::host() const {
  return PQhost(state_->connection.get());
}
std::string Session::port() const {
  return PQport(state_->connection.get());
}
std::string Session::described() const {
  return state_->described;
}
void Session::stop_with(std::stop_token token) {
  state_->stop = std::move(token);
}
void Session::cancel() const {
  state_->cancel();
}
void Session::answer_within(base::Milliseconds span) {
  state_->patience = span;
}
void Session::abandon() const {
  ::shutdown(PQsocket(state_->connection.get()), SHUT_RDWR);
}
void Session::on_notice(std::function<void(const Notice&)> handler) {
  state_->on_notice = std::move(handler);
}

}  // namespace pg
