#include "maintenance/prove.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/maintenance_proved.h"
#include "journal/typed.h"
#include "maintenance/server.h"
#include "maintenance/shell_line.h"
#include "maintenance/steps.h"
#include "pg/identity.h"

namespace maintenance {

using namespace std::chrono_literals;

namespace {

struct Counters {
  long long next_transaction = 0;
  std::optional<long long> connections = {};
  std::optional<long long> statements = {};
  std::string reset = {};                                       // when they were set to 0
  std::map<std::string, std::array<long long, 3>> tables = {};  // inserted, updated, deleted
};

}  // namespace

static std::string role_list(const std::vector<std::string>& roles) {
  std::string out;
  for (const auto& role : roles) out += (out.empty() ? "" : ", ") + pg::quote_literal(role);
  return out;
}

// The extension may stand in any schema, and may not be loaded (55000) or not ours to read.
static std::optional<long long> writing_statements(pg::Session& session, const std::vector<std::string>& roles) {
  const auto where = session.query(
      "SELECT quote_ident(n.nspname) AS schema FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON "
      "n.oid = "
      "e.extnamespace WHERE e.extname = 'pg_stat_statements'");
  if (where.empty()) return std::nullopt;
  try {
    const auto counted = session.query(fmt::format(
        R"(SELECT coalesce(sum(s.calls), 0)::bigint AS calls,
                  coalesce(bool_or(s.query = '<insufficient privilege>'), false) AS hidden
           FROM {}.pg_stat_statements s JOIN pg_catalog.pg_roles r ON r.oid = s.userid
           WHERE s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AND {}
             AND (regexp_replace(s.query, '\mfor\s+(no\s+key\s+)?update\M', '', 'gi') ~* '\m(insert|update|delete|merge|truncate|copy|call|do)\M' OR s.query = '<insufficient privilege>'))",
        where.text(0, "schema"),
        roles.empty() ? "r.rolname <> session_user" : fmt::format("r.rolname IN ({})", role_list(roles))));
    if (counted.boolean(0, "hidden")) return std::nullopt;
    return counted.integer(0, "calls");
  } catch (const base::Error& error) {
    if (error.code() != base::Code::server) throw;
    return std::nullopt;
  }
}

static Counters count(pg::Session& session, const std::vector<std::string>& roles) {
  Counters out;
  // Its own query gets no id: only looking at the snapshot, not at txid_current().
  out.next_transaction =
      session.query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next").integer(0, "next");
  if (session.server_major() >= 14) {
    out.connections =
        session.query("SELECT sessions FROM pg_catalog.pg_stat_database WHERE datname = current_database()")
            .integer(0, "sessions");
  }
  out.reset = session.query("SELECT stats_reset FROM pg_catalog.pg_stat_database WHERE datname = current_database()")
                  .text(0, "stats_reset");
  const auto tables = session.query(
      "SELECT format('%I.%I', schemaname, relname) AS name, n_tup_ins, n_tup_upd, n_tup_del FROM "
      "pg_catalog.pg_stat_user_tables");
  for (std::size_t i = 0; i < tables.rows(); ++i) {
    out.tables[tables.text(i, "name")] = {tables.integer(i, "n_tup_ins"), tables.integer(i, "n_tup_upd"),
                                          tables.integer(i, "n_tup_del")};
  }
  out.statements = writing_statements(session, roles);
  return out;
}

static void compare(const Counters& first, const Counters& last, Seen& seen) {
  seen.transactions = last.next_transaction - first.next_transaction;
  seen.counters_reset = first.reset != last.reset;
  if (first.connections && last.connections) seen.connections = *last.connections - *first.connections;
  if (first.statements && last.statements) {
    // Fewer than before: somebody reset them in between, and what was counted is lost.
    if (*last.statements >= *first.statements) seen.statements = *last.statements - *first.statements;
  }
  for (const auto& [name, now] : last.tables) {
    const auto found = first.tables.find(name);
    const auto then = found == first.tables.end() ? std::array<long long, 3>{} : found->second;
    std::vector<std::string> parts;
    constexpr std::array<std::string_view, 3> words{"inserted", "updated", "deleted"};
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto change = now.at(i) - then.at(i);
      if (change <= 0) continue;  // negative: the counters were reset
      seen.rows += change;
      parts.push_back(fmt::format("{} {}", change, words.at(i)));
    }
    if (!parts.empty()) seen.tables.push_back(fmt::format("{} ({})", name, fmt::join(parts, ", ")));
  }
}

static std::string trouble_with_url(const std::string& url, int wanted, const std::stop_token& stop) {
  if (!base::find_program("curl")) return "curl is not installed; declare a command instead of a URL";
  const auto outcome = base::run(
      {.argv = {"curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "10", url}, .timeout = 15s}, {},
      stop);
  if (!outcome.ok()) return trouble(outcome);
  if (base::trim(outcome.output) == std::to_string(wanted)) return {};
  return fmt::format("{} answers {}, not {}", url, base::trim(outcome.output), wanted);
}

static void ask_health(const Surroundings& surroundings, Seen& seen) {
  const auto& declared = surroundings.config.maintenance;
  if (declared.health.empty()) return;
  seen.health_asked = true;
  const bool url = declared.health.starts_with("http://") || declared.health.starts_with("https://");
  seen.health =
      url ? trouble_with_url(declared.health, declared.health_status, surroundings.stop)
          : trouble(
                run_line({.line = declared.health, .folder = surroundings.config.folder, .timeout = declared.timeout},
                         surroundings.stop));
}

// A snapshot's end counts only ids that have ended; one that writes holds a lock on its own. What is under way in
// another database cannot write here, and autovacuum (which has no user) changes no row. By process;
// those that were prepared belong to none.
static std::map<std::string, std::string> held_ids(pg::Session& session) {
  const auto found = session.query(R"(
SELECT a.pid::text AS key, format('a writing transaction is under way in this database: %s (%sprocess %s)', a.usename,
       CASE WHEN a.application_name = '' THEN '' ELSE a.application_name || ', ' END, a.pid) AS line
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted AND a.pid <> pg_backend_pid()
  AND a.datname = current_database() AND a.usesysid IS NOT NULL
UNION
SELECT 'prepared ' || gid, format('a prepared transaction in this database is not over: %s (%s)', gid, owner)
FROM pg_catalog.pg_prepared_xacts WHERE database = current_database())");
  std::map<std::string, std::string> out;
  for (std::size_t i = 0; i < found.rows(); ++i) out.emplace(found.text(i, "key"), found.text(i, "line"));
  return out;
}

static Seen watch(const Surroundings& surroundings, const Record* record, base::Milliseconds span) {
  const auto& roles = record ? record->roles : surroundings.config.maintenance.application_roles;
  const std::string fenced_at = record ? record->fenced_at : "";
  Seen seen{.roles_known = !roles.empty()};
  const auto first = count(surroundings.session, roles);
  const base::Stopwatch watch(surroundings.clock);
  std::map<int, Session> writing;
  std::map<int, bool> present;
  std::map<std::string, std::string> held;
  for (;;) {
    const auto here = sessions(surroundings.session, roles, fenced_at);
    held.merge(held_ids(surroundings.session));
    seen.in_the_way.clear();
    for (const auto& one : here) {
      present[one.pid] = true;
      if (one.writes) writing.emplace(one.pid, one);
      if (is_in_the_way(one, !fenced_at.empty())) seen.in_the_way.push_back(one);
    }
    seen.watched = watch.elapsed();
    if (seen.watched >= span) break;
    if (!surroundings.clock.sleep(std::min<base::Milliseconds>(250ms, span - seen.watched), surroundings.stop))
      throw base::Error{base::Code::stopped, "stopped before the proof was complete"};
  }
  compare(first, count(surroundings.session, roles), seen);
  held.merge(held_ids(surroundings.session));
  for (const auto& [pid, one] : writing) {
    seen.writing.push_back(one);
    held.erase(std::to_string(pid));  // said there, by name
  }
  for (const auto& [key, line] : held) seen.held.push_back(line);
  seen.present = std::ssize(present);
  ask_health(surroundings, seen);
  return seen;
}

// What was taken down meanwhile keeps nobody out, however quiet it was.
static std::vector<std::string> gaps_in_fence(const Surroundings& surroundings, const Record& record) {
  if (record.fence == Fence::none) return {};
  if (record.fenced_at.empty()) return {"the fence is not known to stand"};
  std::vector<std::string> out;
  try {
    auto now = look(surroundings.session, record.roles);
    now.acl = record.after.acl;
    for (const auto& line : differences(record.after, now)) out.push_back("the fence is not whole: " + line);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::configuration) throw;
    out.push_back("the fence is not whole: " + error.message());
  }
  return out;
}

Proof prove(const Surroundings& surroundings, base::Milliseconds span) {
  const auto record = newest_here(surroundings);
  const bool on = record && !record->left;
  auto seen = watch(surroundings, on ? &*record : nullptr, span);
  auto gaps = on ? gaps_in_fence(surroundings, *record) : std::vector<std::string>{};
  seen.fenced = on && record->fence != Fence::none && gaps.empty();
  auto proof = judge(seen);
  if (on) {
    for (auto& gap : gaps) proof.against.push_back(std::move(gap));
    proof.holds = proof.against.empty();
  } else {
    proof.holds = false;
    proof.against.emplace_back("maintenance mode is not on: nothing keeps the application from writing next");
  }
  surroundings.journal.append(journal::event(journal::MaintenanceProved{.id = on ? record->id : "",
                                                                        .holds = proof.holds,
                                                                        .fenced = proof.fenced,
                                                                        .evidence = proof.evidence,
                                                                        .against = proof.against,
                                                                        .unseen = proof.unseen},
                                             pg::identity_of(surroundings.session)));
  return proof;
}

}  // namespace maintenance
