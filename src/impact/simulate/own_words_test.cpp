// What stands in comments, literals and quoted names is not taken for the statement's own words.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"

namespace impact {

static void walk_through(pg::Catalog& catalog, const std::string& text) {
  for (const auto& statement : sql::parse(text, "walk")) simulate(statement, catalog);
}

static pg::Catalog filled_schema() {
  pg::Catalog catalog{.server_version = 180000, .search_path = {"public"}};
  walk_through(catalog, R"(
CREATE TABLE users (id int PRIMARY KEY, email text);
CREATE TABLE thing (id int, note text);
CREATE TABLE subthing (x int) INHERITS (thing);
CREATE TABLE events (id int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE MATERIALIZED VIEW emails AS SELECT email FROM users;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
)");
  for (auto& [name, relation] : catalog.relations) {
    relation.estimated_rows = 1000;
    relation.heap_bytes = relation.total_bytes = 100'000;
  }
  return catalog;
}

static std::string judged(const std::string& text, const pg::Catalog& catalog) {
  const auto found = effects(sql::parse(text, "judged").at(0), catalog);
  std::vector<std::string> relations;
  for (const auto& effect : found.relations)
    relations.push_back(
        fmt::format("{} {} {} {}", effect.relation.text(), pg_name(effect.lock), effect.rewrite, effect.scan));
  std::sort(relations.begin(), relations.end());
  return fmt::format("{}; fails: {}; unknown: {}; lost: {}", fmt::join(relations, ", "),
                     found.fails ? sentence(*found.fails) : "", found.unknown.value_or(""),
                     fmt::join(sentences(found.data_loss), ", "));
}

using Pair = std::pair<const char*, const char*>;

class OwnWords : public testing::TestWithParam<Pair> {};

TEST_P(OwnWords, Decide) {
  const auto catalog = filled_schema();
  EXPECT_EQ(judged(GetParam().first, catalog), judged(GetParam().second, catalog)) << GetParam().first;
}

static constexpr Pair pairs[] = {
    {"TRUNCATE /* only */ thing", "TRUNCATE thing"},
    {"REFRESH MATERIALIZED VIEW emails /* with no data */", "REFRESH MATERIALIZED VIEW emails"},
    {"CREATE TABLE c AS SELECT 'with no data' AS n FROM users", "CREATE TABLE c AS SELECT 'all' AS n FROM users"},
    {"CREATE INDEX i ON events (at) /* on only a few */", "CREATE INDEX i ON events (at)"},
    {"VACUUM /* analyze */ thing", "VACUUM thing"},
    {"CLUSTER /* using what it was */ users", "CLUSTER users"},
    {"CREATE TRIGGER t AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION touch('each row')",
     "CREATE TRIGGER t AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION touch('all')"},
    {"LOCK TABLE thing /* not only thing */", "LOCK TABLE thing"},
    {"ALTER TABLE thing RENAME note TO text /* only */", "ALTER TABLE thing RENAME note TO text"},
    {"ALTER TABLE thing ADD CONSTRAINT c CHECK (note <> 'no inherit')",
     "ALTER TABLE thing ADD CONSTRAINT c CHECK (note <> 'inherit')"},
    {"ALTER TABLE users INHERIT thing /* no inherit */", "ALTER TABLE users INHERIT thing"},
    {"COPY users FROM '/tmp/freeze' /* freeze */", "COPY users FROM '/tmp/freeze'"},
    {"COPY users FROM '/dev/null' /* nothing */", "COPY users FROM\n'/dev/null'"},
    {"ALTER TABLE thing ENABLE TRIGGER ALL /* and no rule */", "ALTER TABLE thing ENABLE TRIGGER ALL"},
    {"ALTER TABLE thing SET (fillfactor = 70) /* , fastupdate */", "ALTER TABLE thing SET (fillfactor = 70)"},
    {"ALTER TABLE thing SET (fillfactor = 70) /* , toast.fillfactor */", "ALTER TABLE thing SET (fillfactor = 70)"},
};
INSTANTIATE_TEST_SUITE_P(Pairs, OwnWords, testing::ValuesIn(pairs));

TEST(OwnWords, OnlyIsOfTheTableBehindIt) {
  auto catalog = filled_schema();
  const auto both = judged("TRUNCATE ONLY thing, events", catalog);
  EXPECT_EQ(both.find("subthing"), std::string::npos) << both;
  EXPECT_NE(both.find("events_a AccessExclusiveLock"), std::string::npos) << both;
  EXPECT_NE(both.find("fails: ;"), std::string::npos) << both;
  walk_through(catalog, "TRUNCATE ONLY thing");
  EXPECT_EQ(catalog.find({"", "thing"})->estimated_rows, 0);
  EXPECT_EQ(catalog.find({"", "subthing"})->estimated_rows, 1000);
}

TEST(OwnWords, DecideWhatASettingIs) {
  auto catalog = filled_schema();
  walk_through(catalog, "SET search_path TO other /* = public */");
  EXPECT_EQ(catalog.search_path, std::vector<std::string>{"other"});
  walk_through(catalog, "SET search_path = 'a, b', \"Mixed\", Plain, \"$user\"");
  EXPECT_EQ(catalog.search_path, (std::vector<std::string>{"a, b", "Mixed", "plain"}));
  walk_through(catalog, "SELECT 'set_config(''search_path'', ''lost'', false)'");
  EXPECT_EQ(catalog.search_path.size(), 3U);
  walk_through(catalog, "SELECT set_config('search_path', 'found, \"Mixed\"', false)");
  EXPECT_EQ(catalog.search_path, (std::vector<std::string>{"found", "Mixed"}));
  walk_through(catalog, "SET search_path = DEFAULT");
  EXPECT_EQ(catalog.search_path, std::vector<std::string>{"public"});
  walk_through(catalog, "SET TIME ZONE 'UTC' /* not zone */");
  EXPECT_EQ(catalog.time_zone, "UTC");
}

TEST(OwnWords, DecideWhatIsPrepared) {
  auto catalog = filled_schema();
  walk_through(catalog, "PREPARE \"My plan\" (int) /* as it was */ AS DELETE FROM users");
  EXPECT_EQ(judged("EXECUTE \"My plan\" (1)", catalog), judged("DELETE FROM users", catalog));
  walk_through(catalog, "DEALLOCATE ALL");
  EXPECT_NE(judged("EXECUTE \"My plan\" (1)", catalog).find("does not exist"), std::string::npos);
}

TEST(OwnWords, DecideWhatIsMade) {
  auto catalog = filled_schema();
  walk_through(catalog, R"(
CREATE TABLE "partition by" (id int);
CREATE TABLE like_it (LIKE users INCLUDING ALL EXCLUDING INDEXES);
CREATE VIEW warmth AS SELECT 1 AS temp;
ALTER TABLE users REPLICA IDENTITY DEFAULT /* not replica identity full */;
CREATE RULE
  kept AS ON DELETE TO users DO INSTEAD NOTHING;
CREATE FUNCTION numbers() RETURNS int LANGUAGE sql AS $$ SELECT 1 /* RETURNS SETOF int */ $$;
)");
  EXPECT_EQ(catalog.find({"", "partition by"})->kind, pg::RelationKind::table);
  EXPECT_TRUE(catalog.find({"", "like_it"})->indexes.empty());
  EXPECT_NE(catalog.find({"public", "warmth"}), nullptr);
  EXPECT_EQ(catalog.find({"", "users"})->replica_identity, 'd');
  EXPECT_EQ(catalog.find({"", "users"})->rules.at(0).name, "kept");
  EXPECT_FALSE(catalog.routines.back().returns_set);
  walk_through(catalog, "ALTER TABLE users REPLICA IDENTITY FULL");
  EXPECT_EQ(catalog.find({"", "users"})->replica_identity, 'f');
}

TEST(HasWords, LooksAtWordsAlone) {
  EXPECT_TRUE(has_words("ALTER TABLE t\n  ADD x int NO /* really */ INHERIT", "no inherit"));
  EXPECT_FALSE(has_words("CHECK (a <> 'no inherit')", "no inherit"));
  EXPECT_FALSE(has_words("CHECK (a) -- no inherit", "no inherit"));
  EXPECT_FALSE(has_words("CHECK (\"no inherit\")", "no inherit"));
  EXPECT_FALSE(has_words("AS $$ no inherit $$", "no inherit"));
  EXPECT_FALSE(has_words("no inheritance", "no inherit"));
  EXPECT_TRUE(has_words("SET (toast.fillfactor = 1)", "toast."));
  EXPECT_FALSE(has_words("", "only"));
}

}  // namespace impact
