// What a role that owns little is refused.
#include <array>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/errors/server_answer_test.h"
#include "impact/impact.h"
#include "impact/shared_server_test.h"
#include "impact/simulate/simulation.h"
#include "pg/catalog.h"

namespace impact {

static constexpr std::array as_another{
    "ALTER TABLE theirs ADD z int",
    "ALTER TABLE ours ADD z int",
    "DROP TABLE theirs",
    "DROP TABLE ours",
    "CREATE INDEX z ON theirs (id)",
    "CREATE INDEX z ON ours (id)",
    "TRUNCATE theirs",
    "TRUNCATE granted",
    "INSERT INTO theirs VALUES (5)",
    "INSERT INTO granted VALUES (5)",
    "UPDATE theirs SET id = 1",
    "UPDATE granted SET id = 7 WHERE false",
    "DELETE FROM theirs",
    "DELETE FROM granted WHERE false",
    "SELECT * FROM theirs",
    "SELECT * FROM granted",
    "SELECT * FROM ours",
    "CREATE TABLE z (id int)",
    "CREATE TABLE theirs_schema.z (id int)",
    "CREATE TABLE mine.z (id int)",
    "CREATE SCHEMA z",
    "CREATE VIEW z AS SELECT * FROM ours",
    "CREATE VIEW mine.z AS SELECT * FROM ours",
    "CREATE TABLE mine.z (r int REFERENCES theirs)",
    "CREATE TABLE mine.z (r int REFERENCES granted)",
    "ALTER TABLE ours ADD r int REFERENCES theirs",
    "CREATE TRIGGER z BEFORE INSERT ON theirs FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE TRIGGER z BEFORE INSERT ON granted FOR EACH ROW EXECUTE FUNCTION touch()",
    "CREATE POLICY z ON theirs USING (true)",
    "CREATE POLICY z ON ours USING (true)",
    "COMMENT ON TABLE theirs IS 'x'",
    "COMMENT ON TABLE ours IS 'x'",
    "ALTER TABLE theirs RENAME TO z",
    "ALTER TABLE ours RENAME TO z",
    "ALTER TABLE ours SET SCHEMA mine",
    "ALTER TABLE ours SET SCHEMA theirs_schema",
    "ALTER TABLE ours OWNER TO postgres_like",
    "ALTER TABLE ours OWNER TO app",
    "REFRESH MATERIALIZED VIEW their_view",
    "DROP FUNCTION touch()",
    "DROP TYPE their_type",
    "ALTER TYPE their_type ADD VALUE 'c'",
    "ALTER TYPE our_type ADD VALUE 'c'",
    "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE FUNCTION mine.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TYPE z AS ENUM ('a')",
    "CREATE TYPE mine.z AS ENUM ('a')",
    "CREATE SEQUENCE z",
    "CREATE SEQUENCE mine.z",
    "REINDEX TABLE theirs",
    "REINDEX TABLE ours",
    "CLUSTER theirs USING theirs_pkey",
    "DROP SCHEMA theirs_schema",
    "DROP SCHEMA mine CASCADE",
    "DROP TABLE mine.theirs_in_ours",
    "ALTER TABLE mine.theirs_in_ours ADD z int",
    "CREATE PUBLICATION z FOR TABLE ours",
    "CREATE EVENT TRIGGER z ON sql_drop EXECUTE FUNCTION touch()",
    "SELECT id FROM by_column",
    "CREATE STATISTICS z ON id, n FROM theirs",
    "CREATE RULE z AS ON INSERT TO theirs DO ALSO NOTHING",
    "DROP INDEX theirs_i",
    "GRANT SELECT ON theirs TO postgres_like",
    "GRANT SELECT ON granted TO postgres_like",
    "GRANT SELECT ON ours TO postgres_like",
    "CREATE TABLE IF NOT EXISTS theirs (id int)",
    "LOCK TABLE theirs IN EXCLUSIVE MODE",
    "LOCK TABLE theirs IN ACCESS SHARE MODE",
    "LOCK TABLE granted IN EXCLUSIVE MODE",
    "LOCK TABLE ours IN EXCLUSIVE MODE",
    "COPY theirs TO '/dev/null'",
    "COPY ours TO '/dev/null'",
    "COPY ours TO PROGRAM 'true'",
    "ALTER FUNCTION touch() COST 5",
    "ALTER FUNCTION touch() SET SCHEMA mine",
    "COMMENT ON FUNCTION touch() IS 'x'",
    "CREATE SEQUENCE mine.z OWNED BY ours.id",
    "CREATE SEQUENCE mine.z OWNED BY mine.theirs_in_ours.id",
    "CREATE MATERIALIZED VIEW mine.z AS SELECT * FROM theirs WITH NO DATA",
    "CREATE MATERIALIZED VIEW mine.z AS SELECT * FROM theirs",
    "ALTER INDEX own_i RENAME TO z",
    "ALTER INDEX mine.own_j RENAME TO z",
    "DROP TABLE IF EXISTS theirs_schema.hidden",
    "DROP TRIGGER IF EXISTS nowhere ON theirs",
    "DROP TRIGGER nowhere ON theirs",
    "CREATE STATISTICS z ON id, n FROM ours",
    "CREATE STATISTICS mine.z ON id, n FROM ours",
    "DROP STATISTICS their_statistics",
    "ALTER TABLE stem ADD z int",
    "ALTER TABLE stem ADD CHECK (id > 0)",
    "ALTER TABLE stem ALTER id SET DEFAULT 1",
    "ALTER TABLE ONLY stem ALTER id SET DEFAULT 1",
    "ALTER TABLE stem ADD UNIQUE (id)",
    "ALTER TABLE ours ADD z serial",
    "ALTER TABLE mine.own ADD UNIQUE (id)",
    "ALTER TABLE mine.own ADD z serial",
    "ALTER TABLE stem VALIDATE CONSTRAINT above",
};

TEST(Refusals, OfARoleThatOwnsLittle) {
  auto session = database_for_tests("rights");
  session.execute(
      "CREATE ROLE postgres_like; CREATE ROLE app; REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
      "CREATE SCHEMA theirs_schema; CREATE SCHEMA mine AUTHORIZATION app;"
      "CREATE TABLE theirs (id int PRIMARY KEY, n int); CREATE INDEX theirs_i ON theirs (id); CREATE TABLE granted "
      "(id int PRIMARY KEY); CREATE TABLE ours (id int, n int); ALTER TABLE ours OWNER TO app;"
      "GRANT ALL ON granted TO app; CREATE TABLE by_column (id int, secret text); GRANT SELECT (id) ON by_column TO "
      "app;"
      "CREATE TABLE theirs_schema.hidden (id int); CREATE INDEX own_i ON ours (id); CREATE STATISTICS "
      "their_statistics ON id, n FROM theirs; CREATE TABLE mine.own (id int); CREATE INDEX own_j ON mine.own (id); "
      "ALTER TABLE mine.own "
      "OWNER TO app; CREATE TABLE stem (id int CONSTRAINT above "
      "CHECK (id > -5)); CREATE TABLE their_heir () INHERITS (stem); "
      "ALTER TABLE stem OWNER TO app;"
      "CREATE TABLE mine.theirs_in_ours (id int); CREATE MATERIALIZED VIEW their_view AS SELECT 1 AS x;"
      "CREATE TYPE their_type AS ENUM ('a', 'b'); CREATE TYPE our_type AS ENUM ('a', 'b'); ALTER TYPE our_type OWNER "
      "TO app;"
      "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
  session.execute("SET ROLE app");
  const auto catalog = pg::load_catalog(session);
  session.execute("BEGIN");
  for (const std::string text : as_another) {
    expect_same(text, effects(sql::parse(text, "case").front(), catalog).fails, answer_of_server(session, text));
  }
}

}  // namespace impact
