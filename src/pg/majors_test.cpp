#include "pg/majors_test.h"

#include "base/error.h"
#include "pg/catalog.h"
#include "pg/schema_objects.h"
#include "pg/shared_server_test.h"

using namespace pg;
class Majors : public ::testing::TestWithParam<int> {};

TEST_P(Majors, StartsStopsAndShowsItsCatalog) {
  const auto bindir = programs_of(GetParam());
  if (!bindir) GTEST_SKIP() << "PostgreSQL " << GetParam() << " is not here; tools/pg-matrix fetches it";
  TemporaryServer server({.bindir = bindir});
  EXPECT_EQ(server.major(), GetParam());
  Session session({.target = server.url()});
  session.execute(
      "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE, "
      "  low text GENERATED ALWAYS AS (lower(mail)) STORED);"
      "CREATE TABLE orders (id int, part int, user_id bigint REFERENCES users, CONSTRAINT p CHECK (part > 0) NOT "
      "VALID) "
      "  PARTITION BY RANGE (part);"
      "CREATE TABLE orders_1 PARTITION OF orders DEFAULT; CREATE INDEX ON orders (part, lower(id::text));"
      "CREATE VIEW v AS SELECT id FROM orders; CREATE TYPE e AS ENUM ('a'); INSERT INTO users (mail) VALUES ('x')");
  const auto catalog = load_catalog(session);
  EXPECT_EQ(catalog.tables(), 3);
  EXPECT_EQ(catalog.indexes(), 4);
  EXPECT_EQ(catalog.constraints(ConstraintKind::foreign_key), 2);
  EXPECT_TRUE(catalog.find({"", "users"})->column("mail")->not_null);
  EXPECT_TRUE(catalog.find({"", "orders_1"})->default_partition);
  EXPECT_EQ(count_rows(session).at({"public", "users"}), 1);
  const auto objects = schema_objects(session);
  const auto kind_of = [&](std::string_view kind) { return std::ranges::count(objects, kind, &SchemaObject::kind); };
  EXPECT_EQ(kind_of("table"), 3);
  EXPECT_EQ(kind_of("column"), 10);
  EXPECT_EQ(kind_of("index"), 4);
  EXPECT_EQ(kind_of("view"), 1);
  EXPECT_EQ(kind_of("type"), 1);
  EXPECT_EQ(kind_of("sequence"), 1);
  std::optional<BatchFailure> failure;
  session.batch(std::vector<Request>{{"BEGIN"},
                                     {"CREATE TABLE t (i int)"},
                                     {"COMMIT"},
                                     {"CREATE INDEX CONCURRENTLY ON t (i)"},
                                     {"SELECT 1/0"},
                                     {"DROP TABLE t"}},
                failure);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->index, 4U);
  EXPECT_EQ(session.query("SHOW application_name").at(0, 0), "lockkeeper");
}

INSTANTIATE_TEST_SUITE_P(PostgreSQL, Majors, ::testing::ValuesIn(promised_majors));
