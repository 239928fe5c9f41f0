// The server as the judge: each statement runs in a transaction on a private server, and what pg_locks, the file
// numbers and the row counters say is held against our judgement. Also: the catalog we simulate against the one it
// has then.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/text.h"
#include "impact/impact.h"
#include "impact/shared_server_test.h"

namespace impact {

// Every table has rows; plans read tables whole rather than by index only where they must.
static constexpr std::string_view fixture = R"(
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE DOMAIN label AS text;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE customers (id serial PRIMARY KEY, name varchar(40) NOT NULL, email text UNIQUE, "firstName" text, joined timestamp DEFAULT now());
CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int NOT NULL CONSTRAINT orders_customer_fkey REFERENCES customers,
  total numeric(10,2), note varchar(100), ref text, mood mood DEFAULT 'good', placed timestamptz, CONSTRAINT total_check CHECK (total >= 0));
CREATE INDEX orders_note_idx ON orders (note);
CREATE INDEX orders_lower_idx ON orders (lower(ref));
CREATE TABLE items (id int PRIMARY KEY, order_id int CONSTRAINT items_order_fkey REFERENCES orders ON DELETE CASCADE, qty int);
CREATE TABLE logs (id int PRIMARY KEY, msg text, level int);
ALTER TABLE logs ADD CONSTRAINT level_known CHECK (level IS NOT NULL);
ALTER TABLE logs ADD CONSTRAINT msg_known CHECK (msg IS NOT NULL) NOT VALID;
CREATE TABLE events (id int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_2025 (id int, at date NOT NULL);
CREATE TABLE base_thing (id int);
CREATE TABLE sub_thing (extra int) INHERITS (base_thing);
CREATE VIEW names AS SELECT id, name FROM customers;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, count(*) AS n FROM orders GROUP BY 1;
CREATE UNIQUE INDEX totals_key ON totals (customer_id);
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
INSERT INTO customers (name, email) SELECT 'n' || g, g || '@x' FROM generate_series(1, 500) g;
INSERT INTO orders (customer_id, total, note, ref) SELECT g % 500 + 1, g, 'n' || g, 'r' || g FROM generate_series(1, 900) g;
INSERT INTO items SELECT g, g % 900 + 1, g FROM generate_series(1, 700) g;
INSERT INTO logs SELECT g, 'm', 1 FROM generate_series(1, 600) g;
INSERT INTO events SELECT g, date '2024-01-01' + g FROM generate_series(1, 300) g;
INSERT INTO events SELECT g, date '2040-01-01' + g FROM generate_series(1, 100) g;
INSERT INTO events_2025 SELECT g, date '2025-01-01' + g FROM generate_series(1, 300) g;
INSERT INTO base_thing SELECT g FROM generate_series(1, 100) g;
INSERT INTO sub_thing SELECT g, g FROM generate_series(1, 100) g;
REFRESH MATERIALIZED VIEW totals;
)";

static constexpr std::string_view statements[] = {
    // columns
    "ALTER TABLE orders ADD COLUMN z int",
    "ALTER TABLE orders ADD COLUMN z int DEFAULT 1 NOT NULL",
    "ALTER TABLE orders ADD COLUMN z timestamptz DEFAULT now() NOT NULL",
    "ALTER TABLE orders ADD COLUMN z uuid DEFAULT gen_random_uuid()",
    "ALTER TABLE orders ADD COLUMN z bigserial",
    "ALTER TABLE orders ADD COLUMN z int GENERATED ALWAYS AS IDENTITY",
    "ALTER TABLE orders ADD COLUMN z numeric GENERATED ALWAYS AS (total * 2) STORED",
    "ALTER TABLE orders ADD COLUMN z int REFERENCES customers",
    "ALTER TABLE orders ADD COLUMN z int CHECK (z > 0)",
    "ALTER TABLE orders ADD COLUMN z int UNIQUE",
    "ALTER TABLE orders ADD COLUMN z posint",
    "ALTER TABLE orders ADD COLUMN z label DEFAULT 'x'",
    "ALTER TABLE orders ADD COLUMN z mood NOT NULL DEFAULT 'bad'",
    "ALTER TABLE events ADD COLUMN z int DEFAULT 3",
    "ALTER TABLE base_thing ADD COLUMN z int",
    "ALTER TABLE orders DROP COLUMN note",
    "ALTER TABLE items DROP COLUMN order_id",
    "ALTER TABLE customers DROP COLUMN id CASCADE",
    "ALTER TABLE orders ALTER COLUMN note TYPE varchar(200)",
    "ALTER TABLE orders ALTER COLUMN note TYPE text",
    "ALTER TABLE orders ALTER COLUMN note TYPE varchar(50)",
    "ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,2)",
    "ALTER TABLE orders ALTER COLUMN total TYPE numeric(12,4)",
    "ALTER TABLE items ALTER COLUMN qty TYPE bigint",
    "ALTER TABLE orders ALTER COLUMN ref TYPE varchar",
    "ALTER TABLE customers ALTER COLUMN joined TYPE timestamptz",
    "ALTER TABLE orders ALTER COLUMN note TYPE text USING upper(note)",
    "ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'x'",
    "ALTER TABLE orders ALTER COLUMN mood DROP DEFAULT",
    "ALTER TABLE items ALTER COLUMN qty SET NOT NULL",
    "ALTER TABLE logs ALTER COLUMN level SET NOT NULL",
    "ALTER TABLE logs ALTER COLUMN msg SET NOT NULL",
    "ALTER TABLE customers ALTER COLUMN name DROP NOT NULL",
    "ALTER TABLE orders ALTER COLUMN ref SET STATISTICS 500",
    "ALTER TABLE orders ALTER COLUMN ref SET STORAGE EXTERNAL",
    // constraints
    "ALTER TABLE orders ADD CONSTRAINT z CHECK (total < 1000000)",
    "ALTER TABLE orders ADD CONSTRAINT z CHECK (total < 1000000) NOT VALID",
    "ALTER TABLE logs VALIDATE CONSTRAINT msg_known",
    "ALTER TABLE items ADD CONSTRAINT z UNIQUE (qty)",
    "ALTER TABLE items ADD CONSTRAINT z FOREIGN KEY (qty) REFERENCES orders NOT VALID",
    "ALTER TABLE items ADD CONSTRAINT z FOREIGN KEY (qty) REFERENCES orders",
    "ALTER TABLE items DROP CONSTRAINT items_order_fkey",
    "ALTER TABLE orders DROP CONSTRAINT total_check",
    "ALTER TABLE events ADD CONSTRAINT z CHECK (id > 0)",
    // the table as a whole
    "ALTER TABLE orders DISABLE TRIGGER orders_touch",
    "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE orders SET (fillfactor = 80)",
    "ALTER TABLE logs SET UNLOGGED",
    "ALTER TABLE orders RENAME TO z",
    "ALTER TABLE orders RENAME COLUMN note TO z",
    "ALTER TABLE orders RENAME CONSTRAINT total_check TO z",
    "ALTER TABLE sub_thing NO INHERIT base_thing",
    "ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
    "ALTER TABLE events DETACH PARTITION events_2024",
    "CREATE TABLE z (id int PRIMARY KEY, order_id int REFERENCES orders)",
    "CREATE TABLE z (LIKE orders INCLUDING ALL)",
    "CREATE TABLE z PARTITION OF events FOR VALUES FROM ('2030-01-01') TO ('2031-01-01')",
    "CREATE TABLE z AS SELECT * FROM orders",
    "DROP TABLE items",
    "DROP TABLE customers CASCADE",
    "DROP TABLE events_2024",
    "TRUNCATE logs",
    "TRUNCATE orders CASCADE",
    // indexes
    "CREATE INDEX z ON orders (total)",
    "CREATE INDEX z ON events (id)",
    "DROP INDEX orders_note_idx",
    "ALTER INDEX orders_note_idx RENAME TO z",
    "REINDEX INDEX orders_note_idx",
    "REINDEX TABLE logs",
    "CLUSTER logs USING logs_pkey",
    // views, triggers and the rest
    "CREATE VIEW z AS SELECT * FROM orders",
    "CREATE OR REPLACE VIEW names AS SELECT id, name FROM customers WHERE id > 3",
    "DROP VIEW names",
    "CREATE MATERIALIZED VIEW z AS SELECT * FROM logs",
    "REFRESH MATERIALIZED VIEW totals",
    "CREATE TRIGGER z BEFORE INSERT ON logs FOR EACH ROW EXECUTE FUNCTION touch()",
    "DROP TRIGGER orders_touch ON orders",
    "CREATE RULE z AS ON DELETE TO logs DO ALSO NOTIFY logs",
    "CREATE POLICY z ON logs USING (true)",
    "CREATE STATISTICS z ON id, level FROM logs",
    "COMMENT ON TABLE logs IS 'x'",
    "COMMENT ON COLUMN logs.msg IS 'x'",
    "GRANT SELECT ON logs TO PUBLIC",
    "ALTER TYPE mood ADD VALUE 'ugly'",
    "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse'",
    "DROP TYPE mood CASCADE",
    "DROP FUNCTION touch() CASCADE",
    "ANALYZE logs",
    // rows
    "INSERT INTO items VALUES (5000, 5, 5)",
    "INSERT INTO logs SELECT id + 10000, 'x', 1 FROM items",
    "UPDATE logs SET msg = 'x'",
    "UPDATE orders SET customer_id = 3 WHERE id = 5",
    "DELETE FROM logs WHERE msg = 'm'",
    "DELETE FROM orders WHERE id = 5",
    "SELECT count(*) FROM logs",
    "SELECT * FROM orders WHERE id = 3 FOR UPDATE",
    "COPY logs TO '/dev/null'",
    "LOCK TABLE logs IN SHARE MODE",
};

namespace {

struct Seen {
  LockMode lock = LockMode::none;
  bool rewritten = false;
  bool scanned = false;
  auto operator<=>(const Seen&) const = default;
};
using Picture = std::map<std::string, Seen>;

class OnServer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    session_ = std::make_unique<pg::Session>(database_for_tests("statements"));
    session_->execute(fixture);
    session_->execute("VACUUM ANALYZE");
    catalog_ = pg::load_catalog(*session_);
  }
  static void TearDownTestSuite() { session_.reset(); }
  static Picture run(std::string_view statement);

  static std::unique_ptr<pg::Session> session_;
  static pg::Catalog catalog_;
};

std::unique_ptr<pg::Session> OnServer::session_;
pg::Catalog OnServer::catalog_;

}  // namespace

static LockMode mode_of(const std::string& name) {
  for (int mode = 1; mode <= static_cast<int>(LockMode::access_exclusive); ++mode) {
    if (pg_name(static_cast<LockMode>(mode)) == name) return static_cast<LockMode>(mode);
  }
  return LockMode::none;
}

static std::string shown(const Picture& picture) {
  std::string text;
  for (const auto& [name, seen] : picture)
    text += fmt::format("{}: {}{}{}\n", name, pg_name(seen.lock), seen.rewritten ? " rewritten" : "",
                        seen.scanned ? " scanned" : "");
  return text;
}

// What the statement does to tables and materialized views that were there before it. File numbers and counters are
// compared before and after, all within the transaction.
Picture OnServer::run(std::string_view statement) {
  pg::Transaction scope(*session_);
  constexpr auto before =
      "CREATE TEMP TABLE before ON COMMIT DROP AS SELECT c.oid, c.relname, c.relkind, c.relfilenode, "
      "coalesce((SELECT seq_tup_read FROM pg_stat_xact_all_tables s WHERE s.relid = c.oid), 0) AS tuples_read, "
      "c.reltuples FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', "
      "'m')";
  session_->execute(before);
  session_->execute(statement);
  const auto locks = session_->query(
      "SELECT b.relname, l.mode, b.relkind, b.reltuples, "
      "  coalesce(c.relfilenode <> b.relfilenode AND c.relkind IN ('r', 'm'), false) AS rewritten, "
      "  coalesce((SELECT seq_tup_read FROM pg_stat_xact_all_tables s WHERE s.relid = b.oid), 0) - b.tuples_read AS "
      "tuples_read "
      "FROM before b LEFT JOIN pg_class c ON c.oid = b.oid "
      "JOIN pg_locks l ON l.relation = b.oid AND l.locktype = 'relation' AND l.pid = pg_backend_pid() AND l.granted "
      "WHERE b.relname <> 'before'");
  Picture picture;
  for (std::size_t row = 0; row < locks.rows(); ++row) {
    auto& seen = picture[locks.text(row, "relname")];
    seen.lock = std::max(seen.lock, mode_of(locks.text(row, "mode")));
    seen.rewritten = locks.boolean(row, "rewritten");
    seen.scanned =
        locks.number(row, "reltuples") > 0 && locks.number(row, "tuples_read") >= locks.number(row, "reltuples");
  }
  return picture;
}

static Picture judged(std::string_view text, const pg::Catalog& catalog) {
  const auto parsed = sql::parse(text, "statement.sql");
  const auto found = effects(parsed.front(), catalog);
  Picture picture;
  for (const auto& effect : found.relations) {
    if (effect.index_of || !catalog.relations.contains(effect.relation)) continue;
    if (catalog.relations.at(effect.relation).kind == pg::RelationKind::sequence) continue;
    picture[effect.relation.name] = {effect.lock, effect.rewrite, effect.scan};
  }
  return picture;
}

// Whether all rows are read is left to the planner, or counted by the server in another way.
static bool scan_is_open(std::string_view statement, const std::string& relation) {
  static const std::map<std::string_view, std::set<std::string>> open{
      {"ALTER TABLE items ADD CONSTRAINT z FOREIGN KEY (qty) REFERENCES orders",
       {"orders"}},                // the join's other side
      {"ANALYZE logs", {"logs"}},  // a sample, as large as the table here
      {"TRUNCATE logs", {"logs"}},
  };
  const auto at = open.find(statement);
  return at != open.end() && at->second.contains(relation);
}

TEST_F(OnServer, DoesToTablesWhatIsJudged) {
  for (const auto statement : statements) {
    Picture is;
    try {
      is = run(statement);
    } catch (const base::Error& error) {
      ADD_FAILURE() << statement << ": " << error.message();
      continue;
    }
    auto said = judged(statement, catalog_);
    const bool truncates = statement.starts_with("TRUNCATE");
    for (auto* picture : {&is, &said}) {
      for (auto& [name, seen] : *picture) {
        if (scan_is_open(statement, name)) seen.scanned = false;
        if (truncates) seen.rewritten = seen.scanned = false;  // a new file, but an empty one
        if (seen.rewritten) seen.scanned = true;               // counted at the old file
      }
    }
    EXPECT_EQ(shown(is), shown(said)) << statement;
  }
}

// Structure only: sizes and statistics are the server's.
static std::string structure(const pg::Catalog& catalog) {
  std::string text;
  for (const auto& [name, relation] : catalog.relations) {
    if (name.name == "before") continue;
    text += fmt::format("{} {}\n", static_cast<char>(relation.kind), name.text());
    if (relation.kind == pg::RelationKind::view || relation.kind == pg::RelationKind::materialized_view) continue;
    for (const auto& column : relation.columns)
      text += fmt::format("  {} {}{}{}\n", column.name, column.type, column.not_null ? " not null" : "",
                          column.default_expression ? " default" : "");
    std::set<std::string> parts;
    for (const auto& index : relation.indexes)
      parts.insert(fmt::format("  index {} {}{}\n", index.name, index.columns.size(), index.unique ? " unique" : ""));
    for (const auto& constraint : relation.constraints)
      parts.insert(fmt::format("  constraint {} ({}){}{}\n", constraint.name, fmt::join(constraint.columns, ", "),
                               constraint.validated ? "" : " not valid",
                               constraint.references ? " to " + constraint.references->text() : ""));
    for (const auto& trigger : relation.triggers)
      parts.insert(fmt::format("  trigger {}{}\n", trigger.name, trigger.enabled ? "" : " off"));
    for (const auto& part : parts) text += part;
    if (relation.partition_of) text += fmt::format("  partition of {}\n", relation.partition_of->text());
  }
  for (const auto& [name, labels] : catalog.enums)
    text += fmt::format("enum {}: {}\n", name.text(), fmt::join(labels, ", "));
  return text;
}

// The lines that only one of them has.
static std::string difference(const std::string& is, const std::string& simulated) {
  std::string text;
  const auto all_of = [](const std::string& lines) {
    std::vector<std::string> out;
    std::string relation;
    for (const auto line : base::lines(lines)) {
      if (!line.starts_with(" ")) relation = line;
      out.push_back(line.starts_with(" ") ? relation + std::string(line) : std::string(line));
    }
    return out;
  };
  const auto a = all_of(is);
  const auto b = all_of(simulated);
  for (const auto& line : a) {
    if (std::find(b.begin(), b.end(), line) == b.end()) text += "server:    " + line + "\n";
  }
  for (const auto& line : b) {
    if (std::find(a.begin(), a.end(), line) == a.end()) text += "simulated: " + line + "\n";
  }
  return text;
}

TEST_F(OnServer, LeavesTheSchemaThatIsSimulated) {
  for (const auto statement : statements) {
    // The columns of a query's result are not known to the simulation.
    if (statement.find(" AS SELECT") != statement.npos) continue;
    pg::Catalog after;
    try {
      pg::Transaction scope(*session_);
      session_->execute(statement);
      after = pg::load_catalog(*session_);
    } catch (const base::Error& error) {
      ADD_FAILURE() << statement << ": " << error.message();
      continue;
    }
    auto simulated = catalog_;
    const auto parsed = sql::parse(statement, "statement.sql");
    simulate(parsed.front(), simulated);
    EXPECT_EQ(difference(structure(after), structure(simulated)), "") << statement;
  }
}

TEST_F(OnServer, SimulatesAWholeFile) {
  constexpr std::string_view text = R"(
CREATE TABLE "Team" (id serial PRIMARY KEY, name text NOT NULL UNIQUE, owner int REFERENCES customers ON DELETE SET NULL, CHECK (length(name) > 1));
CREATE TABLE members (team_id int NOT NULL, customer_id int NOT NULL, role mood DEFAULT 'good', PRIMARY KEY (team_id, customer_id),
  FOREIGN KEY (team_id) REFERENCES "Team" (id), UNIQUE (customer_id, role));
CREATE INDEX members_role_idx ON members (role, abs(team_id));
CREATE INDEX ON members (customer_id);
CREATE INDEX ON members (customer_id);
ALTER TABLE members RENAME TO team_members;
ALTER TABLE team_members ADD COLUMN since timestamptz NOT NULL DEFAULT now(), ADD COLUMN note varchar(20) CHECK (note <> '');
ALTER TABLE team_members RENAME COLUMN since TO joined;
ALTER TABLE team_members ADD CONSTRAINT team_members_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
ALTER TABLE team_members VALIDATE CONSTRAINT team_members_customer_fkey;
ALTER TABLE team_members ALTER COLUMN note TYPE text, ALTER COLUMN note SET NOT NULL;
CREATE SCHEMA archive;
CREATE TABLE archive.teams (LIKE "Team" INCLUDING ALL);
ALTER TABLE logs SET SCHEMA archive;
ALTER TABLE orders DROP COLUMN ref, DROP CONSTRAINT total_check;
CREATE UNIQUE INDEX items_qty_key ON items (qty);
ALTER TABLE items ADD CONSTRAINT items_qty_unique UNIQUE USING INDEX items_qty_key;
CREATE TYPE color AS ENUM ('red', 'green');
ALTER TYPE color RENAME TO colour;
DROP TABLE sub_thing, base_thing;
CREATE TABLE named (a int CONSTRAINT named_key PRIMARY KEY, b int NOT NULL CONSTRAINT named_customer REFERENCES customers,
  c int CONSTRAINT "Positive c" CHECK (c > 0) CONSTRAINT c_once UNIQUE, d int UNIQUE CONSTRAINT d_small CHECK (d < 9));
ALTER TABLE named ADD COLUMN e int CONSTRAINT e_even CHECK (e % 2 = 0), ADD f int REFERENCES customers;
)";
  pg::Catalog after;
  {
    pg::Transaction scope(*session_);
    session_->execute(text);
    after = pg::load_catalog(*session_);
  }
  auto simulated = catalog_;
  for (const auto& statement : sql::parse(text, "file.sql")) simulate(statement, simulated);
  EXPECT_EQ(difference(structure(after), structure(simulated)), "");
}

}  // namespace impact
