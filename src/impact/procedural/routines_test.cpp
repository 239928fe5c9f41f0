#include "impact/procedural/routines.h"

#include <gtest/gtest.h>

#include "impact/impact.h"

namespace impact {

static pg::Catalog shop() {
  pg::Catalog catalog;
  catalog.search_path = {"public"};
  pg::Relation orders{.name = {"public", "orders"}, .estimated_rows = 1000, .heap_bytes = 100'000};
  orders.columns = {{.name = "id", .type = "bigint"}, {.name = "qty", .type = "integer"}};
  orders.constraints = {{.name = "qty_check"}};
  catalog.relations.emplace(orders.name, orders);
  return catalog;
}

static Effects judged(const std::string& text) {
  return effects(sql::parse(text, "test.sql").at(0), shop());
}

TEST(Routines, WhatAHandlerCatchesIsTakenBack) {
  const auto found = judged(
      "DO $$ BEGIN ALTER TABLE orders ADD COLUMN qty int; DROP TABLE orders; EXCEPTION WHEN duplicate_column THEN "
      "NULL; "
      "END $$");
  EXPECT_FALSE(found.fails);
  EXPECT_TRUE(found.data_loss.empty());
  EXPECT_EQ(found.strongest(), LockMode::access_exclusive);
}

TEST(Routines, AnExceptionRaisedForCertainFails) {
  EXPECT_TRUE(judged("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$").fails);
  EXPECT_FALSE(judged("DO $$ BEGIN RAISE NOTICE 'no'; END $$").fails);
  EXPECT_FALSE(judged("DO $$ DECLARE n int; BEGIN IF n > 3 THEN RAISE EXCEPTION 'no'; END IF; END $$").fails);
}

TEST(Routines, NumbersOfALoopCompleteTheText) {
  EXPECT_EQ(
      judged("DO $$ BEGIN FOR i IN 1..2 LOOP EXECUTE format('ALTER TABLE orders ADD c%s int', i); END LOOP; END $$")
          .strongest(),
      LockMode::access_exclusive);
}

TEST(Routines, KnowsWhichConditionsTheCatalogAnswers) {
  const auto catalog = shop();
  const auto holds = [&](const char* condition) { return condition_holds(condition, catalog); };
  EXPECT_EQ(holds("NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'qty_check')"), false);
  EXPECT_EQ(holds("NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname='other')"), true);
  EXPECT_EQ(
      holds("EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'qty')"),
      true);
  EXPECT_EQ(
      holds(
          "not exists (select 1 from information_schema.columns where table_name = 'orders' and column_name = 'x')"),
      true);
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_class WHERE relname = 'orders' AND relkind = 'v')"), false);
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a' OR relname = 'orders')"), std::nullopt);
  EXPECT_EQ(holds("n > 3"), std::nullopt);
  EXPECT_EQ(holds("to_regclass('public.nosuch') IS NOT NULL"), false);
  EXPECT_EQ(holds("to_regclass('orders') IS NULL"), false);
  EXPECT_EQ(holds("FALSE"), false);
  // The other conditions count as well.
  EXPECT_EQ(
      holds(
          "NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'qty' "
          "AND data_type = 'bigint')"),
      true);
  EXPECT_EQ(
      holds("EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'nope')\nOR EXISTS (SELECT 1 FROM pg_class WHERE "
            "relname = 'orders')"),
      std::nullopt);
  EXPECT_EQ(holds("NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a') AND EXISTS (SELECT 1 FROM pg_class WHERE "
                  "relname = 'b')"),
            std::nullopt);
  EXPECT_EQ(holds("NOT (NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'qty_check'))"), true);
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood)"), std::nullopt);
}

TEST(Routines, WhatTheServerBringsIsThereAsWell) {
  const auto catalog = shop();
  for (const auto* condition :
       {"EXISTS (SELECT 1 FROM pg_class WHERE relname = 'pg_stat_activity')",
        "EXISTS (SELECT 1 FROM pg_class WHERE relname = 'columns')",
        "EXISTS (SELECT 1 FROM pg_class WHERE relkind = 'v')",
        "EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'pg_stat_activity' AND column_name = "
        "'pid')",
        "EXISTS (SELECT FROM information_schema.columns WHERE column_name = 'pid')",
        "EXISTS (SELECT 1 FROM pg_views WHERE viewname = 'pg_locks')",
        "EXISTS (SELECT 1 FROM pg_views WHERE viewname LIKE 'pg_%')",
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = 'jsonb')",
        "EXISTS (SELECT 1 FROM pg_type WHERE typname = '_text')",
        "EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'pg_catalog')",
        "EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'plpgsql')", "to_regclass('pg_catalog.pg_locks') IS NULL",
        "to_regclass('pg_locks') IS NULL", "EXISTS (SELECT count(*) FROM pg_class WHERE relname = 'nope')",
        "EXISTS (SELECT 1 FROM information_schema.table_constraints WHERE table_name = 'orders' AND constraint_type "
        "= "
        "'CHECK')"})
    EXPECT_EQ(condition_holds(condition, catalog), std::nullopt) << condition;
  EXPECT_EQ(condition_holds("EXISTS (SELECT 1 FROM pg_class WHERE relkind = 'r')", catalog), true);
  EXPECT_EQ(condition_holds("EXISTS (SELECT 1 FROM information_schema.table_constraints WHERE table_name = 'orders' "
                            "AND constraint_type = 'FOREIGN KEY')",
                            catalog),
            false);
}

TEST(Routines, InDoubtOnlyWhatWasMadeSinceIsKnown) {
  auto catalog = shop();
  auto since = catalog.relations.at({"public", "orders"});
  since.name = {"public", "since"};
  catalog.relations.emplace(since.name, since);
  catalog.doubt = pg::Doubt{.why = "test", .made_since = {since.name}};
  const auto holds = [&](const char* condition) { return condition_holds(condition, catalog); };
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'made')"), std::nullopt);
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'orders')"), std::nullopt);
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'since')"), true);
  EXPECT_EQ(holds("EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'qty_check')"), std::nullopt);
  EXPECT_EQ(holds("to_regclass('made') IS NULL"), std::nullopt);
  EXPECT_EQ(holds("to_regclass('orders') IS NULL"), std::nullopt);
  EXPECT_EQ(holds("to_regclass('since') IS NULL"), false);
}

TEST(Routines, WhatWasMadeSinceIsDoubtedAgainBehindWhatIsNotSeen) {
  auto catalog = shop();
  const auto run = [&](const std::string& text) {
    const auto statement = sql::parse(text, "test.sql").at(0);
    const auto found = effects(statement, catalog);
    const auto made = simulate(statement, catalog);
    note_doubt(statement, found, made, catalog);
    return catalog.doubt ? catalog.doubt->made_since.size() : 99U;
  };
  const std::string hidden = "DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE x'); END $$";
  EXPECT_EQ(run("CREATE TABLE before (id int)"), 99U);
  EXPECT_EQ(run(hidden), 0U);
  EXPECT_EQ(run("CREATE TABLE one (id int)"), 1U);
  EXPECT_EQ(run("CREATE TABLE IF NOT EXISTS two (id int)"), 1U);
  EXPECT_EQ(run("CREATE OR REPLACE VIEW three AS SELECT 1"), 1U);
  EXPECT_EQ(run("INSERT INTO orders (nope) VALUES (1)"), 1U);  // refused perhaps, and seen through
  EXPECT_EQ(run(hidden), 0U);
}

TEST(Routines, TestsAConditionOnceWhereItStands) {
  const auto lost = [](const std::string& body) {
    return !judged("DO $$ BEGIN " + body + " END $$").data_loss.empty();
  };
  const std::string make = "CREATE TABLE new (id int); INSERT INTO new SELECT id FROM orders; DROP TABLE orders; ";
  const std::string there = "EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'new')";
  EXPECT_TRUE(lost("IF " + there + " THEN RETURN; END IF; " + make));
  EXPECT_TRUE(lost("IF NOT " + there + " THEN " + make + "END IF;"));
  EXPECT_TRUE(lost("IF " + there + " THEN NULL; ELSE " + make + "END IF;"));
  EXPECT_TRUE(lost("IF 1 = 2 THEN NULL; ELSIF NOT " + there + " THEN " + make + "END IF;"));
  EXPECT_FALSE(lost("CREATE TABLE new (id int); IF NOT " + there + " THEN DROP TABLE orders; END IF;"));
  EXPECT_TRUE(
      lost("FOR i IN 1..3 LOOP IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'orders') THEN EXIT; END "
           "IF; END LOOP; DROP TABLE orders;"));
  auto catalog = shop();
  simulate(sql::parse("DO $$ BEGIN IF " + there + " THEN RETURN; END IF; " + make + "END $$", "test.sql").at(0),
           catalog);
  EXPECT_FALSE(catalog.relations.contains({"public", "orders"}));
  EXPECT_TRUE(catalog.relations.contains({"public", "new"}));
}

TEST(Routines, WhatCannotBeSeenMayHaveMadeTheConditionHold) {
  const std::string hidden = "DO $$ BEGIN EXECUTE (SELECT 'CREATE TABLE made (id int)'); ";
  const std::string missing = "IF NOT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'made') THEN ";
  EXPECT_FALSE(judged(hidden + missing + "RAISE EXCEPTION 'missing'; END IF; END $$").fails);
  EXPECT_FALSE(judged(hidden + "IF EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'made') THEN DROP TABLE orders; "
                               "END IF; END $$")
                   .data_loss.empty());
}

TEST(Routines, OneOfSeveralHandlersIsNoReasonToFail) {
  const std::string block =
      "DO $$ BEGIN ALTER TABLE orders ADD qty int; EXCEPTION WHEN unique_violation THEN RAISE EXCEPTION ";
  EXPECT_FALSE(judged(block + "'dup'; WHEN duplicate_column THEN NULL; END $$").fails);
  EXPECT_TRUE(judged(block + "'dup'; END $$").fails);
}

TEST(Routines, JudgesWhatWillRunAndSaysWhatItCannotSee) {
  const auto added = judged("DO $$ BEGIN ALTER TABLE orders ADD CONSTRAINT c CHECK (qty > 0); END $$");
  ASSERT_EQ(added.relations.size(), 1U);
  EXPECT_EQ(added.relations[0].lock, LockMode::access_exclusive);
  EXPECT_TRUE(added.relations[0].scan);
  EXPECT_FALSE(added.unknown);

  const auto passed_by = judged(
      "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'qty_check') THEN "
      "ALTER TABLE orders ADD CONSTRAINT qty_check CHECK (qty > 0); END IF; END $$");
  EXPECT_TRUE(passed_by.relations.empty());

  EXPECT_TRUE(judged("DO $$ BEGIN EXECUTE 'DROP TABLE ' || current_user; END $$").unknown);
  EXPECT_TRUE(judged("DO LANGUAGE plpython3u $$ import os $$").unknown);
  EXPECT_TRUE(judged("DO $$ BEGIN DELETE FROM orders; COMMIT; END $$").not_in_transaction);
  EXPECT_FALSE(judged("DO $$ BEGIN DELETE FROM orders; COMMIT; END $$").data_loss.empty());
  EXPECT_TRUE(judged("DO $$ BEGIN CREATE INDEX CONCURRENTLY i ON orders (qty); END $$").fails);
}

TEST(Routines, LeavesTheSchemaAsTheBlockLeavesIt) {
  auto catalog = shop();
  const std::string text = "DO $$ BEGIN CREATE TABLE made (id int); ALTER TABLE orders ADD z int; END $$";
  const auto made = simulate(sql::parse(text, "test.sql").at(0), catalog);
  EXPECT_EQ(made, (std::vector<pg::Name>{{"public", "made"}}));
  EXPECT_NE(catalog.relations.at({"public", "orders"}).column("z"), nullptr);
}

}  // namespace impact
