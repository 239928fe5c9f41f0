#include "pg/session.h"

#include <random>
#include <sys/socket.h>

#include <fmt/format.h>

#include "pg/pooler.h"
#include "pg/state.h"

namespace pg {

using base::Code;
using base::Error;

static void receive_notice(void* state, const PGresult* answer) noexcept {
  const auto& handler = static_cast<Session::State*>(state)->on_notice;
  if (handler) handler(to_notice(answer));
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
  refuse_other_database(*this, options);
  if (!through_pooler()) notice_our_death(*this, *state_);
  if (!options.settings.empty()) refuse_shared_backends(*this);
  set(*this, options.settings);
  state_->settings.insert(state_->settings.end(), options.settings.begin(), options.settings.end());
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Result Session::query(std::string_view sql, const Parameters& parameters) {
  auto running = state_->begin(sql);
  if (!state_->send(std::string(sql), parameters)) state_->not_sent(running);
  return state_->collect(running);
}

Result Session::execute(std::string_view sql) {
  auto running = state_->begin(sql);
  if (PQsendQuery(state_->connection.get(), std::string(sql).c_str()) != 1) state_->not_sent(running);
  return state_->collect(running);
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
