// What a server really does with a statement: locks from pg_locks, files from pg_class, rows read from the counters
// of the transaction, which is rolled back. For tests only.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "impact/impact.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"
#include "pg/temporary_server.h"

namespace impact {

/// One line of tests/locks/cases.tsv.
struct LockCase {
  std::string id;
  std::string group;
  std::string setup;              // one string of SQL
  std::string statement;          // one or several, parted by ;
  std::set<std::string> options;  // "plan": scans depend on the plan; "from=14", "until=17": majors it exists on
};

inline std::vector<LockCase> read_lock_cases(const std::filesystem::path& file) {
  std::vector<LockCase> cases;
  const auto text = base::read_file(file);
  for (const auto line : base::split(text, '\n')) {
    if (line.empty() || line.starts_with("#")) continue;
    const auto fields = base::split(line, '\t');
    if (fields.size() < 4) throw base::Error{base::Code::internal, fmt::format("{}: {}", file.string(), line)};
    LockCase one{.id = std::string(fields[0]),
                 .group = std::string(fields[1]),
                 .setup = base::replace_all(std::string(fields[2]), " ;; ", "; "),
                 .statement = base::replace_all(std::string(fields[3]), " ;; ", "; ")};
    if (fields.size() > 4) {
      for (const auto option : base::split(fields[4], ' ')) one.options.emplace(option);
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

inline bool exists_on(const LockCase& one, int major) {
  for (const auto& option : one.options) {
    if (option.starts_with("from=") && major < std::stoi(option.substr(5))) return false;
    if (option.starts_with("until=") && major > std::stoi(option.substr(6))) return false;
  }
  return true;
}

/// What happened to one relation that was there before.
struct Seen {
  std::string mode;  // "AccessExclusiveLock"; empty: none
  bool rewrite = false;
  bool scan = false;
  bool index = false;
  bool operator==(const Seen&) const = default;
};

struct Measured {
  std::map<std::string, Seen> relations;  // public.orders
  bool alone = false;                     // refused inside a transaction block
  std::string refused;                    // SQLSTATE, where it fails anyway
};

inline int mode_rank(std::string_view mode) {
  for (auto rank = static_cast<int>(LockMode::access_share); rank <= static_cast<int>(LockMode::access_exclusive);
       ++rank) {
    if (pg_name(static_cast<LockMode>(rank)) == mode) return rank;
  }
  return 0;
}

/// A private server of one major with the fixture in it.
class LockServer {
 public:
  LockServer(const std::filesystem::path& bindir, const std::filesystem::path& fixture)
      : server_({.bindir = bindir,
                 .settings = {{"timezone", "Europe/Berlin"},
                              {"wal_level", "logical"},
                              {"autovacuum", "off"},
                              {"max_prepared_transactions", "2"},
                              {"max_parallel_workers_per_gather", "0"}}}) {
    pg::Session admin({.target = server_.url()});
    admin.execute("CREATE ROLE lock_owner; CREATE ROLE lock_reader");
    admin.execute("CREATE DATABASE fixture");
    {
      pg::Session session({.target = server_.url("fixture")});
      session.execute(base::read_file(fixture));
      session.execute("VACUUM ANALYZE");
    }
    // A template that somebody is connected to can't be copied: the server waits five seconds for him to leave.
    admin.execute("CREATE DATABASE shared TEMPLATE fixture");
  }

  [[nodiscard]] int major() const { return server_.major(); }

  /// A session in a database that looks as the case wants it: the fixture, or a copy with the set-up done.
  pg::Session database_for(const LockCase& one) {
    if (one.setup.empty()) return pg::Session({.target = server_.url("shared")});
    pg::Session admin({.target = server_.url()});
    admin.execute("DROP DATABASE IF EXISTS copy WITH (FORCE)");
    admin.execute("CREATE DATABASE copy TEMPLATE fixture");
    pg::Session session({.target = server_.url("copy")});
    session.execute(one.setup);
    session.execute("ANALYZE");
    return session;
  }

  Measured measure(pg::Session& session, const LockCase& one) {
    Measured out;
    session.execute("BEGIN");
    const auto before = look(session);  // in the transaction: between two of them the server takes the counters away
    try {
      session.execute(one.statement);
      session.execute("SET CONSTRAINTS ALL IMMEDIATE");  // as COMMIT would
      out.relations = compare(before, look(session), locks(session, session.backend_pid()));
    } catch (const base::Error& error) {
      out.refused = error.sqlstate();
    }
    session.execute("ROLLBACK");
    if (out.refused == "25001" || out.refused == "2D000") measure_alone(one, out);
    return out;
  }

 private:
  struct Look {
    std::map<std::string, std::string> names;  // oid → name
    std::map<std::string, std::string> kinds;
    std::map<std::string, std::string> tables;  // of indexes
    std::map<std::string, std::string> nodes;
    std::map<std::string, long long> rows;
    std::map<std::string, long long> bytes;
    std::map<std::string, long long> read;  // by sequential scans of this transaction
  };

  static Look look(pg::Session& session) {
    const auto rows = session.query(
        "SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind, "
        "coalesce(pg_relation_filenode(c.oid), 0) AS node, coalesce(i.indrelid, 0) AS indexed, greatest(c.reltuples, "
        "0)::bigint AS rows, "
        "coalesce(pg_stat_get_xact_tuples_returned(c.oid), 0) AS read, "
        "CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) ELSE 0 END AS bytes "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid "
        "WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN "
        "('r','p','v','m','f','i','I','S')");
    Look out;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      const auto oid = rows.text(row, "oid");
      out.names[oid] = rows.text(row, "name");
      out.kinds[oid] = rows.text(row, "kind");
      out.tables[oid] = rows.text(row, "indexed");
      out.nodes[oid] = rows.text(row, "node");
      out.rows[oid] = rows.integer(row, "rows");
      out.read[oid] = rows.integer(row, "read");
      out.bytes[oid] = rows.integer(row, "bytes");
    }
    return out;
  }

  static std::map<std::string, std::string> locks(pg::Session& session, int pid) {
    const auto rows = session.query(fmt::format(
        "SELECT relation AS oid, mode, granted FROM pg_locks WHERE pid = {} AND locktype = 'relation'", pid));
    std::map<std::string, std::string> out;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      auto& mode = out[rows.text(row, "oid")];
      if (mode_rank(rows.text(row, "mode")) > mode_rank(mode)) mode = rows.text(row, "mode");
    }
    return out;
  }

  static std::map<std::string, Seen> compare(const Look& before, const Look& after,
                                             const std::map<std::string, std::string>& locks) {
    std::map<std::string, Seen> out;
    for (const auto& [oid, name] : before.names) {
      const auto& kind = before.kinds.at(oid);
      if (kind == "S") continue;
      Seen seen{.index = kind == "i" || kind == "I"};
      if (const auto lock = locks.find(oid); lock != locks.end()) seen.mode = lock->second;
      const auto node = after.nodes.find(oid);
      const auto left = after.bytes.find(oid);
      const bool emptied = left != after.bytes.end() && left->second == 0 && before.bytes.at(oid) > 0;
      seen.rewrite = !seen.index && node != after.nodes.end() && node->second != before.nodes.at(oid) && !emptied;
      const auto read = after.read.find(oid);
      seen.scan = !seen.index && before.rows.at(oid) > 0 && read != after.read.end() &&
                  read->second - before.read.at(oid) >= before.rows.at(oid);
      if (seen.index && seen.mode != "AccessExclusiveLock") continue;  // weaker ones stop nobody
      if (!seen.mode.empty() || seen.rewrite || seen.scan) out[name] = seen;
    }
    return out;
  }

  // The lock that a statement of its own transaction asks for on each table that it names, itself or an index of it:
  // a second session holds the table in SHARE UPDATE EXCLUSIVE, which all of these conflict with and a look at the
  // table's name does not; the request is seen waiting, and the statement is cancelled. Then it runs, which may be
  // refused all the same. In a copy, since nothing can be rolled back.
  void measure_alone(const LockCase& one, Measured& out) {
    auto forced = one;
    if (forced.setup.empty()) forced.setup = "SELECT 1";
    auto copied = database_for(forced);
    const auto known = look(copied);
    std::set<std::string> named;
    for (const auto& [oid, name] : known.names) {
      if (names_it(one.statement, name)) named.insert(known.tables.at(oid) == "0" ? oid : known.tables.at(oid));
    }
    for (const auto& oid : named) {
      const auto& kind = known.kinds.at(oid);
      const auto& name = known.names.at(oid);
      if (kind != "r" && kind != "p" && kind != "m") continue;
      if (const auto mode = first_request(copied, one, oid, name, kind == "m")) out.relations[name] = {.mode = *mode};
    }
    try {
      copied.execute(one.statement);
      out.refused.clear();
      out.alone = true;
    } catch (const base::Error& error) {
      out.refused = error.sqlstate();
    }
  }

  static bool names_it(const std::string& statement, const std::string& name) {
    // As the search path finds it; another schema's only where the statement says so.
    return name.starts_with("public.") ? mentions(statement, name.substr(7))
                                       : statement.find(name) != std::string::npos;
  }

  std::optional<std::string> first_request(pg::Session& session, const LockCase& one, const std::string& oid,
                                           const std::string& name, bool view) {
    const auto database = session.database();
    pg::Session holder({.target = server_.url(database)});
    holder.execute("BEGIN");
    holder.execute(view ? fmt::format("COMMENT ON MATERIALIZED VIEW {} IS 'held'", name)
                        : fmt::format("LOCK TABLE ONLY {} IN SHARE UPDATE EXCLUSIVE MODE", name));
    pg::Session runner({.target = server_.url(database)});
    runner.execute("SET statement_timeout = '5s'");
    const int pid = runner.backend_pid();
    std::jthread work([&] {
      try {
        runner.query(one.statement);
      } catch (const base::Error&) {
        // cancelled below, or refused: then nothing is seen waiting
        done_ = true;
      }
    });
    std::optional<std::string> mode;
    for (int i = 0; i < 2000 && !mode && !done_; ++i) {
      const auto rows = holder.query(fmt::format(
          "SELECT mode FROM pg_locks WHERE pid = {} AND NOT granted AND locktype = 'relation' AND relation = {}", pid,
          oid));
      if (!rows.empty()) mode = rows.text(0, "mode");
    }
    runner.cancel();
    work.join();
    done_ = false;
    holder.execute("ROLLBACK");
    return mode;
  }

  pg::TemporaryServer server_;
  std::atomic<bool> done_ = false;
};

/// "orders ACCESS EXCLUSIVE, rewritten, read; customers SHARE ROW EXCLUSIVE", the strongest first.
inline std::string words_of(const Measured& measured) {
  if (!measured.refused.empty()) return "refused (" + measured.refused + ")";
  std::vector<std::pair<std::string, Seen>> all(measured.relations.begin(), measured.relations.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return mode_rank(a.second.mode) > mode_rank(b.second.mode); });
  std::vector<std::string> words;
  for (const auto& [name, seen] : all) {
    auto mode = seen.mode.empty() ? std::string("no lock") : seen.mode.substr(0, seen.mode.size() - 4);
    std::string spaced;
    for (const char c : mode) {
      if (c >= 'A' && c <= 'Z' && !spaced.empty()) spaced += ' ';
      spaced += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    if (seen.mode.empty()) spaced = mode;
    words.push_back(fmt::format("{}{} {}{}{}", seen.index ? "index " : "",
                                name.starts_with("public.") ? name.substr(7) : name, spaced,
                                seen.rewrite ? ", rewritten" : "", seen.scan ? ", read" : ""));
  }
  auto text = words.empty() ? std::string("no lock on a relation") : fmt::format("{}", fmt::join(words, "; "));
  return measured.alone ? text + "; not in a transaction block" : text;
}

}  // namespace impact
