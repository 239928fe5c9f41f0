#include "pg/snapshot.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "pg/shared_server_test.h"

namespace pg {

class SnapshotOnServer : public OnServer {};

TEST_F(SnapshotOnServer, ComesBackAsItWas) {
  auto session = connect();
  session.execute(
      R"(CREATE SCHEMA "Odd.Name";
CREATE TYPE mood AS ENUM ('sad', 'it''s "fine"');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE "Odd.Name"."Consent""Log" (id serial PRIMARY KEY, m mood DEFAULT 'sad', n positive NOT NULL);
CREATE TABLE child (parent int REFERENCES "Odd.Name"."Consent""Log");
CREATE TABLE log (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE log_rest PARTITION OF log DEFAULT;
CREATE INDEX ON child (parent) WHERE parent > 1;
CREATE VIEW seen AS SELECT parent FROM child;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1')");
  const auto catalog = load_catalog(session);
  const auto json = to_snapshot(catalog);
  const auto again = from_snapshot(base::Json::parse(json.dump()));
  EXPECT_EQ(to_snapshot(again).dump(1), json.dump(1));
  EXPECT_EQ(again.relations.size(), catalog.relations.size());
  const auto* table = again.find({.schema = "Odd.Name", .name = "Consent\"Log"});
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->columns.size(), 3U);
  EXPECT_EQ(again.relations.at({"public", "child"}).constraints.at(0).references, table->name);
  EXPECT_EQ(again.relations.at({"public", "log_rest"}).default_partition, true);
  EXPECT_EQ(again.enums.begin()->second, catalog.enums.begin()->second);
  EXPECT_EQ(again.server_version, catalog.server_version);
}

TEST(Snapshot, RefusesWhatIsNone) {
  for (const auto* text : {"null", "[]", "{}", R"({"format": 99})", R"({"format": 1, "relations": 3})",
                           R"({"format": 1, "relations": [{"name": {"schema": 1}}]})"}) {
    EXPECT_THROW(from_snapshot(base::Json::parse(text)), base::Error) << text;
  }
}

}  // namespace pg
