#include "impact/types/types.h"

#include <array>

#include <gtest/gtest.h>

#include "impact/shared_server_test.h"

namespace impact {

TEST(CanonicalType, WritesAsFormatTypeDoes) {
  EXPECT_EQ(canonical_type("VARCHAR(80)"), "character varying(80)");
  EXPECT_EQ(canonical_type("int"), "integer");
  EXPECT_EQ(canonical_type("bigserial"), "bigint");
  EXPECT_EQ(canonical_type("timestamptz(3)"), "timestamp(3) with time zone");
  EXPECT_EQ(canonical_type("timestamp ( 3 )  with time zone"), "timestamp(3) with time zone");
  EXPECT_EQ(canonical_type("timestamp"), "timestamp without time zone");
  EXPECT_EQ(canonical_type("decimal(12, 2)"), "numeric(12,2)");
  EXPECT_EQ(canonical_type("numeric(12)"), "numeric(12,0)");
  EXPECT_EQ(canonical_type("char"), "character(1)");
  EXPECT_EQ(canonical_type("float(10)"), "real");
  EXPECT_EQ(canonical_type("text[]"), "text[]");
  EXPECT_EQ(canonical_type("\"UserRole\""), "\"UserRole\"");
  EXPECT_EQ(canonical_type("\"user_role\""), "user_role");
  EXPECT_EQ(canonical_type("pg_catalog.int4"), "integer");
}

namespace {
struct Case {
  std::string_view from;
  std::string_view to;
  std::string_view value;
  std::string_view using_text = "";
};
}  // namespace

static constexpr std::array cases{
    Case{"varchar(10)", "varchar(20)", "'a'"},
    Case{"varchar(20)", "varchar(10)", "'a'"},
    Case{"varchar(10)", "varchar", "'a'"},
    Case{"varchar(10)", "text", "'a'"},
    Case{"varchar", "varchar(10)", "'a'"},
    Case{"text", "varchar", "'a'"},
    Case{"text", "varchar(10)", "'a'"},
    Case{"text", "char(10)", "'a'"},
    Case{"char(4)", "char(8)", "'a'"},
    Case{"char(4)", "text", "'a'"},
    Case{"char(4)", "varchar(4)", "'a'"},
    Case{"text", "citext", "'a'"},
    Case{"citext", "text", "'a'"},
    Case{"varchar(10)", "citext", "'a'"},
    Case{"name", "text", "'a'"},
    Case{"numeric(10,2)", "numeric(12,2)", "1.5"},
    Case{"numeric(10,2)", "numeric(12,4)", "1.5"},
    Case{"numeric(10,2)", "numeric(8,2)", "1.5"},
    Case{"numeric(10,2)", "numeric", "1.5"},
    Case{"numeric", "numeric(10,2)", "1.5"},
    Case{"numeric(10)", "bigint", "15"},
    Case{"int", "bigint", "1"},
    Case{"bigint", "int", "1"},
    Case{"smallint", "int", "1"},
    Case{"int", "numeric", "1"},
    Case{"int", "oid", "1"},
    Case{"int", "text", "1"},
    Case{"real", "double precision", "1"},
    Case{"timestamp(3)", "timestamp(6)", "now()"},
    Case{"timestamp(3)", "timestamp", "now()"},
    Case{"timestamp", "timestamp(3)", "now()"},
    Case{"timestamp", "timestamp(6)", "now()"},
    Case{"timestamptz(3)", "timestamptz", "now()"},
    Case{"timestamp", "timestamptz", "now()"},
    Case{"timestamptz", "timestamp", "now()"},
    Case{"timestamp(3)", "timestamptz(6)", "now()"},
    Case{"timestamp", "date", "now()"},
    Case{"date", "timestamp", "now()"},
    Case{"time(3)", "time", "'10:00'"},
    Case{"interval(2)", "interval(6)", "'1 s'"},
    Case{"interval", "interval(2)", "'1 s'"},
    Case{"cidr", "inet", "'10.0.0.0/8'"},
    Case{"inet", "cidr", "'10.0.0.0/8'"},
    Case{"varbit(8)", "varbit(16)", "B'1'"},
    Case{"bit(4)", "bit(4)", "B'1010'"},
    Case{"varbit", "bit(4)", "B'1010'"},
    Case{"json", "jsonb", "'{}'"},
    Case{"jsonb", "json", "'{}'"},
    Case{"json", "text", "'{}'"},
    Case{"xml", "text", "'<a/>'"},
    Case{"uuid", "text", "gen_random_uuid()"},
    Case{"boolean", "int", "true", "c::int"},
    Case{"text", "int", "'1'", "c::int"},
    Case{"text", "varchar", "'1'", "c::varchar"},
    Case{"text", "text", "'1'", "(c)"},
    Case{"text", "text", "'1'", "upper(c)"},
    Case{"int[]", "bigint[]", "'{1}'"},
    Case{"varchar[]", "text[]", "'{a}'"},
    Case{"varchar(10)[]", "text[]", "'{a}'"},
    Case{"varchar(10)[]", "varchar(20)[]", "'{a}'"},
    Case{"mood", "text", "'good'"},
    Case{"text", "mood", "'good'", "c::mood"},
    Case{"text", "label", "'a'"},
    Case{"label", "text", "'a'"},
    Case{"label", "varchar(5)", "'a'"},
    Case{"int", "posint", "1"},
    Case{"posint", "int", "1"},
    Case{"posint", "bigint", "1"},
};

TEST(TypeChange, RewritesWhereTheServerDoes) {
  auto session = database_for_tests("types");
  session.execute(
      "CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE DOMAIN label AS text;"
      "CREATE DOMAIN posint AS int CHECK (VALUE > 0)");
  for (const std::string zone : {"UTC", "Europe/Berlin"}) {
    session.execute("SET timezone = " + pg::quote_literal(zone));
    const auto catalog = pg::load_catalog(session);
    for (const auto& one : cases) {
      const pg::Transaction scope(session);
      session.execute(fmt::format("CREATE TABLE t (c {}); INSERT INTO t VALUES ({})", one.from, one.value));
      const auto file = [&] {
        return session.query("SELECT relfilenode FROM pg_class WHERE relname = 't'").text(0, "relfilenode");
      };
      const auto type = session
                            .query(
                                "SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = "
                                "'t'::regclass AND attname = 'c'")
                            .text(0, "type");
      EXPECT_EQ(canonical_type(one.from), type);
      const auto before = file();
      session.execute(fmt::format("ALTER TABLE t ALTER COLUMN c TYPE {}{}", one.to,
                                  one.using_text.empty() ? "" : fmt::format(" USING {}", one.using_text)));
      const bool rewritten = file() != before;
      const auto change = type_change(type, one.to, one.using_text, "c", catalog);
      EXPECT_EQ(change.cost == TypeCost::rewrite, rewritten)
          << one.from << " to " << one.to << " at " << zone << " " << one.using_text;
    }
  }
}

TEST(TypeChange, KnowsWhichValuesAreLost) {
  const pg::Catalog catalog;
  const auto loses = [&](std::string_view from, std::string_view to) {
    return type_change(from, to, "", "c", catalog).loses_values;
  };
  EXPECT_TRUE(loses("timestamp with time zone", "date"));
  EXPECT_TRUE(loses("numeric(10,4)", "numeric(10,2)"));
  EXPECT_TRUE(loses("double precision", "real"));
  EXPECT_TRUE(loses("numeric(10,2)", "integer"));
  EXPECT_TRUE(loses("timestamp(6) without time zone", "timestamp(0)"));
  EXPECT_FALSE(loses("integer", "bigint"));
  EXPECT_FALSE(loses("character varying(10)", "text"));
  EXPECT_FALSE(loses("numeric(10,2)", "numeric(12,4)"));
}

}  // namespace impact
