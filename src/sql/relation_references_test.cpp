#include <gtest/gtest.h>

#include "sql/describe_test.h"

namespace sql {
namespace {

struct Case {
  std::string text;
  std::string uses;
};

class Uses : public testing::TestWithParam<Case> {};

TEST_P(Uses, AreFound) {
  const auto statements = parse(GetParam().text, "case.sql");
  ASSERT_EQ(statements.size(), 1u) << GetParam().text;
  EXPECT_EQ(describe(statements[0].uses), GetParam().uses) << GetParam().text;
}

// Every name stands where its use says, quoted or not.
TEST_P(Uses, StandWhereTheySay) {
  const auto& text = GetParam().text;
  const auto statements = parse(text, "case.sql");
  for (const auto& use : statements[0].uses) {
    const auto first = use.name.schema.empty() ? use.name.name : use.name.schema;
    const auto at = text[use.offset] == '"' ? use.offset + 1 : use.offset;
    auto written = text.substr(at, first.size());
    if (text[use.offset] != '"') {
      for (auto& c : written) c = static_cast<char>(std::tolower(c));
    }
    EXPECT_EQ(written, first) << text;
  }
}

const std::vector<Case> queries{
    {"SELECT * FROM a, s.b JOIN c ON true LEFT JOIN (SELECT 1 FROM d) x USING (i)", "a:read s.b:read c:read d:read"},
    {"SELECT (SELECT 1 FROM a), EXISTS (SELECT 1 FROM b) FROM c WHERE x IN (SELECT y FROM \"D\") ORDER BY (SELECT 1 "
     "FROM e)",
     "a:read b:read c:read \"D\":read e:read"},
    {"SELECT 1 FROM a UNION SELECT 2 FROM b EXCEPT SELECT 3 FROM c", "a:read b:read c:read"},
    {"SELECT CASE WHEN a.x THEN (SELECT 1 FROM b) END FROM a TABLESAMPLE system (1)", "b:read a:read"},
    {"SELECT * FROM f((SELECT 1 FROM a)), LATERAL (SELECT 1 FROM b) x", "a:read b:read"},
    {"TABLE a", "a:read"},
    {"VALUES ((SELECT 1 FROM a))", "a:read"},
    {"EXPLAIN ANALYZE SELECT 1 FROM a", "a:read"},
    {"SELECT 1 INTO n FROM a", "n?:other a:read"},
};

const std::vector<Case> with{
    {"WITH a AS (SELECT 1 FROM b) SELECT * FROM a, c", "b:read c:read"},
    {"WITH a AS (SELECT 1 FROM a) SELECT * FROM a", "a:read"},
    {"WITH RECURSIVE a AS (SELECT 1 UNION SELECT 2 FROM a) SELECT * FROM a", ""},
    {"WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b, s.a", "s.a:read"},
    {"WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a, b", "b:read"},
    {"WITH a AS (SELECT 1) SELECT (WITH c AS (SELECT * FROM a) SELECT 1 FROM c, b), (SELECT 1 FROM c)",
     "b:read c:read"},
    {"WITH t AS (SELECT 1) INSERT INTO t SELECT * FROM t", "t:write"},
    {"WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", "a:write b:write"},
    {"WITH a AS (SELECT 1) UPDATE b SET x = 1 FROM a WHERE b.i IN (SELECT i FROM c)", "b:write c:read"},
    {"WITH a AS (SELECT 1) DELETE FROM b USING a, c", "b:write c:read"},
    {"MERGE INTO t USING (SELECT 1 FROM s) x ON true WHEN NOT MATCHED THEN INSERT VALUES ((SELECT 1 FROM u))",
     "t:write s:read u:read"},
};

const std::vector<Case> locking{
    {"SELECT 1 FROM a, b FOR UPDATE", "a:lock_rows b:lock_rows"},
    {"SELECT 1 FROM a x, b FOR SHARE OF x", "a:lock_rows b:read"},
    {"SELECT 1 FROM a JOIN b ON EXISTS (SELECT 1 FROM c) FOR UPDATE SKIP LOCKED", "a:lock_rows b:lock_rows c:read"},
    {"SELECT 1 FROM (SELECT * FROM a) x, b FOR UPDATE OF x", "a:lock_rows b:read"},
    {"SELECT (SELECT 1 FROM a FOR UPDATE) FROM b", "a:lock_rows b:read"},
};

const std::vector<Case> definitions{
    {"CREATE TABLE t (a int REFERENCES p, FOREIGN KEY (a) REFERENCES s.q (x), LIKE l) INHERITS (i)",
     "t?:other p:other s.q:other l:other i:other"},
    {"CREATE TABLE t PARTITION OF p DEFAULT", "t?:other p:other"},
    {"CREATE TABLE t AS SELECT * FROM a", "t?:other a:read"},
    {"ALTER TABLE t ADD COLUMN a int REFERENCES p, ADD FOREIGN KEY (b) REFERENCES q", "t:other p:other q:other"},
    {"ALTER TABLE IF EXISTS t ATTACH PARTITION p DEFAULT", "t?:other p:other"},
    {"ALTER TABLE t INHERIT p", "t:other p:other"},
    {"ALTER TABLE \"User\" RENAME TO users", "\"User\":other"},
    {"ALTER INDEX IF EXISTS i RENAME TO j", "i?:other"},
    {"ALTER TABLE t SET SCHEMA s", "t:other"},
    {"CREATE INDEX i ON s.t (lower(a)) WHERE b > 1", "s.t:other"},
    {"CREATE VIEW v AS WITH c AS (SELECT 1) SELECT * FROM a, c", "v?:other a:read"},
    {"CREATE MATERIALIZED VIEW v AS SELECT * FROM a", "v?:other a:read"},
    {"CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()", "t:other"},
    {"CREATE RULE r AS ON UPDATE TO t DO ALSO INSERT INTO l SELECT new.a FROM new, o", "t:other l:write o:read"},
    {"CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM m))", "t:other m:read"},
    {"CREATE SEQUENCE s OWNED BY t.a", "s?:other t:other"},
    {"ALTER SEQUENCE s OWNED BY x.t.a", "s:other x.t:other"},
    {"ALTER SEQUENCE IF EXISTS s OWNED BY NONE", "s?:other"},
    {"CREATE STATISTICS s ON a, b FROM t", "t:other"},
    {"CREATE TYPE c AS (a int)", "c?:other"},
    {"CREATE PUBLICATION p FOR TABLE a, b WHERE (x > 1)", "a:other b:other"},
    {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 FROM a; DELETE FROM b; END", "a:read b:write"},
    {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM a'", ""},
};

const std::vector<Case> rest{
    {"DROP TABLE a, IF_x.\"B c\"", "a:other if_x.\"B c\":other"},
    {"DROP TABLE IF EXISTS table_a, a", "table_a?:other a?:other"},
    {"DROP INDEX CONCURRENTLY i", "i:other"},
    {"DROP TRIGGER t ON t", "t:other"},
    {"DROP TYPE ty", ""},
    {"COMMENT ON TABLE \"Ta\" IS 'x'", "\"Ta\":other"},
    {"COMMENT ON COLUMN s.t.c IS 'x'", "s.t:other"},
    {"COMMENT ON TRIGGER t ON t IS 'x'", "t:other"},
    {"COMMENT ON FUNCTION f() IS 'x'", ""},
    {"GRANT SELECT ON a, b TO x", "a:other b:other"},
    {"GRANT USAGE ON SCHEMA s TO x", ""},
    {"TRUNCATE a, b", "a:other b:other"},
    {"LOCK a, b", "a:other b:other"},
    {"VACUUM a, b (x)", "a:other b:other"},
    {"CLUSTER a USING i", "a:other"},
    {"REINDEX TABLE a", "a:other"},
    {"REFRESH MATERIALIZED VIEW v", "v:other"},
    {"COPY a FROM '/x' WHERE b IN (1)", "a:write"},
    {"COPY a TO stdout", "a:read"},
    {"COPY (SELECT * FROM a) TO stdout", "a:read"},
    {"INSERT INTO a VALUES (1, (SELECT 1 FROM b)) ON CONFLICT (x) DO UPDATE SET y = (SELECT 1 FROM c) RETURNING "
     "(SELECT 1 FROM d)",
     "a:write b:read c:read d:read"},
    {"PREPARE p AS SELECT 1 FROM a", "a:read"},
    {"SELECT 'a'::regclass, nextval('s')", ""},
    {"DO $$ BEGIN SELECT 1 FROM a; END $$", ""},
};

INSTANTIATE_TEST_SUITE_P(Queries, Uses, testing::ValuesIn(queries));
INSTANTIATE_TEST_SUITE_P(With, Uses, testing::ValuesIn(with));
INSTANTIATE_TEST_SUITE_P(Locking, Uses, testing::ValuesIn(locking));
INSTANTIATE_TEST_SUITE_P(Definitions, Uses, testing::ValuesIn(definitions));
INSTANTIATE_TEST_SUITE_P(Rest, Uses, testing::ValuesIn(rest));

}  // namespace
}  // namespace sql
