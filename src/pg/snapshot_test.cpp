#include "pg/snapshot.h"

#include <algorithm>

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
CREATE FUNCTION one() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE PROCEDURE clean(days int) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM child; COMMIT; END $$;
CREATE STATISTICS two_columns (dependencies) ON id, n FROM "Odd.Name"."Consent""Log";
CREATE EXTENSION citext;
CREATE PUBLICATION news FOR TABLE child;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
ALTER TABLE child ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON child USING (true))");
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
  const auto routine = [&](std::string_view name) {
    return *std::ranges::find_if(again.routines, [&](const auto& each) { return each.name.name == name; });
  };
  EXPECT_EQ(routine("one").volatility, Volatility::immutable);
  EXPECT_EQ(routine("clean").kind, RoutineKind::procedure);
  EXPECT_EQ(routine("clean").arguments, std::vector<std::string>{"integer"});
  EXPECT_NE(routine("clean").body.find("COMMIT"), std::string::npos);
  EXPECT_EQ(routine("citextin").extension, "citext");
  EXPECT_EQ(again.statistics.at(0).columns, (std::vector<std::string>{"id", "n"}));
  const auto citext = std::ranges::find(again.extensions, "citext", &Extension::name);
  EXPECT_NE(std::ranges::find(citext->types, Name{"public", "citext"}), citext->types.end());
  EXPECT_EQ(again.publications.at(0).tables, (std::vector<Name>{{"public", "child"}}));
  EXPECT_EQ(again.relations.at({"public", "child"}).policies, std::vector<std::string>{"all_of_it"});
  EXPECT_EQ(again.relations.at({"public", "log"}).partition_key, "RANGE (at)");
  EXPECT_NE(again.relations.at({"public", "kept"}).definition, "");
  EXPECT_EQ(again.settings.at("wal_level"), catalog.settings.at("wal_level"));
}

TEST(Snapshot, ReadsWhatOlderVersionsWrote) {
  const auto catalog = from_snapshot(base::Json::parse(
      R"({"format": 1, "server_version_num": 150018, "functions": [{"schema": "public", "name": "one"}],
          "relations": [{"name": {"schema": "public", "name": "t"}, "kind": "r"}]})"));
  EXPECT_EQ(catalog.functions.size(), 1U);
  EXPECT_TRUE(catalog.routines.empty());
  EXPECT_EQ(catalog.relations.at({"public", "t"}).persistence, 'p');
}

TEST(Snapshot, NumbersThatAreNotThereAreWrittenAsOlderVersionsDo) {
  Catalog catalog;
  catalog.relations[{"public", "t"}] = {.name = {"public", "t"}, .columns = {{.name = "id", .type = "integer"}}};
  const auto json = to_snapshot(catalog);
  EXPECT_EQ(json.at("server_version_num"), 0);
  const auto& column = json.at("relations").at(0).at("columns").at(0);
  EXPECT_EQ(column.at("average_bytes"), 0);
  EXPECT_EQ(column.at("statistics_target"), -1);
  const auto again = from_snapshot(json);
  EXPECT_FALSE(again.has_server());
  EXPECT_FALSE(again.server_major());
  EXPECT_FALSE(again.relations.at({"public", "t"}).columns.at(0).average_bytes);
  EXPECT_FALSE(again.relations.at({"public", "t"}).columns.at(0).statistics_target);
}

TEST(Snapshot, RefusesWhatIsNone) {
  for (const auto* text : {"null", "[]", "{}", R"({"format": 99})", R"({"format": 1, "relations": 3})",
                           R"({"format": 1, "relations": [{"name": {"schema": 1}}]})"}) {
    EXPECT_THROW(from_snapshot(base::Json::parse(text)), base::Error) << text;
  }
}

}  // namespace pg
