// libpg_query writes the same tree as JSON with code of its own: what it finds there, we must find in memory. A field
// declared wrongly in postgres18.h, or a child forgotten in children.cpp, shows as a relation that one of us missed.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/json.h"
#include "sql/parser.h"
#include "sql/relation_references.h"
#include "sql/tree.h"

namespace sql {
namespace {

namespace fs = std::filesystem;

/// "12 schema.name" for every relation, sorted.
using Mentions = std::vector<std::string>;

std::string mention(int offset, const std::string& schema, const std::string& name) {
  return fmt::format("{} {}.{}", offset, schema, name);
}

// FOR UPDATE OF names aliases, not relations.
void collect(const base::Json& node, Mentions& found) {
  if (node.is_object() && node.contains("relname") && node.contains("relpersistence")) {
    found.push_back(mention(node.value("location", 0), node.value("schemaname", ""), node.value("relname", "")));
    return;
  }
  if (!node.is_structured()) return;
  for (const auto& [key, value] : node.items()) {
    if (key != "LockingClause") collect(value, found);
  }
}

struct Packed {
  Mentions mentions;
  std::vector<std::string> statements;  // the name of each one's node
};

Packed as_json(const std::string& text) {
  Packed packed;
  const auto tree = base::Json::parse(parse_json(text), nullptr, false);
  EXPECT_TRUE(tree.is_object()) << text;
  if (!tree.is_object()) return packed;
  collect(tree, packed.mentions);
  for (const auto& each : tree.at("stmts")) packed.statements.push_back(each.at("stmt").begin().key());
  std::ranges::sort(packed.mentions);
  return packed;
}

Packed in_memory(const std::string& text) {
  Packed found;
  const Parsed parsed(text);
  for (const auto* item : Items(parsed.statements())) {
    const auto* raw = as<raw::RawStmt>(item);
    const auto begin = static_cast<std::size_t>(raw->stmt_location);
    const auto length = raw->stmt_len ? static_cast<std::size_t>(raw->stmt_len) : text.size() - begin;
    const auto uses = find_uses(raw->stmt, {.text = text, .begin = begin, .end = begin + length});
    for (const auto& use : uses)
      found.mentions.push_back(mention(static_cast<int>(use.offset), use.name.schema, use.name.name));
    found.statements.emplace_back(raw::tag_name(raw->stmt->type));
  }
  std::ranges::sort(found.mentions);
  return found;
}

// No WITH, no names without a location (DROP, COMMENT): those are ours alone.
const std::vector<std::string> statements{
    "SELECT a.b, (SELECT max(x) FROM b1 WHERE y = ANY (SELECT z FROM b2)) FROM a JOIN LATERAL (SELECT 1 FROM c) q ON "
    "EXISTS "
    "(SELECT 1 FROM d) WHERE a.x BETWEEN (SELECT 1 FROM e) AND 2 GROUP BY ROLLUP ((SELECT 1 FROM f)) HAVING count(*) "
    "> "
    "(SELECT 1 FROM g) WINDOW w AS (PARTITION BY (SELECT 1 FROM h) ORDER BY (SELECT 1 FROM i)) ORDER BY (SELECT 1 "
    "FROM j) "
    "LIMIT (SELECT 1 FROM k) OFFSET (SELECT 1 FROM l) FOR UPDATE OF a",
    "SELECT DISTINCT ON ((SELECT 1 FROM a)) count(*) FILTER (WHERE (SELECT true FROM b)), sum(x ORDER BY (SELECT 1 "
    "FROM c)), "
    "sum(y) OVER (PARTITION BY (SELECT 1 FROM d)), f(n => (SELECT 1 FROM e)), ARRAY[(SELECT 1 FROM f)], (SELECT g "
    "FROM "
    "g)::text COLLATE \"C\", (r).s[(SELECT 1 FROM h)], ROW(1, (SELECT 1 FROM i)), COALESCE(1, (SELECT 1 FROM j)), "
    "GREATEST((SELECT 1 FROM k)), CASE (SELECT 1 FROM l) WHEN (SELECT 1 FROM m) THEN (SELECT 1 FROM n) ELSE (SELECT "
    "1 FROM "
    "o) END, (SELECT 1 FROM p) IS NULL, (SELECT true FROM q) IS TRUE, NOT (SELECT true FROM r), GROUPING((SELECT 1 "
    "FROM s)), "
    "XMLELEMENT(name x, XMLATTRIBUTES((SELECT 1 FROM t) AS y), (SELECT 1 FROM u)), XMLSERIALIZE(CONTENT (SELECT x "
    "FROM v) AS "
    "text)",
    "SELECT * FROM ROWS FROM (f((SELECT 1 FROM a)), g((SELECT 1 FROM b))) x, c TABLESAMPLE system ((SELECT 1 FROM "
    "d)) "
    "REPEATABLE ((SELECT 1 FROM e)), XMLTABLE('x' PASSING (SELECT x FROM f) COLUMNS y int PATH 'p' DEFAULT (SELECT 1 "
    "FROM g))",
    "INSERT INTO a (b[(SELECT 1 FROM c)]) VALUES ((SELECT 1 FROM d)) ON CONFLICT (lower((SELECT x FROM e))) WHERE "
    "(SELECT "
    "true FROM f) DO UPDATE SET (x, y) = (SELECT 1, 2 FROM g) WHERE (SELECT true FROM h) RETURNING (SELECT 1 FROM i)",
    "UPDATE a SET x = (SELECT 1 FROM b) FROM c WHERE y = (SELECT 1 FROM d) RETURNING (SELECT 1 FROM e)",
    "DELETE FROM a USING b WHERE c IN (SELECT 1 FROM d) RETURNING (SELECT 1 FROM e)",
    "MERGE INTO a USING b ON (SELECT true FROM c) WHEN MATCHED AND (SELECT true FROM d) THEN UPDATE SET x = (SELECT "
    "1 FROM e) "
    "WHEN NOT MATCHED THEN INSERT (x) VALUES ((SELECT 1 FROM f))",
    "CREATE TABLE a (x int DEFAULT f() CHECK (x > 0) REFERENCES b, EXCLUDE USING gist (x WITH =) WHERE (x > 1), "
    "FOREIGN KEY "
    "(x) REFERENCES s.c (y), LIKE d) PARTITION BY RANGE (lower(x))",
    "CREATE TABLE a PARTITION OF b (x DEFAULT 1) FOR VALUES FROM (1) TO (MAXVALUE)",
    "CREATE FOREIGN TABLE a (x int CHECK (x > 0)) INHERITS (b) SERVER s", "CREATE TEMP TABLE a AS SELECT * FROM b",
    "SELECT 1 INTO a FROM b", "CREATE MATERIALIZED VIEW a AS SELECT * FROM b",
    "ALTER TABLE a ADD x int REFERENCES b, ADD FOREIGN KEY (x) REFERENCES c",
    "ALTER TABLE a ATTACH PARTITION b FOR VALUES IN (1)", "ALTER TABLE a DETACH PARTITION b",
    "ALTER TABLE a INHERIT b", "ALTER TABLE a NO INHERIT b", "ALTER TABLE a ALTER x TYPE int USING (SELECT 1 FROM b)",
    "ALTER TABLE a RENAME TO b", "ALTER TABLE a SET SCHEMA b", "ALTER INDEX a DEPENDS ON EXTENSION b",
    "CREATE INDEX ON a (((SELECT 1 FROM b))) WHERE EXISTS (SELECT true FROM c)", "CREATE VIEW a AS SELECT * FROM b",
    "CREATE TRIGGER x AFTER INSERT ON a FOR EACH ROW WHEN (new.x > 1) EXECUTE FUNCTION f()",
    "CREATE CONSTRAINT TRIGGER x AFTER INSERT ON a FROM b FOR EACH ROW EXECUTE FUNCTION f()",
    "CREATE POLICY p ON a USING ((SELECT true FROM b)) WITH CHECK ((SELECT true FROM c))",
    "ALTER POLICY p ON a USING ((SELECT true FROM b))",
    "CREATE RULE r AS ON DELETE TO a WHERE (SELECT true FROM b) DO INSTEAD (UPDATE c SET x = 1; NOTIFY d)",
    "CREATE STATISTICS s ON x, (y + 1) FROM a", "CREATE SEQUENCE a", "ALTER SEQUENCE a RESTART",
    "CREATE TYPE a AS (x int)", "COPY a FROM '/x' WHERE (SELECT true FROM b)", "COPY (SELECT * FROM a) TO '/x'",
    "TRUNCATE a, s.b", "LOCK a, b", "VACUUM a, b", "ANALYZE a (x)", "CLUSTER a USING i", "REINDEX TABLE a",
    "REFRESH MATERIALIZED VIEW a", "EXPLAIN SELECT * FROM a", "PREPARE p AS SELECT * FROM a",
    "EXECUTE p ((SELECT 1 FROM a))", "DECLARE c CURSOR FOR SELECT * FROM a", "CALL f((SELECT 1 FROM a))",
    "GRANT SELECT ON a, b TO c", "REVOKE ALL ON SEQUENCE a FROM c",
    "CREATE PUBLICATION p FOR TABLE a WHERE (x > 1), b", "ALTER PUBLICATION p ADD TABLE a",
    "CREATE FUNCTION f(x int DEFAULT (SELECT 1 FROM a)) RETURNS int RETURN (SELECT 1 FROM b)",
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC INSERT INTO a VALUES (1); SELECT 1 FROM b; END",
    "CREATE DOMAIN d AS int CHECK ((SELECT true FROM a))", "ALTER DOMAIN d ADD CHECK ((SELECT true FROM a))",
    "CREATE SCHEMA s CREATE TABLE a (x int REFERENCES b) CREATE VIEW c AS SELECT * FROM d",
    // PostgreSQL 16 to 18.
    "SELECT JSON_OBJECT('k': (SELECT 1 FROM a) RETURNING jsonb), JSON_ARRAY((SELECT 1 FROM b)), JSON_ARRAY(SELECT x "
    "FROM c), JSON_OBJECTAGG(x: (SELECT 1 FROM d)) FILTER (WHERE (SELECT true FROM e)), JSON_ARRAYAGG((SELECT 1 FROM "
    "f) ORDER BY (SELECT 1 FROM g)), (SELECT x FROM h) IS JSON, JSON((SELECT x FROM i)), JSON_SCALAR((SELECT 1 FROM "
    "j)), JSON_SERIALIZE((SELECT x FROM k))",
    "SELECT JSON_VALUE((SELECT x FROM a), '$' PASSING (SELECT 1 FROM b) AS v DEFAULT (SELECT 1 FROM c) ON EMPTY), "
    "JSON_QUERY((SELECT x FROM d), '$' DEFAULT (SELECT x FROM e) ON ERROR), JSON_EXISTS((SELECT x FROM f), '$')",
    "SELECT * FROM a, JSON_TABLE((SELECT x FROM b), '$' PASSING (SELECT 1 FROM c) AS v COLUMNS (y int PATH '$' "
    "DEFAULT 1 ON EMPTY, NESTED PATH '$' COLUMNS (z int)))",
    "MERGE INTO a USING b ON true WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED BY TARGET THEN INSERT "
    "DEFAULT VALUES RETURNING merge_action(), (SELECT 1 FROM c)",
    "UPDATE a SET x = 1 RETURNING WITH (OLD AS o, NEW AS n) o.x, (SELECT n.x FROM b)",
    "CREATE TABLE a (x int GENERATED ALWAYS AS (y) VIRTUAL, y int NOT NULL NO INHERIT, CONSTRAINT c NOT NULL x NOT "
    "VALID, CHECK (x > 0) NOT ENFORCED, PRIMARY KEY (x, y WITHOUT OVERLAPS), FOREIGN KEY (x, PERIOD y) REFERENCES b "
    "(x, PERIOD y))",
    "ALTER TABLE a ADD CONSTRAINT c NOT NULL x, ALTER CONSTRAINT d NOT ENFORCED, ALTER x SET EXPRESSION AS (y)",
    "VACUUM ONLY a"};

TEST(Layout, StatementsMentionWhatTheJsonMentions) {
  for (const auto& text : statements) {
    const auto ours = in_memory(text);
    const auto theirs = as_json(text);
    EXPECT_EQ(ours.statements, theirs.statements) << text;
    EXPECT_EQ(ours.mentions, theirs.mentions) << text;
  }
}

TEST(Layout, TheShopsMigrationsMentionWhatTheJsonMentions) {
  const auto shop = fs::path(LOCKKEEPER_SOURCE) / "examples/shop";
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(shop)) {
    if (entry.path().filename() != "migration.sql") continue;
    ++files;
    const auto text = base::read_file(entry.path());
    const auto ours = in_memory(text);
    const auto theirs = as_json(text);
    EXPECT_EQ(ours.statements, theirs.statements) << entry.path();
    // COMMENT ON has no RangeVar in the tree.
    for (const auto& relation : theirs.mentions)
      EXPECT_TRUE(std::ranges::binary_search(ours.mentions, relation)) << entry.path() << ": " << relation;
  }
  EXPECT_GE(files, 7);
}

}  // namespace
}  // namespace sql
