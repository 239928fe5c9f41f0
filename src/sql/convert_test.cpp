#include <gtest/gtest.h>

#include "sql/describe_test.h"

namespace sql {
namespace {

struct Case {
  std::string text;
  std::string node;
};

class Converts : public testing::TestWithParam<Case> {};

TEST_P(Converts, ToItsNode) {
  const auto statements = parse(GetParam().text, "case.sql");
  ASSERT_EQ(statements.size(), 1u) << GetParam().text;
  EXPECT_EQ(describe(statements[0].node), GetParam().node) << GetParam().text;
}

const std::vector<Case> tables{
    {"CREATE TABLE t (id int)", "CreateTable t [id int (int4)]"},
    {"create table if not exists S.\"Ta ble\" (a text NOT NULL, b varchar(80) default 'x')",
     "CreateTable s.\"Ta ble\" if_not_exists [a text not_null] [b varchar(80) (varchar) default <'x'>]"},
    {"CREATE TEMP TABLE t (id bigserial PRIMARY KEY)", "CreateTable t temporary [id bigserial primary_key serial]"},
    {"CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS (a * 2) STORED)",
     "CreateTable t [a int (int4) identity] [b int (int4) generated]"},
    {"CREATE TABLE t (a int UNIQUE CHECK (a > 0) REFERENCES p (id), b timestamp(3) with time zone)",
     "CreateTable t [a int (int4) unique check references=p] "
     "[b timestamp(3) with time zone (timestamptz)]"},
    {"CREATE TABLE t (a int, b int, CONSTRAINT k PRIMARY KEY (a, b), FOREIGN KEY (b) REFERENCES s.p (x), "
     "CHECK (a > 1), EXCLUDE USING gist (a WITH =, (b + 1) WITH =))",
     "CreateTable t [a int (int4)] [b int (int4)] {primary_key k columns=a,b} "
     "{foreign_key columns=b references=s.p referenced=x} {check} {exclusion columns=a,(…)}"},
    {"CREATE TABLE t (LIKE o INCLUDING ALL) INHERITS (p)", "CreateTable t like=o,p"},
    {"CREATE TABLE t PARTITION OF p FOR VALUES FROM (1) TO (2)", "CreateTable t partition_of=p"},
    {"CREATE TABLE t AS SELECT 1", "CreateTable t as_query"},
    {"SELECT 1 INTO t", "CreateTable t as_query"},
    {"SELECT 1 INTO TEMP t UNION SELECT 2", "CreateTable t temporary as_query"},
    {"CREATE FOREIGN TABLE t (a int) SERVER s", "CreateTable t [a int (int4)]"},
};

const std::vector<Case> types{
    {"CREATE TABLE t (a double precision, b character varying(3), c NATIONAL CHARACTER(2), d bit varying)",
     "CreateTable t [a double precision (float8)] [b character varying(3) (varchar)] [c national character(2) "
     "(bpchar)] "
     "[d bit varying (varbit)]"},
    {"CREATE TABLE t (a time without time zone, b interval day to second(2), c numeric( 10 , 2 ), d int[][3])",
     "CreateTable t [a time without time zone (time)] [b interval day to second(2) (interval)] "
     "[c numeric(10,2) (numeric)] [d int[][3] (int4[][])]"},
    {"CREATE TABLE t (a integer ARRAY[4] NOT NULL, b \"My Type\", c ext.\"Kind\"[], d timestamp NOT NULL)",
     "CreateTable t [a integer array[4] (int4[]) not_null] [b \"My Type\" (My Type)] "
     "[c ext.\"Kind\"[]] [d timestamp not_null]"},
};

const std::vector<Case> defaults{
    {"CREATE TABLE t (a int DEFAULT NULL NOT NULL)", "CreateTable t [a int (int4) not_null default <NULL>]"},
    {"CREATE TABLE t (a timestamptz DEFAULT now() NOT NULL, b int)",
     "CreateTable t [a timestamptz not_null default <now()>] [b int (int4)]"},
    {"CREATE TABLE t (a date DEFAULT CURRENT_DATE + 1 CHECK (a > '2000-01-01'))",
     "CreateTable t [a date default <CURRENT_DATE + 1> check]"},
    {"CREATE TABLE t (a uuid DEFAULT gen_random_uuid())",
     "CreateTable t [a uuid default <gen_random_uuid()> volatile]"},
    {"CREATE TABLE t (a text DEFAULT md5(random()::text) COLLATE \"C\")",
     "CreateTable t [a text default <md5(random()::text)> volatile]"},
    {"CREATE TABLE t (a timestamptz DEFAULT timezone('utc', now()))",
     "CreateTable t [a timestamptz default <timezone('utc', now())>]"},
    {"CREATE TABLE t (a timestamptz DEFAULT clock_timestamp())",
     "CreateTable t [a timestamptz default <clock_timestamp()> volatile]"},
    {"CREATE TABLE t (a int DEFAULT nextval('s'))", "CreateTable t [a int (int4) default <nextval('s')> volatile]"},
    {"CREATE TABLE t (a int DEFAULT my.now())", "CreateTable t [a int (int4) default <my.now()> volatile]"},
    {"CREATE TABLE t (a jsonb DEFAULT '{}'::jsonb, b int[] DEFAULT ARRAY[1, 2]::int[])",
     "CreateTable t [a jsonb default <'{}'::jsonb>] [b int[] (int4[]) default <ARRAY[1, 2]::int[]>]"},
    {"CREATE TABLE t (a text DEFAULT CASE WHEN uuid_generate_v4() IS NULL THEN 'a' ELSE 'b' END)",
     "CreateTable t [a text default <CASE WHEN uuid_generate_v4() IS NULL THEN 'a' ELSE 'b' END> volatile]"},
};

const std::vector<Case> alters{
    {"ALTER TABLE t ADD COLUMN a int", "AlterTable TABLE t / add_column a [a int (int4)]"},
    {"ALTER TABLE IF EXISTS ONLY t ADD IF NOT EXISTS a int",
     "AlterTable TABLE t if_exists only / add_column a if_exists [a int (int4)]"},
    {"ALTER TABLE t DROP COLUMN IF EXISTS a CASCADE, DROP b",
     "AlterTable TABLE t / drop_column a if_exists cascade / drop_column b"},
    {"ALTER TABLE t ALTER a TYPE numeric(3) USING (a || '1')::numeric, ALTER b TYPE text",
     "AlterTable TABLE t / alter_type a [a numeric(3) (numeric)] using=(a || '1')::numeric / alter_type b [b text]"},
    {"ALTER TABLE t ALTER a SET DEFAULT (1 + 2), ALTER b SET DEFAULT random(), ALTER c DROP DEFAULT",
     "AlterTable TABLE t / set_default a [a default <(1 + 2)>] / set_default b [b default <random()> volatile] "
     "/ drop_default c"},
    {"ALTER TABLE t ALTER a SET NOT NULL, ALTER a DROP NOT NULL, ALTER a SET STATISTICS 5, ALTER a SET STORAGE plain",
     "AlterTable TABLE t / set_not_null a / drop_not_null a / set_statistics a / set_storage a"},
    {"ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p NOT VALID",
     "AlterTable TABLE t / add_constraint f {foreign_key f columns=a references=p not_valid}"},
    {"ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
     "AlterTable TABLE t / add_constraint c {check c not_valid}"},
    {"ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i",
     "AlterTable TABLE t / add_constraint u {unique u using_index=i}"},
    {"ALTER TABLE t ADD PRIMARY KEY (a)", "AlterTable TABLE t / add_constraint {primary_key columns=a}"},
    {"ALTER TABLE t VALIDATE CONSTRAINT c, DROP CONSTRAINT IF EXISTS d",
     "AlterTable TABLE t / validate_constraint c / drop_constraint d if_exists"},
    {"ALTER TABLE t SET (fillfactor = 70), SET TABLESPACE x, SET UNLOGGED, OWNER TO me",
     "AlterTable TABLE t / set_options / set_tablespace x / set_logged UNLOGGED / owner me"},
    {"ALTER TABLE t ENABLE ROW LEVEL SECURITY, DISABLE TRIGGER ALL, ENABLE TRIGGER x",
     "AlterTable TABLE t / enable_rls / disable_trigger / enable_trigger x"},
    {"ALTER TABLE t ATTACH PARTITION p FOR VALUES IN (1)", "AlterTable TABLE t / attach_partition other=p"},
    {"ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "AlterTable TABLE t / detach_partition concurrently other=p"},
    {"ALTER TABLE t INHERIT p", "AlterTable TABLE t / inherit other=p"},
    {"ALTER TABLE t REPLICA IDENTITY USING INDEX i", "AlterTable TABLE t / replica_identity i"},
    {"ALTER TABLE t CLUSTER ON i", "AlterTable TABLE t / cluster_on i"},
    {"ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY, ALTER a DROP IDENTITY IF EXISTS",
     "AlterTable TABLE t / add_identity a / drop_identity a if_exists"},
    {"ALTER INDEX i SET (fillfactor = 70)", "AlterTable INDEX i / set_options"},
    {"ALTER TYPE ty ADD ATTRIBUTE a int", "AlterTable TYPE ty / add_column a [a int (int4)]"},
};

const std::vector<Case> objects{
    {"ALTER TABLE t RENAME TO u", "Rename TABLE t to=u"},
    {"ALTER TABLE t RENAME a TO b", "Rename COLUMN t from=a to=b"},
    {"ALTER TABLE t RENAME CONSTRAINT a TO b", "Rename CONSTRAINT t from=a to=b"},
    {"ALTER INDEX i RENAME TO j", "Rename INDEX i to=j"},
    {"ALTER TYPE s.ty RENAME TO tz", "Rename TYPE s.ty to=tz"},
    {"ALTER SCHEMA a RENAME TO b", "Rename SCHEMA a to=b"},
    {"ALTER FUNCTION f(int) RENAME TO g", "Rename FUNCTION f to=g"},
    {"ALTER TABLE t SET SCHEMA s", "SetSchema TABLE t s"},
    {"ALTER TYPE t SET SCHEMA s", "SetSchema TYPE t s"},
    {"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t USING gin (a, lower(b)) WHERE a > 1",
     "CreateIndex s.t name=i unique concurrently if_not_exists method=gin columns=a,(…) partial"},
    {"CREATE INDEX ON t (a)", "CreateIndex t method=btree columns=a"},
    {"DROP TABLE IF EXISTS a, s.b CASCADE", "Drop TABLE a,s.b if_exists cascade"},
    {"DROP INDEX CONCURRENTLY i", "Drop INDEX i concurrently"},
    {"DROP TYPE IF EXISTS OrganizationType", "Drop TYPE organizationtype if_exists"},
    {"DROP FUNCTION f(int), s.g()", "Drop FUNCTION f,s.g"},
    {"DROP TRIGGER tr ON s.t", "Drop TRIGGER s.t name=tr"},
    {"DROP POLICY IF EXISTS p ON t", "Drop POLICY t name=p if_exists"},
    {"DROP SCHEMA s", "Drop SCHEMA s"},
    {"DROP MATERIALIZED VIEW v", "Drop MATERIALIZED VIEW v"},
    {"DROP DATABASE IF EXISTS d", "Drop DATABASE d if_exists"},
    {"CREATE TYPE \"T\" AS ENUM ('a', 'b')", "CreateType \"T\" enum labels=a,b"},
    {"CREATE TYPE c AS (a int)", "CreateType c composite"},
    {"CREATE TYPE r AS RANGE (subtype = int4)", "CreateType r range"},
    {"CREATE DOMAIN d AS text CHECK (value <> '')", "CreateType d domain"},
    {"ALTER TYPE s.e ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'", "AlterEnum s.e x if_not_exists"},
    {"ALTER TYPE e RENAME VALUE 'x' TO 'y'", "AlterEnum e y renamed_from=x"},
    {"CREATE OR REPLACE VIEW v AS SELECT 1", "CreateView v replace"},
    {"CREATE MATERIALIZED VIEW v AS SELECT 1", "CreateView v materialized"},
    {"CREATE SEQUENCE IF NOT EXISTS s", "CreateSequence s if_not_exists"},
    {"CREATE SCHEMA IF NOT EXISTS s", "CreateSchema s if_not_exists"},
    {"CREATE SCHEMA AUTHORIZATION joe", "CreateSchema joe"},
    {"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'begin end'", "CreateFunction f plpgsql"},
    {"CREATE OR REPLACE FUNCTION s.f() RETURNS int RETURN 1", "CreateFunction s.f replace sql"},
    {"CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f()", "CreateTrigger t x"},
    {"CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"", "CreateExtension uuid-ossp if_not_exists"},
    {"COMMENT ON TABLE s.t IS 'x'", "Comment TABLE relation=s.t"},
    {"COMMENT ON COLUMN s.t.c IS 'x'", "Comment COLUMN relation=s.t"},
    {"COMMENT ON CONSTRAINT k ON t IS 'x'", "Comment CONSTRAINT relation=t"},
    {"COMMENT ON FUNCTION f() IS 'x'", "Comment FUNCTION"},
    {"GRANT SELECT ON a, s.b TO x", "Grant a,s.b"},
    {"REVOKE ALL ON a FROM x", "Revoke a"},
    {"GRANT USAGE ON SCHEMA s TO x", "Grant"},
    {"GRANT admin TO x", "Grant"},
    {"CREATE POLICY p ON t USING (true)", "Policy t p"},
    {"ALTER POLICY p ON t USING (true)", "Policy t p"},
};

const std::vector<Case> others{
    {"INSERT INTO t VALUES (1)", "Insert t"},
    {"INSERT INTO t SELECT 1", "Insert t select"},
    {"INSERT INTO t DEFAULT VALUES", "Insert t"},
    {"UPDATE t SET a = 1, (b, c) = (1, 2)", "Update t columns=a,b,c"},
    {"UPDATE t SET a = 1 WHERE b", "Update t where columns=a"},
    {"DELETE FROM t", "Delete t"},
    {"DELETE FROM t WHERE a", "Delete t where"},
    {"TRUNCATE a, b CASCADE", "Truncate a,b cascade"},
    {"COPY t FROM '/x'", "Copy table=t from"},
    {"COPY t FROM stdin", "Copy table=t from stdin"},
    {"COPY t FROM PROGRAM 'x'", "Copy table=t from program"},
    {"COPY (SELECT 1) TO stdout", "Copy"},
    {"SELECT 1", "Select"},
    {"VALUES (1)", "Select"},
    {"LOCK TABLE a, b IN SHARE MODE", "Lock a,b SHARE"},
    {"LOCK a", "Lock a ACCESS EXCLUSIVE"},
    {"REINDEX INDEX CONCURRENTLY i", "Reindex INDEX i concurrently"},
    {"REINDEX DATABASE d", "Reindex DATABASE d"},
    {"VACUUM (FULL, ANALYZE) t", "Vacuum t full"},
    {"VACUUM", "Vacuum"},
    {"ANALYZE t (a)", "Vacuum t analyze_only"},
    {"CLUSTER t USING i", "Cluster table=t"},
    {"REFRESH MATERIALIZED VIEW CONCURRENTLY v", "RefreshView v concurrently"},
    {"DO $$ BEGIN END $$", "DoBlock  BEGIN END "},
    {"SET LOCAL lock_timeout = '2s'", "Set lock_timeout local values=2s"},
    {"RESET ALL", "Set all reset"},
    {"START TRANSACTION", "TransactionControl START TRANSACTION"},
    {"END", "TransactionControl COMMIT"},
    {"ROLLBACK TO SAVEPOINT x", "TransactionControl ROLLBACK TO savepoint=x"},
    {"ABORT AND NO CHAIN", "TransactionControl ROLLBACK"},
    {"END AND CHAIN", "TransactionControl COMMIT chain"},
    {"SET TIME ZONE LOCAL", "Set timezone reset"},
    {"SET search_path = 'A b', C", "Set search_path values=A b,c"},
    {"SET x.y = -1.5", "Set x.y values=-1.5"},
    {"ALTER SYSTEM SET work_mem = '1MB'", "Other AlterSystemStmt"},
    {"MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", "Other MergeStmt"},
    {"CREATE AGGREGATE a (int) (sfunc = f, stype = int)", "Other DefineStmt"},
};

INSTANTIATE_TEST_SUITE_P(Tables, Converts, testing::ValuesIn(tables));
INSTANTIATE_TEST_SUITE_P(Types, Converts, testing::ValuesIn(types));
INSTANTIATE_TEST_SUITE_P(Defaults, Converts, testing::ValuesIn(defaults));
INSTANTIATE_TEST_SUITE_P(Alters, Converts, testing::ValuesIn(alters));
INSTANTIATE_TEST_SUITE_P(Objects, Converts, testing::ValuesIn(objects));
INSTANTIATE_TEST_SUITE_P(Others, Converts, testing::ValuesIn(others));

}  // namespace
}  // namespace sql
