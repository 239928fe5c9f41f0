#include "backup/swap.h"

#include <map>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "backup/server.h"
#include "base/error.h"
#include "base/text.h"

namespace backup {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

static bool is_there(pg::Session& session, const std::string& name) {
  return !name.empty() && !session.query("SELECT 1 FROM pg_database WHERE datname = $1", {name}).empty();
}

Present look_for(pg::Session& session, const SwapNames& names) {
  return {.database = is_there(session, names.database),
          .beside = is_there(session, names.beside),
          .kept = is_there(session, names.kept)};
}

SwapPlan plan_swap(const SwapNames& names, const Present& present) {
  const auto bring_in = std::pair(names.beside, names.database);
  if (!present.beside) {
    const bool in_place = present.database && (names.kept.empty() || present.kept);
    return in_place ? SwapPlan{}
                    : SwapPlan{.impossible = fmt::format("the restored database {} is not there", names.beside)};
  }
  if (!present.database) return {.renames = {bring_in}};
  if (names.kept.empty())
    return {.impossible = fmt::format("a database {} has appeared since the restore began", names.database)};
  if (present.kept)
    return {.impossible = fmt::format("there are both {} and {} already", names.database, names.kept)};
  return {.renames = {{names.database, names.kept}, bring_in}};
}

namespace {

// Ends the clients' sessions of one database, over and over, on a session and a thread of its own.
class Clearing {
 public:
  Clearing(pg::Session session, std::string database_oid, int last)
      : session_(std::move(session)),
        oid_(std::move(database_oid)),
        last_(last),
        thread_([this](const std::stop_token& stop) { work(stop); }) {}
  ~Clearing() { end(); }
  Clearing(const Clearing&) = delete;
  Clearing& operator=(const Clearing&) = delete;

  void end() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
  }
  // After end().
  [[nodiscard]] std::vector<EndedSession> ended() const {
    std::vector<EndedSession> out;
    for (const auto& [who, pids] : ended_) out.push_back({who.first, who.second, static_cast<int>(pids.size())});
    return out;
  }
  [[nodiscard]] const std::set<std::string>& refused() const { return refused_; }

 private:
  void work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      try {
        clear();
      } catch (const Error& error) {
        refused_.insert(error.message());
        return;
      }
      std::this_thread::sleep_for(20ms);
    }
  }
  void clear() {
    const auto found = session_.query(
        fmt::format("SELECT a.pid, COALESCE(a.usename, '') AS who, COALESCE(a.application_name, '') AS application "
                    "FROM pg_stat_activity a WHERE a.datid = $1::oid AND {} = 'client backend'",
                    session_kind_sql),
        {oid_});
    for (std::size_t row = 0; row < found.rows(); ++row) {
      if (found.integer(row, "pid") == last_) {
        if (nobody_can_enter()) session_.query("SELECT pg_terminate_backend($1::int)", {found.text(row, "pid")});
        continue;
      }
      try {
        session_.query("SELECT pg_terminate_backend($1::int)", {found.text(row, "pid")});
        ended_[{found.text(row, "who"), found.text(row, "application")}].insert(found.text(row, "pid"));
      } catch (const Error& error) {
        if (error.code() != Code::server) throw;
        refused_.insert(
            fmt::format("session {} of {}: {}", found.text(row, "pid"), found.text(row, "who"), error.message()));
      }
    }
  }

  // The rename waits for the sessions to go with this lock held; whoever connects waits for it.
  bool nobody_can_enter() {
    return !session_
                .query(
                    "SELECT 1 FROM pg_locks WHERE locktype = 'object' AND classid = 'pg_database'::regclass"
                    " AND objid = $1::oid AND mode = 'AccessExclusiveLock' AND granted",
                    {oid_})
                .empty();
  }

  pg::Session session_;
  std::string oid_;
  int last_;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> ended_;
  std::set<std::string> refused_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace

static void rename_all(pg::Session& session, const SwapPlan& plan, const std::function<void()>& between) {
  pg::Transaction transaction(session);
  for (std::size_t i = 0; i < plan.renames.size(); ++i) {
    if (i > 0 && between) between();
    const auto& [from, to] = plan.renames[i];
    session.execute(
        fmt::format("ALTER DATABASE {} RENAME TO {}", pg::quote_identifier(from), pg::quote_identifier(to)));
  }
  transaction.commit();
}

static Error occupied(const std::string& database, const Error& server, const std::set<std::string>& refused) {
  Error error{Code::backup, fmt::format("there are sessions in {} that do not go", database),
              "See who they are (SELECT * FROM pg_stat_activity), end them and run the same command again."};
  error.sqlstate(server.sqlstate());
  for (const auto& fact : server.facts()) {
    if (fact.label == "detail") error.with("detail", fact.text);
  }
  for (const auto& each : refused) error.with("could not be ended", each);
  return error;
}

std::vector<EndedSession> swap(const SwapPlan& plan, const SwapOptions& options) {
  if (!plan.impossible.empty())
    throw Error{Code::backup, fmt::format("the databases cannot be swapped: {}", plan.impossible)};
  if (plan.done()) return {};
  const auto& first = plan.renames.front().first;
  auto session = maintenance_session(options.connection, first, options.stop);
  without_timeouts(session);
  session.execute("SET lock_timeout = '10s'");
  const auto oid = session.query("SELECT oid FROM pg_database WHERE datname = $1", {first});
  if (oid.empty()) throw Error{Code::backup, fmt::format("the database {} is not there any more", first)};

  Clearing clearing(maintenance_session(options.connection, first, {}), oid.text(0, "oid"), options.lock_backend);
  const auto until = std::chrono::steady_clock::now() + options.patience;
  for (;;) {
    try {
      rename_all(session, plan, options.between);
      break;
    } catch (Error& error) {
      // 55006: the server has waited five seconds for the sessions to go. 55P03: somebody holds the database's lock.
      const bool again = error.sqlstate() == "55006" || error.sqlstate() == "55P03";
      if (again && std::chrono::steady_clock::now() < until) continue;
      clearing.end();
      if (error.sqlstate() == "55006") throw occupied(first, error, clearing.refused());
      throw;
    }
  }
  clearing.end();
  return clearing.ended();
}

}  // namespace backup
