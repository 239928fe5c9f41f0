#include "impact/types/casts.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "impact/shared_server_test.h"
#include "pg/catalog.h"

namespace impact {

static constexpr std::array types{"smallint", "int",     "bigint",    "numeric",     "real", "float8",   "text",
                                  "varchar",  "char(4)", "name",      "boolean",     "date", "interval", "timestamp",
                                  "time",     "timetz",  "json",      "timestamptz", "uuid", "jsonb",    "bytea",
                                  "inet",     "cidr",    "bit(4)",    "varbit",      "oid",  "regclass", "money",
                                  "int[]",    "xml",     "int4range", "colour",      "size", "price"};

static bool is_taken(pg::Session& session, const std::string& statement) {
  session.execute("SAVEPOINT s");
  try {
    session.execute(statement);
    session.execute("ROLLBACK TO s");
    return true;
  } catch (const base::Error&) {
    session.execute("ROLLBACK TO s");
    return false;
  }
}

// Those of `types` that the server does not bring.
static pg::Catalog with_own_types(pg::Session& session) {
  session.execute(
      "CREATE TYPE colour AS ENUM ('red', 'green'); CREATE TYPE size AS ENUM ('big', 'small'); "
      "CREATE DOMAIN price AS numeric(10,2) CHECK (VALUE > 0)");
  return pg::load_catalog(session);
}

// Types and constants that we say the server refuses: every pair is asked about.
TEST(Casts, WhatIsSaidToBeRefusedIs) {
  auto session = database_for_tests("casts");
  const auto catalog = with_own_types(session);
  session.execute("BEGIN");
  int refused = 0;
  for (const std::string from : types) {
    session.execute("CREATE TABLE t (a " + from + ")");
    for (const std::string to : types) {
      if (!no_assignment(from, to, catalog)) continue;
      ++refused;
      EXPECT_FALSE(is_taken(session, "ALTER TABLE t ALTER a TYPE " + to)) << from << " to " << to;
    }
    session.execute("DROP TABLE t");
  }
  EXPECT_GT(refused, 300);
}

TEST(Casts, ConstantsThatAreNoValueAreRefused) {
  auto session = database_for_tests("constants");
  const auto catalog = with_own_types(session);
  session.execute("BEGIN");
  int refused = 0;
  for (const std::string type : types) {
    for (const std::string constant :
         {"'abc'", "'12'", "' 12 '", "'1.5'", "'yes'", "'red'", "'now'", "'2024-01-01'", "'{}'", "12", "1.5", "true",
          "'00000000-0000-0000-0000-000000000000'", "'NaN'", "''", "NULL"}) {
      if (!no_value_of(constant, type, catalog)) continue;
      ++refused;
      EXPECT_FALSE(is_taken(session, "CREATE TABLE t (a " + type + " DEFAULT " + constant + ")"))
          << type << " " << constant;
    }
  }
  EXPECT_GT(refused, 60);
}

TEST(Casts, TypesThatAreThereAreNotMissed) {
  auto session = database_for_tests("types_there");
  session.execute(
      "CREATE TYPE colour AS ENUM ('red'); CREATE TYPE pair AS (a int, b int); CREATE SCHEMA other; "
      "CREATE TYPE other.span AS RANGE (subtype = int4); CREATE EXTENSION hstore; CREATE TABLE people (id int)");
  const auto catalog = pg::load_catalog(session);
  for (const auto* type :
       {"int4", "varchar", "colour", "pair", "other.span", "hstore", "people", "tsvector", "int4[]"})
    EXPECT_FALSE(no_such_type(type, catalog)) << type;
  const auto built_in = session.query(
      "SELECT typname AS name FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', "
      "'m') "
      "AND typelem = 0");
  for (std::size_t row = 0; row < built_in.rows(); ++row)
    EXPECT_FALSE(no_such_type(built_in.text(row, "name"), catalog)) << built_in.text(row, "name");
  EXPECT_TRUE(no_such_type("nothing", catalog));
  EXPECT_TRUE(no_such_type("other.colour", catalog));
}

}  // namespace impact
