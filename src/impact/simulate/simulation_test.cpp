#include "impact/simulate/simulation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace impact {

static pg::Catalog nothing() {
  pg::Catalog catalog;
  catalog.server_version = 180000;
  catalog.search_path = {"public"};
  return catalog;
}

static void walk(Simulation& simulation, const std::string& text) {
  for (const auto& statement : sql::parse(text, "walk")) simulation.advance(statement);
}

static bool has(Simulation& simulation, const std::string& name) {
  return simulation.schema().has({"", name});
}

TEST(Simulation, RollbackTakesTheSchemaBack) {
  Simulation simulation(nothing());
  walk(simulation,
       "CREATE TABLE kept (id int); BEGIN; CREATE TABLE gone (id int); ALTER TABLE kept ADD x int; ROLLBACK;");
  EXPECT_TRUE(has(simulation, "kept"));
  EXPECT_FALSE(has(simulation, "gone"));
  EXPECT_EQ(simulation.schema().find({"public", "kept"})->column("x"), nullptr);
  EXPECT_FALSE(simulation.made().contains({"public", "gone"}));
  EXPECT_TRUE(simulation.made().contains({"public", "kept"}));
}

TEST(Simulation, RollbackToASavepointKeepsWhatWasBefore) {
  Simulation simulation(nothing());
  walk(simulation,
       "BEGIN; CREATE TABLE a (id int); SAVEPOINT one; CREATE TABLE b (id int); SAVEPOINT two; DROP TABLE a; "
       "ROLLBACK TO one; CREATE TABLE c (id int); ROLLBACK TO SAVEPOINT one; CREATE TABLE d (id int); COMMIT; "
       "ROLLBACK;");
  EXPECT_TRUE(has(simulation, "a"));
  EXPECT_FALSE(has(simulation, "b"));
  EXPECT_FALSE(has(simulation, "c"));
  EXPECT_TRUE(has(simulation, "d"));
}

TEST(Simulation, SavepointsAreCalledAsTheGrammarReadsTheirNames) {
  Simulation simulation(nothing());
  walk(simulation,
       "BEGIN; SAVEPOINT \"A b\"; CREATE TABLE a (id int); SAVEPOINT Two /* not one */; CREATE TABLE b (id int); "
       "ROLLBACK TO two; CREATE TABLE c (id int); ROLLBACK TO SAVEPOINT \"A b\" /* two */; COMMIT;");
  EXPECT_FALSE(has(simulation, "a"));
  EXPECT_FALSE(has(simulation, "b"));
  EXPECT_FALSE(has(simulation, "c"));
}

TEST(Simulation, AbortIsRollbackAndAChainBeginsTheNextTransaction) {
  Simulation simulation(nothing());
  walk(simulation,
       "BEGIN; CREATE TABLE a (id int); COMMIT AND CHAIN; CREATE TABLE b (id int); ROLLBACK AND CHAIN; "
       "CREATE TABLE c (id int); ABORT; CREATE TABLE d (id int); COMMIT;");
  EXPECT_TRUE(has(simulation, "a"));
  EXPECT_FALSE(has(simulation, "b"));
  EXPECT_FALSE(has(simulation, "c"));
  EXPECT_TRUE(has(simulation, "d"));
}

TEST(Simulation, ASessionEndsWithItsMigration) {
  Simulation simulation(nothing());
  walk(simulation, "SET search_path = other; CREATE TEMP TABLE t (id int); CREATE TABLE public.stays (id int);");
  EXPECT_TRUE(simulation.made().contains({"public", "stays"}));
  simulation.new_session();
  EXPECT_EQ(simulation.whole().search_path, std::vector<std::string>{"public"});
  EXPECT_FALSE(has(simulation, "t"));
  EXPECT_TRUE(has(simulation, "stays"));
  EXPECT_TRUE(simulation.made().empty());
}

TEST(Simulation, WhatIsMadeKeepsItsNewName) {
  Simulation simulation(nothing());
  walk(simulation, "CREATE TABLE a (id int); ALTER TABLE a RENAME TO b;");
  EXPECT_TRUE(simulation.made().contains({"public", "b"}));
  EXPECT_FALSE(simulation.made().contains({"public", "a"}));
}

static std::string described(const Effects& effects) {
  std::vector<std::string> relations;
  for (const auto& effect : effects.relations)
    relations.push_back(
        fmt::format("{} {} {} {}", effect.relation.text(), pg_name(effect.lock), effect.rewrite, effect.scan));
  std::sort(relations.begin(), relations.end());
  return fmt::format("{}; fails: {}; lost: {}", fmt::join(relations, ", "),
                     effects.fails ? sentence(*effects.fails) : "", fmt::join(sentences(effects.data_loss), ", "));
}

// More tables than are looked at one by one, with all kinds of ties between a few of them.
static std::string history() {
  std::string text;
  for (int at = 0; at < 40; ++at) text += fmt::format("CREATE TABLE filler_{0} (id int PRIMARY KEY, n int);", at);
  text +=
      "CREATE TABLE users (id int PRIMARY KEY, email text, org int);"
      "CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE, total numeric);"
      "CREATE TABLE events (id int, at date NOT NULL) PARTITION BY RANGE (at);"
      "CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
      "CREATE TABLE events_rest PARTITION OF events DEFAULT;"
      "CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;"
      "CREATE VIEW over_totals AS SELECT * FROM totals;"
      "CREATE INDEX orders_user ON orders (user_id);"
      "CREATE TABLE thing (id int, note text); CREATE TABLE subthing (x int) INHERITS (thing);"
      "CREATE SEQUENCE numbers OWNED BY users.id;";
  return text;
}

TEST(Simulation, JudgesAsThoughAllWereAtHand) {
  Simulation simulation(nothing());
  walk(simulation, history());
  simulation.new_session();
  auto catalog = simulation.whole();
  CreatedRelations made;
  const std::string further =
      "ALTER TABLE users ALTER id TYPE bigint; DELETE FROM users; ALTER TABLE thing ADD y int;"
      "ALTER TABLE orders DROP total; DROP VIEW totals; DROP VIEW totals CASCADE; ALTER TABLE orders DROP total;"
      "ALTER TABLE events ALTER id SET NOT NULL; ALTER TABLE events DETACH PARTITION events_a; DROP TABLE events_a;"
      "ALTER INDEX orders_user RENAME TO by_user; DROP INDEX orders_user; DROP INDEX by_user; TRUNCATE users;"
      "TRUNCATE users CASCADE; ALTER TABLE users RENAME TO people; ALTER TABLE people DROP CONSTRAINT users_pkey;"
      "ALTER TABLE people DROP CONSTRAINT users_pkey CASCADE; DROP TABLE users; DROP TABLE thing; DROP TABLE thing "
      "CASCADE;"
      "CREATE TABLE late (id int REFERENCES filler_3); DROP TABLE filler_3; DROP TABLE late, filler_3; DROP TABLE "
      "people CASCADE;"
      "ALTER SEQUENCE numbers RESTART; SELECT * FROM filler_7; INSERT INTO filler_8 VALUES (1, 2); DROP SCHEMA "
      "public CASCADE;"
      "SELECT * FROM filler_7;";
  for (const auto& statement : sql::parse(further, "further")) {
    const auto whole = effects(statement, catalog, made);
    const auto step = simulation.advance(statement);
    EXPECT_EQ(described(step.effects), described(whole)) << statement.text;
    for (auto& name : simulate(statement, catalog)) made.insert(std::move(name));
    for (const auto& [name, relation] : catalog.relations)
      ASSERT_NE(simulation.schema().find(name), nullptr) << name.text() << " after " << statement.text;
    ASSERT_EQ(simulation.whole().relations.size(), catalog.relations.size()) << statement.text;
  }
}

}  // namespace impact
