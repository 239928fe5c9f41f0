// Trying the server's speed on a table that nobody will ever see.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/text.h"
#include "pg/system_identifier.h"
#include "rates/rates.h"

namespace rates {

namespace {

using Steady = std::chrono::steady_clock;

constexpr int tries = 3;
constexpr long long most_read = 256LL << 20;
constexpr long long block_bytes = 8192;

// Gathers the tries of one kind of work.
class Tries {
 public:
  Tries(std::string work, std::string unit) : speed_{.work = std::move(work), .unit = std::move(unit)} {}
  void add(double amount, double seconds) {
    if (amount <= 0) return;
    const double speed = amount / std::max(seconds, 1e-6);
    speed_.slowest = speed_.tries == 0 ? speed : std::min(speed_.slowest, speed);
    speed_.fastest = std::max(speed_.fastest, speed);
    ++speed_.tries;
  }
  [[nodiscard]] const Speed& speed() const { return speed_; }

 private:
  Speed speed_;
};

class Trial {
 public:
  Trial(pg::Session& session, const Request& request) : session_(session), request_(request) {}

  // A schema of its own where the role may make one: its writes are logged and replicated as a migration's are.
  void make_table(std::vector<std::string>& notes) {
    session_.execute("SAVEPOINT own_schema");
    try {
      const auto schema = fmt::format("lockkeeper_rates_{}", session_.backend_pid());
      session_.execute(fmt::format("CREATE SCHEMA {}", schema));
      table_ = schema + ".rows";
      session_.execute(fmt::format("CREATE TABLE {} ({})", table_, columns));
      // A publication FOR ALL TABLES refuses updates of a table whose rows it cannot tell apart.
      session_.execute(fmt::format("ALTER TABLE {} REPLICA IDENTITY FULL", table_));
    } catch (const base::Error& error) {
      if (error.sqlstate() != "42501") throw;
      session_.execute("ROLLBACK TO own_schema");
      table_ = "pg_temp.lockkeeper_rates";
      session_.execute(fmt::format("CREATE TEMP TABLE lockkeeper_rates ({})", columns));
      notes.emplace_back(
          "the role may not create a schema, so the table was temporary: its writes are not logged, and yours will "
          "be slower");
    }
  }

  void write() {
    const auto seconds = timed(fmt::format(
        "INSERT INTO {} SELECT g, (g * 7919) % 1000, md5(g::text), (g % 100000)::numeric / 100, "
        "timestamptz '2026-01-01' + g * interval '1 minute', repeat('x', 20) FROM generate_series(1, {}) g",
        table_, request_.rows));
    writing.add(static_cast<double>(request_.rows), seconds);
    session_.execute(fmt::format("ANALYZE {}", table_));
    bytes = session_.query("SELECT pg_relation_size($1::regclass) AS bytes", {table_}).integer(0, "bytes");
  }

  // As adding a constraint reads.
  void read() {
    for (int i = 0; i < tries; ++i) {
      reading.add(static_cast<double>(bytes),
                  timed(fmt::format("ALTER TABLE {} ADD CONSTRAINT seen CHECK (amount >= 0)", table_)));
      session_.execute(fmt::format("ALTER TABLE {} DROP CONSTRAINT seen", table_));
    }
  }

  // What is in nobody's cache, too: the first blocks of a real table, all of them, by no index. Before 14 a range of
  // row addresses reads the whole table, so there only a table that is small enough.
  void read_largest(std::vector<std::string>& notes) {
    if (request_.largest.empty()) return;
    const auto bytes_there =
        session_.query("SELECT pg_relation_size($1::regclass) AS bytes", {request_.largest}).integer(0, "bytes");
    if (session_.server_major() < 14 && bytes_there > most_read) {
      notes.push_back(fmt::format(
          "{} is too large to read a part of it on this version: reading was measured in memory", request_.largest));
      return;
    }
    session_.execute(
        "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off; "
        "SET LOCAL max_parallel_workers_per_gather = 0");
    const auto part =
        bytes_there > most_read ? fmt::format("WHERE ctid < '({},0)'::tid", most_read / block_bytes) : "";
    const auto seconds = timed(fmt::format("SELECT count(*) FROM ONLY {} {}", request_.largest, part));
    reading.add(static_cast<double>(std::min(bytes_there, most_read)), seconds);
  }

  void build_indexes() {
    for (const auto* column : {"id", "token", "made"})
      building.add(static_cast<double>(request_.rows), timed(fmt::format("CREATE INDEX ON {} ({})", table_, column)));
  }

  // With three indexes to keep, as a real table has.
  void change_rows() {
    writing.add(static_cast<double>(request_.rows) / 2,
                timed(fmt::format("UPDATE {} SET amount = amount + 1 WHERE id % 2 = 0", table_)));
    writing.add(static_cast<double>(request_.rows) / 4,
                timed(fmt::format("DELETE FROM {} WHERE id % 4 = 1", table_)));
  }

  void rewrite() {
    session_.execute(fmt::format("DROP INDEX {0}_id_idx, {0}_token_idx, {0}_made_idx", table_));
    for (int i = 0; i < tries; ++i) {
      const auto before = session_.query("SELECT pg_relation_size($1::regclass) AS bytes", {table_});
      rewriting.add(before.number(0, "bytes"), timed(fmt::format("ALTER TABLE {} ALTER account TYPE {}", table_,
                                                                 i % 2 == 0 ? "bigint" : "integer")));
    }
  }

  Tries reading{"reading", "bytes/s"};
  Tries rewriting{"rewriting", "bytes/s"};
  Tries building{"building an index", "rows/s"};
  Tries writing{"writing rows", "rows/s"};
  long long bytes = 0;

 private:
  static constexpr auto columns =
      "id bigint NOT NULL, account integer NOT NULL, token text NOT NULL, amount numeric(12,2), made timestamptz, "
      "note text";

  double timed(const std::string& sql) {
    const auto start = Steady::now();
    session_.execute(sql);
    return std::chrono::duration<double>(Steady::now() - start).count();
  }

  pg::Session& session_;
  const Request& request_;
  std::string table_;
};

}  // namespace

Measured measure(pg::Session& session, const Request& request, base::Clock& clock) {
  const auto start = Steady::now();
  Measured measured{.cluster = pg::cluster_or_address(session),
                    .where = session.described(),
                    .when = clock.now(),
                    .rows = request.rows};
  pg::Transaction transaction(session);  // never committed
  session.execute("SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '2s'");
  Trial trial(session, request);
  trial.make_table(measured.notes);
  trial.write();
  trial.read();
  trial.read_largest(measured.notes);
  trial.build_indexes();
  trial.change_rows();
  trial.rewrite();
  measured.bytes = trial.bytes;
  measured.speeds = {trial.reading.speed(), trial.rewriting.speed(), trial.building.speed(), trial.writing.speed()};
  if (request.largest.empty())
    measured.notes.emplace_back(
        "no table of 8 MB or more to read, so reading was measured in memory only: a large table on disk is slower");
  measured.took = std::chrono::duration_cast<base::Milliseconds>(Steady::now() - start);
  return measured;
}

std::string largest_table(pg::Session& session) {
  const auto found = session.query(
      "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
      "WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
      "AND has_table_privilege(c.oid, 'SELECT') AND pg_relation_size(c.oid) >= 8388608 ORDER BY "
      "pg_relation_size(c.oid) DESC LIMIT 1");
  return found.rows() == 0 ? "" : found.text(0, "name");
}

}  // namespace rates
