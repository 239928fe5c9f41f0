#include "pg/session.h"

#include <fmt/format.h>

#include "pg/state.h"

namespace pg {

using base::Code;
using base::Error;

static void receive_notice(void* state, const PGresult* answer) noexcept {
  const auto& handler = static_cast<Session::State*>(state)->on_notice;
  if (handler) handler(to_notice(answer));
}

// Without it a statement whose client was killed runs on to its end. PostgreSQL 14 brought it; a server on a platform
// that cannot do it refuses, and that is no reason not to work.
static void notice_our_death(Session& session) {
  if (session.server_version() < 140000) return;
  try {
    session.query("SET client_connection_check_interval = '1s'");
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
  }
}

static void apply_settings(Session& session, const Options& options) {
  if (options.settings.empty()) return;
  // set_config, not SET: it takes lists ("app, public") as one text, and all go in one message.
  std::vector<std::string> calls;
  Parameters values;
  for (const auto& [name, value] : options.settings) {
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

Session::Session(const Options& options) : state_(std::make_unique<State>()) {
  state_->stop = options.stop;
  state_->connection = connect(options);
  state_->canceller.reset(PQgetCancel(state_->connection.get()));
  state_->described = describe(state_->connection.get());
  PQsetNoticeReceiver(state_->connection.get(), receive_notice, state_.get());
  notice_our_death(*this);
  refuse_other_database(*this, options);
  apply_settings(*this, options);
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

// ---- What the connection knows. ----

TransactionState Session::transaction_state() const {
  return state_->transaction_state();
}
int Session::backend_pid() const {
  return PQbackendPID(state_->connection.get());
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
void Session::on_notice(std::function<void(const Notice&)> handler) {
  state_->on_notice = std::move(handler);
}

}  // namespace pg
