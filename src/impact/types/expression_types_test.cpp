// Every type, cast, operator and function that is listed, held against the server's own catalog.

#include "impact/types/expression_types.h"

#include <array>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "impact/shared_server_test.h"
#include "impact/types/server_objects.h"
#include "pg/catalog.h"

namespace impact {

TEST(ServerObjects, OperatorsAndFunctionsAreThere) {
  auto session = database_for_tests("server_objects");
  const auto major = static_cast<int>(
      session.query("SELECT current_setting('server_version_num')::int / 10000 AS v").integer(0, "v"));
  std::set<std::string> known;
  const auto rows = session.query(
      "SELECT proname AS name, pronargs AS n, provolatile::text AS v FROM pg_proc WHERE pronamespace = "
      "'pg_catalog'::regnamespace");
  std::set<std::string> functions;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    functions.insert(rows.text(row, "name"));
    known.insert(rows.text(row, "name") + rows.text(row, "n") + rows.text(row, "v"));
  }
  int seen = 0;
  for (const auto& name : functions) {
    for (const auto& one : functions_of_server(name)) {
      if (one.since > major) continue;
      ++seen;
      const bool same = known.contains(fmt::format("{}{}{}", name, one.arguments.size(), one.volatility));
      // What later majors took away or changed: listed as the later ones have it.
      EXPECT_TRUE(same || name == "date_trunc" || name == "timezone" || name.starts_with("json")) << name;
    }
  }
  EXPECT_GT(seen, 800);
  for (const auto* name : {"lower", "pg_sleep", "texteq", "count", "jsonb_path_query", "lo_import", "extract"})
    EXPECT_TRUE(is_server_function(name)) << name;
  EXPECT_FALSE(is_server_function("no_such_function"));
  const auto operators = session.query(
      "SELECT count(*) AS n FROM pg_operator WHERE oprnamespace = 'pg_catalog'::regnamespace AND oprname = '+'");
  EXPECT_GE(operators_of_server("+").size() + operators_of_server("unary +").size(),
            static_cast<std::size_t>(operators.integer(0, "n")));
}

TEST(ServerObjects, EveryFunctionOfTheServerIsKnown) {
  auto session = database_for_tests("server_functions");
  const auto rows = session.query(
      "SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND NOT "
      "('internal'::regtype = ANY (proargtypes::oid[])) AND NOT ('cstring'::regtype = ANY (proargtypes::oid[])) AND "
      "prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype) AND "
      "proname !~ '^(binary_upgrade|pg_stat_get|hash|gin_|gist_|spg_|brin_)'");
  for (std::size_t row = 0; row < rows.rows(); ++row)
    EXPECT_TRUE(is_server_function(rows.text(row, "name"))) << rows.text(row, "name");
}

static constexpr std::array types{"smallint",    "int",     "bigint", "numeric", "real",   "float8",    "text",
                                  "varchar(20)", "char(4)", "name",   "boolean", "date",   "interval",  "timestamp",
                                  "timestamptz", "time",    "uuid",   "json",    "jsonb",  "bytea",     "inet",
                                  "bit(4)",      "oid",     "money",  "int[]",   "text[]", "int4range", "mood",
                                  "posint",      "label",   "pair",   "xml"};

// What the server says of an expression over a column of the type: refused, of which type, immutable.
struct Answer {
  bool taken = false;
  std::string sqlstate = {};
  std::string message = {};
  bool immutable = false;
  std::string type = {};
};

static Answer ask(pg::Session& session, const std::string& column, const std::string& expression) {
  Answer answer;
  session.execute("SAVEPOINT s");
  try {
    session.execute(fmt::format("CREATE TABLE e (c {}); CREATE VIEW v AS SELECT {} AS x FROM e", column, expression));
    answer.taken = true;
    answer.type = session
                      .query(
                          "SELECT format_type(atttypid, NULL) AS t FROM pg_attribute WHERE attrelid = 'v'::regclass "
                          "AND attnum = 1")
                      .text(0, "t");
    session.execute(fmt::format("CREATE INDEX ON e ((({}) IS NULL))", expression));
    answer.immutable = true;
  } catch (const base::Error& error) {
    answer.sqlstate = error.sqlstate();
    answer.message = error.message();
  }
  session.execute("ROLLBACK TO s");
  return answer;
}

// Nothing is claimed that the server contradicts, and most of what it refuses is foreseen.
TEST(ExpressionTypes, AgreeWithTheServer) {
  auto session = database_for_tests("expression_types");
  session.execute(
      "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TYPE pair AS (a int, b text); CREATE DOMAIN posint AS int "
      "CHECK (VALUE > 0); "
      "CREATE DOMAIN label AS text; CREATE FUNCTION own(int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT "
      "1::bigint'");
  const auto catalog = pg::load_catalog(session);
  std::vector<std::string> expressions{"c + 1",
                                       "c - 1",
                                       "c * 2",
                                       "c / 2",
                                       "-c",
                                       "c || 'x'",
                                       "'x' || c",
                                       "c = c",
                                       "c > '1'",
                                       "c > 1",
                                       "c ->> 'a'",
                                       "c -> 'a'",
                                       "lower(c)",
                                       "length(c)",
                                       "upper(c)",
                                       "date_trunc('day', c)",
                                       "to_char(c, 'YYYY')",
                                       "extract(year FROM c)",
                                       "abs(c)",
                                       "round(c)",
                                       "coalesce(c, c)",
                                       "coalesce(c, 1)",
                                       "nullif(c, c)",
                                       "md5(c)",
                                       "c IN (c, c)",
                                       "c BETWEEN c AND c",
                                       "c LIKE 'a%'",
                                       "own(c)",
                                       "CASE WHEN c IS NULL THEN 1 ELSE 2 END",
                                       "CASE WHEN c THEN 1 END",
                                       "ARRAY[c]",
                                       "array_length(c, 1)",
                                       "c @> c",
                                       "c && c",
                                       "c AT TIME ZONE 'UTC'",
                                       "jsonb_typeof(c)",
                                       "to_jsonb(c)",
                                       "c AND true",
                                       "NOT c",
                                       "c IS NULL",
                                       "c IS NOT NULL OR c IS NULL",
                                       "concat(c, 'x')",
                                       "substr(c, 1, 2)",
                                       "left(c, 2)",
                                       "trim(c)",
                                       "replace(c, 'a', 'b')",
                                       "c + interval '1 day'",
                                       "c - c",
                                       "age(c)",
                                       "encode(c, 'hex')",
                                       "to_tsvector('simple', c)",
                                       "floor(c)",
                                       "power(c, 2)",
                                       "host(c)",
                                       "lower(c::text)",
                                       "(c::text)::date",
                                       "(c ->> 'a')::date",
                                       "(c ->> 'a')::int",
                                       "greatest(c, c)",
                                       "c::text || c::text",
                                       "sha256(c)",
                                       "left(md5(c::text), 4)",
                                       "isempty(c)"};
  for (const auto* type : types) expressions.push_back(fmt::format("c::{}", type));
  session.execute("BEGIN");
  int refused = 0, foreseen = 0, unstable = 0, foreseen_unstable = 0, typed = 0, known = 0;
  for (const std::string column : types) {
    const auto type = canonical_type(column);
    for (const auto& expression : expressions) {
      const auto answer = ask(session, column, expression);
      const auto value =
          type_of(sql::expression_tree(expression), [&](std::string_view) { return std::optional(type); }, catalog);
      const auto about = fmt::format("{} over {}: refused '{}', unstable '{}'", expression, column,
                                     value.refused.message, value.unstable);
      if (!value.refused.empty()) {
        EXPECT_EQ(value.refused.state.code, answer.sqlstate) << about;
        EXPECT_EQ(value.refused.message, answer.message) << about;
      }
      if (answer.taken && answer.immutable) EXPECT_EQ(value.unstable, "") << about;
      if (answer.taken && value.known == Typed::Known::yes) {
        EXPECT_EQ(canonical_type(value.type.base + (value.type.array ? "[]" : "")), canonical_type(answer.type))
            << about;
      }
      refused += answer.taken ? 0 : 1;
      foreseen += !answer.taken && !value.refused.empty() ? 1 : 0;
      unstable += answer.taken && !answer.immutable ? 1 : 0;
      foreseen_unstable += answer.taken && !answer.immutable && !value.unstable.empty() ? 1 : 0;
      typed += answer.taken ? 1 : 0;
      known += answer.taken && value.known == Typed::Known::yes ? 1 : 0;
    }
  }
  fmt::print("refused {} foreseen {}; not immutable {} foreseen {}; typed {} of {}\n", refused, foreseen, unstable,
             foreseen_unstable, known, typed);
  EXPECT_GT(foreseen * 100, refused * 80);
  EXPECT_GT(foreseen_unstable * 100, unstable * 90);
  EXPECT_GT(known * 100, typed * 85);
}

}  // namespace impact
