// Which major knows which grammar, asked of each PostgreSQL that is here: PL/pgSQL has the server's own parser read
// every statement of a block before it runs any.
#include <gtest/gtest.h>

#include "base/error.h"
#include "impact/impact.h"
#include "pg/majors_test.h"
#include "pg/session.h"
#include "pg/temporary_server.h"

namespace impact {

static constexpr const char* forms[] = {
    "CREATE TABLE a (b int)",
    "CREATE FUNCTION f() RETURNS int RETURN 1",
    "ALTER TABLE a ALTER b SET COMPRESSION lz4",
    "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
    "CREATE TABLE a (b text COMPRESSION lz4)",
    "MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE",
    "CREATE UNIQUE INDEX ON a (b) NULLS NOT DISTINCT",
    "ALTER TABLE a ADD UNIQUE NULLS NOT DISTINCT (b)",
    "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c ON DELETE SET NULL (b)",
    "ALTER TABLE a SET ACCESS METHOD heap",
    "CREATE PUBLICATION p FOR TABLE a WHERE (b > 1)",
    "PERFORM 1 FROM (SELECT 1)",
    "PERFORM JSON_OBJECT('a': 1 ABSENT ON NULL)",
    "PERFORM JSON_ARRAY(1 NULL ON NULL)",
    "PERFORM JSON_OBJECTAGG(a: b) FROM c",
    "PERFORM '1' IS JSON OBJECT",
    "PERFORM XMLSERIALIZE(DOCUMENT a AS text INDENT) FROM c",
    "CREATE TABLE a (b text STORAGE EXTERNAL)",
    "ALTER TABLE a ALTER b SET STORAGE DEFAULT",
    "GRANT a TO b WITH INHERIT TRUE",
    "CREATE STATISTICS ON a, b FROM c",
    "MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE RETURNING b.c INTO x",
    "MERGE INTO a USING b ON true WHEN NOT MATCHED BY SOURCE THEN DELETE",
    "PERFORM * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (x int PATH '$')) t",
    "PERFORM JSON_VALUE('1', '$' RETURNING int)",
    "PERFORM JSON('1' WITH UNIQUE KEYS)",
    "PERFORM now() AT LOCAL",
    "ALTER TABLE a ALTER b SET EXPRESSION AS (c)",
    "ALTER TABLE a ALTER b SET STATISTICS DEFAULT",
    "ALTER TABLE a SET ACCESS METHOD DEFAULT",
    "WITH d AS (MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE RETURNING 1) SELECT 1 INTO x FROM d",
    "ALTER TABLE a ADD CONSTRAINT c NOT NULL b",
    "CREATE TABLE a (b int, CONSTRAINT c NOT NULL b)",
    "CREATE TABLE a (b int NOT NULL NO INHERIT)",
    "ALTER TABLE a ADD CHECK (b > 0) NOT ENFORCED",
    "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c NOT ENFORCED",
    "CREATE TABLE a (b int CHECK (b > 0) NOT ENFORCED)",
    "CREATE TABLE a (b int REFERENCES c ENFORCED)",
    "ALTER TABLE a ALTER CONSTRAINT c NOT ENFORCED",
    "ALTER TABLE a ALTER CONSTRAINT c NO INHERIT",
    "CREATE TABLE a (b int GENERATED ALWAYS AS (c) VIRTUAL)",
    "CREATE TABLE a (b int GENERATED ALWAYS AS (c))",
    "CREATE TABLE a (b int GENERATED ALWAYS AS (c) STORED)",
    "ALTER TABLE a ADD PRIMARY KEY (b, c WITHOUT OVERLAPS)",
    "ALTER TABLE a ADD FOREIGN KEY (b, PERIOD c) REFERENCES d (b, PERIOD c)",
    "UPDATE a SET b = 1 RETURNING WITH (OLD AS o) o.b INTO x",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO a",
};

// The form as a file has it, without what PL/pgSQL alone wants.
static std::string as_sql(std::string_view form) {
  std::string text(form);
  if (text.starts_with("PERFORM")) text.replace(0, 7, "SELECT");
  if (const auto into = text.find(" INTO x"); into != std::string::npos) text.erase(into, 7);
  return text;
}

static bool is_syntax_error(pg::Session& session, const std::string& form) {
  try {
    session.execute("DO $lk$ DECLARE x int; BEGIN IF false THEN " + form + "; END IF; END $lk$");
  } catch (const base::Error& error) {
    // 0A000: the grammar itself refuses NO INHERIT of a foreign key with a code of its own.
    EXPECT_TRUE(error.sqlstate() == "42601" || error.sqlstate() == "0A000") << form << ": " << error.message();
    return true;
  }
  return false;
}

class Needs : public ::testing::TestWithParam<int> {};

TEST_P(Needs, AreWhatTheServersGrammarRefuses) {
  const auto bindir = pg::programs_of(GetParam());
  if (!bindir) GTEST_SKIP() << "PostgreSQL " << GetParam() << " is not here; tools/pg-matrix fetches it";
  pg::TemporaryServer server({.bindir = bindir});
  pg::Session session({.target = server.url()});
  pg::Catalog catalog;
  catalog.server_version = GetParam() * 10000;
  for (const auto* form : forms) {
    const auto text = as_sql(form);
    const auto statements = sql::parse(text, "f.sql");
    const auto& needs = statements.front().needs;
    EXPECT_EQ(needs.major > GetParam(), is_syntax_error(session, form)) << form << " needs " << needs.major;
    if (needs.major <= GetParam()) continue;
    CreatedRelations made;
    const auto found = effects(statements.front(), catalog, made);
    ASSERT_TRUE(found.fails) << form;
    EXPECT_EQ(found.fails->sqlstate, "42601") << form;
    EXPECT_NE(sentence(*found.fails).find(needs.what), std::string::npos) << sentence(*found.fails);
  }
}

INSTANTIATE_TEST_SUITE_P(PostgreSQL, Needs, ::testing::ValuesIn(pg::promised_majors));

}  // namespace impact
