// What is said to be refused, and what is not, held against a server.
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/errors/server_answer_test.h"
#include "impact/impact.h"
#include "impact/shared_server_test.h"
#include "impact/simulate/simulation.h"
#include "pg/catalog.h"

namespace impact {

static constexpr std::string_view schema = R"(
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN label AS text;
CREATE TABLE t (id int PRIMARY KEY, n int CHECK (n > 0), s text CONSTRAINT filled CHECK (s <> ''), d date, at timestamptz, ts timestamp,
  j jsonb, js json, m mood, u uuid, v varchar(20), p pair, a int[], f float8, b boolean);
CREATE INDEX t_partial ON t (id) WHERE n > 5;
CREATE INDEX t_lower ON t (lower(s));
CREATE INDEX t_pattern ON t (v text_pattern_ops);
CREATE INDEX t_gin ON t USING gin (j);
CREATE INDEX t_hash ON t USING hash (u);
CREATE STATISTICS t_stats ON (n + 1), d FROM t;
CREATE TABLE used (id int, note text);
CREATE TABLE user_of_row (r used);
CREATE FUNCTION takes_row(used) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE plain (id int, x int, y int);
CREATE VIEW over_x AS SELECT x, y FROM plain;
CREATE FUNCTION plus(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE FUNCTION rows_of() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION outs(a int, OUT x int, OUT y text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION tab() RETURNS TABLE (x int, y text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE PROCEDURE proc() LANGUAGE sql AS 'SELECT 1';
CREATE TABLE renamed (a int CHECK (a > 0), g int GENERATED ALWAYS AS (a * 2) STORED);
CREATE INDEX renamed_i ON renamed (id_of(1)) WHERE a > 3;
)";

// Each alone, or after those before ;; have run.
static constexpr std::array statements{
    // dependents of a type change
    "ALTER TABLE t ALTER n TYPE bigint",
    "ALTER TABLE t ALTER n TYPE numeric",
    "ALTER TABLE t ALTER n TYPE text",
    "ALTER TABLE t ALTER n TYPE boolean USING n > 1",
    "ALTER TABLE t ALTER n TYPE date USING '2024-01-01'::date + n",
    "ALTER TABLE t ALTER s TYPE varchar(30)",
    "ALTER TABLE t ALTER s TYPE int USING 1",
    "ALTER TABLE t ALTER s TYPE jsonb USING to_jsonb(s)",
    "ALTER TABLE t ALTER v TYPE text",
    "ALTER TABLE t ALTER v TYPE int USING 1",
    "ALTER TABLE t ALTER v TYPE char(9)",
    "ALTER TABLE t ALTER j TYPE text",
    "ALTER TABLE t ALTER j TYPE json",
    "ALTER TABLE t ALTER u TYPE text",
    "ALTER TABLE t ALTER u TYPE bit(4) USING NULL::bit(4)",
    "ALTER TABLE t ALTER u TYPE json USING NULL::json",
    "ALTER TABLE t ALTER d TYPE timestamp",
    "ALTER TABLE t ALTER d TYPE json USING to_json(d)",
    "ALTER TABLE t ALTER m TYPE text",
    "ALTER TABLE t ALTER m TYPE int",
    "ALTER TABLE t ALTER f TYPE pair",
    "ALTER TABLE t ALTER a TYPE text",
    "ALTER TABLE t ALTER a TYPE bigint[]",
    "ALTER TABLE t ALTER a TYPE int USING a",
    "ALTER TABLE t ALTER f TYPE int[] USING f",
    "ALTER TABLE t DROP CONSTRAINT t_n_check, ALTER n TYPE text",
    "DROP INDEX t_partial ;; DROP STATISTICS t_stats ;; ALTER TABLE t DROP CONSTRAINT t_n_check, ALTER n TYPE text",
    // expressions that have to be immutable
    "CREATE INDEX z ON t ((m::text))",
    "CREATE INDEX z ON t ((d::text))",

    "CREATE INDEX z ON t (((j->>'a')::int))",
    "CREATE INDEX z ON t ((at::date))",
    "CREATE INDEX z ON t (((at AT TIME ZONE 'UTC')::date))",
    "CREATE INDEX z ON t ((ts::date))",
    "CREATE INDEX z ON t (date_trunc('day', at))",
    "CREATE INDEX z ON t (date_trunc('day', ts))",
    "CREATE INDEX z ON t (to_char(ts, 'YYYY'))",
    "CREATE INDEX z ON t ((n::text))",
    "CREATE INDEX z ON t ((s || d))",
    "CREATE INDEX z ON t ((s || n))",
    "CREATE INDEX z ON t (id) WHERE m::text = 'good'",
    "CREATE INDEX z ON t (id) WHERE m = 'good'",
    "CREATE INDEX z ON t (id) WHERE at > now()",
    "CREATE INDEX z ON t (id) WHERE at > '2024-01-01'",
    "CREATE INDEX z ON t (id) WHERE n",
    "CREATE INDEX z ON t (id) WHERE b",
    "CREATE INDEX z ON t (md5(s))",
    "CREATE INDEX z ON t (md5(n))",
    "CREATE INDEX z ON t ((a::text))",
    "CREATE INDEX z ON t ((p::text))",
    "CREATE INDEX z ON t USING hash (id DESC)",
    "CREATE INDEX z ON t USING gin (js)",
    "CREATE INDEX z ON t (js)",
    "CREATE INDEX z ON t (no_such(s))",
    "CREATE INDEX z ON t (plus(n))",
    "CREATE INDEX z ON t ((js ->> 'a'))",
    "CREATE INDEX z ON t (n text_pattern_ops)",
    "ALTER TABLE t ADD z text GENERATED ALWAYS AS (m::text) STORED",
    "ALTER TABLE t ADD z text GENERATED ALWAYS AS (d::text) STORED",
    "ALTER TABLE t ADD z int GENERATED ALWAYS AS (n + 1) STORED",
    "ALTER TABLE t ADD z int GENERATED ALWAYS AS (s) STORED",

    "ALTER TABLE t ADD z text GENERATED ALWAYS AS (j->>'a') STORED",
    "ALTER TABLE t ADD z int GENERATED ALWAYS AS (j + 1) STORED",
    "CREATE TABLE z (m mood, x text GENERATED ALWAYS AS (m::text) STORED)",
    "CREATE TABLE z (a int, x text GENERATED ALWAYS AS (a::text) STORED)",
    // checks and defaults
    "ALTER TABLE t ADD CHECK (n)",
    "ALTER TABLE t ADD CHECK (j > 1)",
    "ALTER TABLE t ADD CHECK (s > 1)",
    "ALTER TABLE t ADD CHECK (n > 1 AND s LIKE 'a%')",
    "ALTER TABLE t ADD CHECK (no_such(n))",
    "ALTER TABLE t ADD CHECK (length(n) > 1)",
    "ALTER TABLE t ALTER n SET DEFAULT now()",
    "ALTER TABLE t ALTER d SET DEFAULT now()",
    "ALTER TABLE t ALTER u SET DEFAULT 1",
    "ALTER TABLE t ADD z interval DEFAULT plus(1)",
    "ALTER TABLE t ADD z json DEFAULT '{}' COLLATE \"C\"",
    "ALTER TABLE t ADD CONSTRAINT z CHECK (n > 1), ADD CONSTRAINT z CHECK (n > 2)",
    // functions replaced
    "CREATE OR REPLACE FUNCTION plus(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION plus(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION plus(x int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION plus(int, int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION plus(a int, b int DEFAULT 1) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    "CREATE OR REPLACE FUNCTION plus(a int, b int DEFAULT 1) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION rows_of() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION rows_of() RETURNS SETOF int LANGUAGE sql AS 'SELECT 2'",
    "CREATE OR REPLACE FUNCTION outs(a int, OUT x int, OUT y text) LANGUAGE sql AS 'SELECT 2, ''b''::text'",
    "CREATE OR REPLACE FUNCTION outs(a int, OUT x int, OUT z text) LANGUAGE sql AS 'SELECT 2, ''b''::text'",
    "CREATE OR REPLACE FUNCTION outs(a int, OUT x int, OUT y int) LANGUAGE sql AS 'SELECT 2, 1'",
    "CREATE OR REPLACE FUNCTION tab() RETURNS TABLE (x int, y text) LANGUAGE sql AS 'SELECT 2, ''b''::text'",
    "CREATE OR REPLACE PROCEDURE plus(a int, b int DEFAULT 1) LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION proc() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION plus(a text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    // row types
    "DROP TABLE used",
    "DROP TABLE used CASCADE",
    "ALTER TABLE used ALTER id TYPE bigint",
    "ALTER TABLE used ALTER note TYPE varchar",
    "ALTER TABLE used ADD z int",
    "ALTER TABLE used ADD z int DEFAULT random()",
    "DROP TYPE pair",
    // types that are renamed or moved, and the columns that follow
    "CREATE SCHEMA s ;; ALTER TYPE mood SET SCHEMA s ;; ALTER TABLE t ADD w mood",
    "CREATE SCHEMA s ;; ALTER TYPE mood SET SCHEMA s ;; ALTER TABLE t ADD w s.mood",
    "CREATE SCHEMA s ;; ALTER TYPE mood SET SCHEMA s ;; ALTER TABLE t ALTER m TYPE int",
    "CREATE SCHEMA s ;; ALTER DOMAIN label SET SCHEMA s ;; ALTER TABLE t ADD w label",
    "CREATE SCHEMA s ;; ALTER TYPE pair SET SCHEMA s ;; ALTER TABLE plain ALTER x TYPE s.pair",
    "ALTER TABLE used RENAME TO worn ;; ALTER TABLE user_of_row ADD w used",
    "ALTER TABLE used RENAME TO worn ;; ALTER TABLE worn ALTER id TYPE bigint",
    "ALTER TABLE used RENAME TO worn ;; DROP TABLE worn",
    "DROP TABLE used",
    "ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint",
    "DROP TABLE user_of_row ;; ALTER TABLE used ALTER id TYPE bigint",
    // renames, and what goes first
    "ALTER TABLE renamed RENAME a TO b ;; ALTER TABLE renamed ALTER b TYPE bigint",
    "ALTER TABLE renamed RENAME a TO b ;; ALTER TABLE renamed DROP b",
    "ALTER TABLE renamed RENAME a TO b ;; ALTER TABLE renamed DROP g ;; ALTER TABLE renamed ALTER b TYPE text",
    "ALTER TABLE plain ALTER y TYPE bigint",
    "ALTER TABLE plain DROP x CASCADE, ALTER y TYPE bigint",
    "ALTER TABLE plain ALTER y TYPE bigint, DROP x CASCADE",
    "ALTER TABLE plain DROP x",
    // functions that are not there
    "SELECT no_such(1)",
    // inherited columns, partitions
    "CREATE TABLE child () INHERITS (renamed) ;; ALTER TABLE child ALTER g DROP EXPRESSION",
    "CREATE TABLE child () INHERITS (renamed) ;; ALTER TABLE child ALTER a DROP EXPRESSION IF EXISTS",
    "CREATE TABLE child () INHERITS (renamed) ;; ALTER TABLE ONLY renamed ALTER a DROP EXPRESSION IF EXISTS",
    "ALTER TABLE renamed ALTER a DROP EXPRESSION IF EXISTS",
    "CREATE TABLE child () INHERITS (plain) ;; ALTER TABLE child ALTER x SET NOT NULL",
    "CREATE TABLE parts (id int NOT NULL) PARTITION BY RANGE (id) ;; CREATE TABLE part PARTITION OF parts DEFAULT ;; "
    "ALTER TABLE part ALTER id ADD GENERATED ALWAYS AS IDENTITY",
    "CREATE TABLE parts (id int NOT NULL) PARTITION BY RANGE (id) ;; CREATE TABLE part PARTITION OF parts DEFAULT ;; "
    "ALTER TABLE ONLY parts ALTER id SET NOT NULL",
    "CREATE TABLE parts (id int NOT NULL) PARTITION BY RANGE (id) ;; ALTER TABLE parts SET UNLOGGED",
    "ALTER TABLE t ALTER m SET STORAGE extended",
    "ALTER TABLE t ALTER m SET STORAGE plain",
    // functions and casts by the types of their arguments
    "CREATE INDEX z ON t (lower(at))",
    "CREATE INDEX z ON t (lower(s))",
    "CREATE INDEX z ON t (btrim(d))",
    "CREATE INDEX z ON t (array_length(a, 1))",
    "CREATE INDEX z ON t (array_length(s, 1))",
    "CREATE INDEX z ON t (isfinite(b))",
    "CREATE INDEX z ON t (isfinite(d))",
    "CREATE INDEX z ON t (current_setting(s))",
    "CREATE INDEX z ON t (id_of(d))",
    "CREATE INDEX z ON t (id_of(n))",
    "CREATE INDEX z ON t (plus(n))",
    "CREATE INDEX z ON t (plus(d))",
    "ALTER TABLE plain ALTER y TYPE bytea USING y::bytea",
    "ALTER TABLE plain ADD z numeric GENERATED ALWAYS AS ('x' || y) STORED",
    "ALTER TABLE plain ADD z text GENERATED ALWAYS AS ('x' || y) STORED",
    // INCLUDE
    "CREATE INDEX z ON t (n) INCLUDE (nosuch)",
    "CREATE INDEX z ON t (n) INCLUDE (s)",
    "CREATE INDEX z ON t USING brin (n) INCLUDE (s)",
    "CREATE INDEX z ON t USING hash (n) INCLUDE (s)",
    // values for generated columns from a query
    "INSERT INTO renamed SELECT * FROM renamed WHERE false",
    "INSERT INTO renamed SELECT * FROM renamed",
    "INSERT INTO renamed SELECT a FROM renamed",
    "INSERT INTO plain SELECT * FROM plain WHERE x > 1",
    // partitions
    "CREATE TABLE parts (id int NOT NULL) PARTITION BY RANGE (id) ;; ALTER TABLE parts ATTACH PARTITION parts "
    "DEFAULT",
    "CREATE TABLE parts (id int NOT NULL) PARTITION BY RANGE (id) ;; CREATE TABLE part PARTITION OF parts DEFAULT ;; "
    "ALTER TABLE part ADD COLUMN IF NOT EXISTS id int",
    // rules
    "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a ;; CREATE RULE z AS ON INSERT TO mv DO ALSO NOTHING",
    "CREATE RULE z AS ON INSERT TO over_x DO ALSO NOTHING",
    // what an earlier action of the statement has dropped
    "ALTER TABLE t DROP CONSTRAINT filled, DROP CONSTRAINT filled",
    "ALTER TABLE t DROP CONSTRAINT filled, DROP CONSTRAINT IF EXISTS filled",
    "ALTER TABLE t DROP s, DROP CONSTRAINT filled",
    "ALTER TABLE t DROP CONSTRAINT filled, DROP s",
    "ALTER TABLE plain ADD CONSTRAINT k PRIMARY KEY (id) ;; ALTER TABLE plain DROP CONSTRAINT k, ALTER id DROP NOT "
    "NULL",
    "ALTER TABLE plain ADD CONSTRAINT k PRIMARY KEY (id) ;; ALTER TABLE plain ALTER id DROP NOT NULL, DROP "
    "CONSTRAINT k",
    // views that a migration made
    "CREATE VIEW seen AS SELECT n FROM t ;; ALTER TABLE t DROP n",
    "CREATE VIEW seen AS SELECT n FROM t ;; ALTER TABLE t DROP b",
    "CREATE VIEW seen AS SELECT id FROM t WHERE b ;; ALTER TABLE t DROP b",
    "CREATE VIEW seen AS SELECT q.* FROM used q, plain ;; ALTER TABLE used DROP note",
    "CREATE VIEW seen AS SELECT q.* FROM renamed q, plain ;; ALTER TABLE plain DROP id",
    "CREATE VIEW seen AS SELECT q.a, (SELECT max(r.id) FROM plain r WHERE r.id = q.a) FROM renamed q ;; ALTER TABLE "
    "plain DROP id",
    "CREATE VIEW seen AS WITH w AS (SELECT id, b FROM t) SELECT id FROM w ;; ALTER TABLE t DROP b",
    "CREATE VIEW seen AS SELECT id FROM t JOIN plain USING (id) ;; ALTER TABLE plain DROP id",
    // replica identity
    "CREATE TABLE lone (a int) ;; CREATE PUBLICATION lp FOR TABLE lone ;; DELETE FROM lone WHERE false",
    "CREATE TABLE lone (a int) ;; CREATE PUBLICATION lp FOR TABLE lone ;; UPDATE lone SET a = 1",
    "CREATE TABLE lone (a int) ;; CREATE PUBLICATION lp FOR TABLE lone ;; INSERT INTO lone VALUES (1)",
    "CREATE TABLE lone (a int) ;; CREATE PUBLICATION lp FOR TABLE lone ;; ALTER TABLE lone REPLICA IDENTITY FULL ;; "
    "DELETE FROM lone",
    "CREATE TABLE lone (a int PRIMARY KEY) ;; CREATE PUBLICATION lp FOR TABLE lone ;; DELETE FROM lone",
    "CREATE TABLE lone (a int) ;; CREATE PUBLICATION lp FOR TABLE lone WITH (publish = 'insert') ;; DELETE FROM lone",
    // NOT NULL in the same statement
    "ALTER TABLE plain ALTER id SET NOT NULL, ALTER id ADD GENERATED ALWAYS AS IDENTITY",
    "ALTER TABLE plain ALTER id ADD GENERATED ALWAYS AS IDENTITY, ALTER id SET NOT NULL",
    "ALTER TABLE plain ALTER id ADD GENERATED ALWAYS AS IDENTITY, ADD PRIMARY KEY (id)",
    "ALTER TABLE plain ALTER id ADD GENERATED ALWAYS AS IDENTITY",
    // operator classes
    "CREATE INDEX z ON t USING gin (m)",
    "CREATE INDEX z ON t USING brin (m)",
    "CREATE INDEX z ON t USING gin (p)",
    "CREATE INDEX z ON t USING gist (p)",
    "CREATE INDEX z ON t USING brin (p)",
    "CREATE INDEX z ON t (p)",
    "CREATE INDEX z ON t USING gist (a)",
    "CREATE INDEX z ON t USING brin (a)",
    "CREATE INDEX z ON t USING gin (a)",
    "CREATE DOMAIN doc AS json ;; ALTER TABLE t ADD w doc ;; CREATE INDEX z ON t (w)",
    // composite types, and domains over what has a fixed length
    "ALTER TABLE t ALTER p SET STORAGE MAIN",
    "CREATE DOMAIN few AS int ;; ALTER TABLE t ADD w few ;; ALTER TABLE t ALTER w SET STORAGE MAIN",
    "ALTER TABLE plain ALTER x TYPE pair",
    "ALTER TABLE plain ALTER x TYPE pair USING x::pair",
    "ALTER TABLE plain ADD w pair DEFAULT 1",
    "ALTER TABLE t ALTER p SET DEFAULT now()",
    "CREATE INDEX z ON t ((p + 1))",
    "CREATE TYPE two AS (a int) ;; ALTER TABLE plain ALTER x TYPE two",
    "CREATE TYPE two AS (a int) ;; DROP TYPE two ;; ALTER TABLE plain ALTER x TYPE two",
    "ALTER TYPE pair RENAME TO couple ;; ALTER TABLE plain ALTER x TYPE couple",
    "DROP TYPE pair",
    "CREATE INDEX z ON t USING gist (m)",
    "CREATE DOMAIN words AS text ;; ALTER TABLE t ADD w words ;; CREATE INDEX z ON t USING gin (w)",
    "CREATE INDEX z ON t USING gin (j)",
    // what a schema holds
    "CREATE SCHEMA s ;; CREATE TYPE s.mood AS ENUM ('a') ;; DROP SCHEMA s",
    "CREATE SCHEMA s ;; CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1' ;; DROP SCHEMA s",
    "CREATE SCHEMA s ;; DROP SCHEMA s",
    // what is not a table
    "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a ;; CREATE SEQUENCE z OWNED BY mv.a",
    "ALTER TABLE plain INHERIT over_x",
    // sequences
    "CREATE SCHEMA elsewhere ;; CREATE SEQUENCE elsewhere.z OWNED BY plain.id",
    "CREATE SEQUENCE z OWNED BY plain.id",
};

static std::string columns(int first, int count, const std::string& before) {
  std::vector<std::string> all;
  for (int at = first; at < first + count; ++at) all.push_back(fmt::format("{}c{} int", before, at));
  return fmt::format("{}", fmt::join(all, ", "));
}

static std::vector<std::string> all_statements() {
  std::vector<std::string> all(statements.begin(), statements.end());
  all.push_back("CREATE TABLE wide (" + columns(0, 1600, "") + ")");
  all.push_back("CREATE TABLE wide (" + columns(0, 1601, "") + ")");
  const auto made = "CREATE TABLE wide (" + columns(0, 1599, "") + ") ;; ALTER TABLE wide ";
  all.push_back(made + columns(1599, 1, "ADD "));
  all.push_back(made + columns(1599, 2, "ADD "));
  return all;
}

TEST(Refusals, AreThoseOfTheServer) {
  auto session = database_for_tests("refusals");
  session.execute("CREATE FUNCTION id_of(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'");
  session.execute(std::string(schema));
  session.execute("VACUUM ANALYZE");
  const auto catalog = pg::load_catalog(session);
  session.execute("BEGIN");
  for (const auto& text : all_statements()) {
    const auto all = base::replace_all(text, " ;; ", "; ");
    const auto answer = answer_of_server(session, all);
    auto now = catalog;
    Simulation walk(catalog);  // which has at hand only what the statement can reach
    std::optional<ExpectedError> said;
    for (const auto& statement : sql::parse(all, "case")) {
      const auto found = effects(statement, now);
      const auto walked = walk.advance(statement).effects;
      EXPECT_EQ(walked.fails ? sentence(*walked.fails) : "", found.fails ? sentence(*found.fails) : "") << all;
      if (!said) said = found.fails;
      simulate(statement, now);
    }
    expect_same(all, said, answer);
  }
}

TEST(Breaks, ColumnsUnderATriggerThatCopiesRows) {
  auto session = database_for_tests("breaks");
  session.execute(
      "CREATE TABLE t (id int, n int); CREATE TABLE log (at timestamptz, id int, n int); CREATE TABLE wide (at "
      "timestamptz, id int, n int, x int);"
      "CREATE FUNCTION copy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log SELECT now(), NEW.*; RETURN "
      "NEW; END';"
      "CREATE FUNCTION copy_wide() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO wide VALUES (now(), "
      "NEW.*); RETURN NEW; END';"
      "CREATE FUNCTION one() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.n := 1; RETURN NEW; END';"
      "CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION copy();"
      "CREATE TRIGGER b AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION copy_wide();"
      "CREATE TRIGGER c BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION one()");
  const auto catalog = pg::load_catalog(session);
  const auto breaking = [&](const std::string& text) {
    std::string all;
    for (const auto& reason : effects(sql::parse(text, "case").front(), catalog).breaking) all += reason + "\n";
    return all;
  };
  const auto added = breaking("ALTER TABLE t ADD z int");
  EXPECT_NE(added.find("the trigger a can put into log"), std::string::npos) << added;
  EXPECT_EQ(added.find("wide"), std::string::npos) << added;
  EXPECT_NE(breaking("ALTER TABLE t DROP n").find("the trigger c of t names new.n"), std::string::npos);
  EXPECT_NE(breaking("ALTER TABLE t RENAME n TO m").find("the trigger c of t names new.n"), std::string::npos);
  EXPECT_EQ(breaking("ALTER TABLE log ADD z int"), "");
}

TEST(Counts, AreNotStatedWhereNobodyCounted) {
  auto session = database_for_tests("counts");
  session.execute("CREATE TABLE t (id int, s text); INSERT INTO t VALUES (1, 'a')");
  const auto lost = [&](const std::string& text) {
    return sentence(effects(sql::parse(text, "case").front(), pg::load_catalog(session)).data_loss.at(0));
  };
  for (const auto* text : {"ALTER TABLE t DROP s", "DELETE FROM t", "TRUNCATE t", "DROP TABLE t",
                           "ALTER TABLE t ALTER s TYPE int USING 1"})
    EXPECT_EQ(lost(text).find_first_of("23456789"), std::string::npos) << lost(text);
  session.execute("ANALYZE t");
  EXPECT_EQ(lost("DROP TABLE t"), "drops the table t with its 1 row");
}

}  // namespace impact
