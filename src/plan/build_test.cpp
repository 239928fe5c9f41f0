#include <gtest/gtest.h>

#include "plan/lock_duration.h"
#include "plan/reasons.h"
#include "plan/testing_files.h"

namespace plan {

static pg::Catalog shop() {
  pg::Catalog catalog;
  catalog.server_version = 150000;
  catalog.search_path = {"public"};
  pg::Relation orders{.name = {"public", "orders"}};
  orders.estimated_rows = 2'000'000;
  orders.heap_bytes = 400LL * 1024 * 1024;
  orders.columns = {{.name = "id", .type = "integer", .not_null = true},
                    {.name = "note", .type = "text", .null_fraction = 0.75},
                    {.name = "total", .type = "numeric(10,2)"}};
  orders.indexes = {{.name = "orders_pkey", .columns = {"id"}, .unique = true, .primary = true}};
  pg::Relation small{.name = {"public", "settings"}};
  small.estimated_rows = 10;
  small.heap_bytes = 8192;
  small.columns = {{.name = "id", .type = "integer"}};
  catalog.relations = {{orders.name, orders}, {small.name, small}};
  return catalog;
}

static MigrationPlan plan_of(const std::string& sql) {
  static std::vector<std::unique_ptr<migration::Migration>> kept;  // plans point at them
  kept.push_back(std::make_unique<migration::Migration>(migration_called("001_it", sql, "SELECT 1;")));
  return build_plan({kept.back().get()}, shop()).migrations.at(0);
}

TEST(BuildPlan, ClaimsNoTimeAndNoLowRiskWhereNobodyKnowsTheSizes) {
  auto catalog = shop();
  catalog.server_version.reset();
  for (auto& [name, relation] : catalog.relations) relation.heap_bytes = relation.estimated_rows = 0;
  const auto migration =
      migration_called("001_it", "-- Est. Duration: 2-3 min\nALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0);");
  const auto plan = build_plan({&migration}, catalog);
  const auto& one = plan.migrations.at(0);
  EXPECT_EQ(one.risk, "high");
  EXPECT_EQ(one.risk_reasons,
            std::vector<std::string>{"reads all of orders (size not known) while reads and writes wait"});
  EXPECT_TRUE(one.remarks.empty());
  EXPECT_EQ(one.estimate.high.count(), 0);
  const auto text = to_text(plan);
  EXPECT_NE(text.find("How long it takes is not known"), std::string::npos) << text;
  EXPECT_EQ(text.find("Window to book"), std::string::npos) << text;
}

TEST(BuildPlan, ATableThatNoFileMakesIsNotJudged) {
  for (const auto* text :
       {"DROP TABLE legacy;", "TRUNCATE legacy;", "DELETE FROM legacy;", "CREATE INDEX ON legacy (a);"}) {
    const auto migration = migration_called("001_it", text);
    const auto plan = build_plan({&migration}, {});
    EXPECT_EQ(plan.migrations.at(0).risk, "medium") << text;
    ASSERT_EQ(plan.migrations.at(0).unknown.size(), 1U) << text;
    EXPECT_NE(plan.migrations.at(0).unknown[0].find("no file makes legacy"), std::string::npos);
  }
}

// Whether a table that other migrations made holds rows is known to the server alone.
TEST(BuildPlan, ClaimsNoRefusalWhereNobodyKnowsOfRows) {
  const auto migration = migration_called("001_it", "ALTER TABLE orders ADD COLUMN z int NOT NULL;");
  auto catalog = shop();
  ASSERT_TRUE(build_plan({&migration}, catalog).migrations.at(0).statements.at(0).effects.fails);
  catalog.server_version.reset();
  for (auto& [name, relation] : catalog.relations) relation.heap_bytes = relation.estimated_rows = 0;
  const auto plan = build_plan({&migration}, catalog);
  const auto& one = plan.migrations.at(0);
  EXPECT_FALSE(one.statements.at(0).effects.fails);
  EXPECT_EQ(one.risk, "medium");
  const auto text = to_text(plan);
  EXPECT_EQ(text.find("will be refused"), std::string::npos) << text;
  EXPECT_NE(text.find("fails if orders has rows: orders.z is NOT NULL without a default"), std::string::npos) << text;
}

TEST(BuildPlan, ATransactionOfTheFilesOwnIsOneHoweverItBegins) {
  for (const auto* begin : {"BEGIN", "START TRANSACTION"}) {
    const auto plan = plan_of(fmt::format("{};\nCREATE INDEX CONCURRENTLY i ON orders (note);\nCOMMIT;", begin));
    EXPECT_TRUE(plan.statements.at(1).effects.fails) << begin;
  }
}

TEST(BuildPlan, TakesRiskFromSizesAndLosses) {
  EXPECT_EQ(plan_of("ALTER TABLE orders ADD COLUMN z int;").risk, "low");
  EXPECT_EQ(plan_of("ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0);").risk, "high");
  EXPECT_EQ(plan_of("ALTER TABLE settings ADD CONSTRAINT c CHECK (id > 0);").risk, "low");
  EXPECT_EQ(plan_of("ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;").risk, "low");
  EXPECT_EQ(plan_of("CREATE INDEX i ON orders (note);").risk, "high");
  EXPECT_EQ(plan_of("CREATE INDEX CONCURRENTLY i ON orders (note);").risk, "low");
  EXPECT_EQ(plan_of("ALTER TABLE settings RENAME TO preferences;").risk, "medium");
  EXPECT_EQ(plan_of("DO $$ BEGIN EXECUTE some_text; END $$;").risk, "medium");
  EXPECT_EQ(plan_of("CREATE TABLE t (id int); CREATE INDEX ON t (id); DROP TABLE t;").risk, "low");
  EXPECT_EQ(sentences(plan_of("ALTER TABLE orders DROP COLUMN note;").data_loss),
            std::vector<std::string>{"drops the column orders.note (25 % of 2 000 000 rows hold a value)"});
}

TEST(BuildPlan, TakesTheWorseOfHeaderAndFindings) {
  const auto plan =
      plan_of("-- Risk: low\n-- Breaking: no\n-- Est. Duration: 2-3 min\nALTER TABLE settings DROP COLUMN id;");
  EXPECT_EQ(plan.risk, "high");
  EXPECT_TRUE(plan.breaking);
  ASSERT_EQ(plan.remarks.size(), 3U);
  EXPECT_NE(plan.remarks[0].find("header says 2-3 min, derived"), std::string::npos);
  EXPECT_EQ(plan.remarks[1], "header says not breaking, but it drops the column settings.id");
  EXPECT_EQ(plan.remarks[2], "header says risk low, derived high");
  EXPECT_EQ(plan_of("-- Risk: High\nCREATE TABLE t (id int);").risk, "high");
}

TEST(BuildPlan, SaysWhatRunsOutsideATransaction) {
  const auto plan = plan_of("CREATE INDEX CONCURRENTLY i ON orders (note);");
  EXPECT_FALSE(plan.transactional);
  ASSERT_EQ(plan.outside_transaction.size(), 1U);
  EXPECT_EQ(plan.outside_transaction[0].substr(0, 7), "line 1:");
  EXPECT_TRUE(plan.reversible);
}

TEST(BuildPlan, JudgesAgainstWhatTheStatementsBeforeHaveLeft) {
  const auto plan = plan_of(
      "ALTER TABLE orders RENAME TO sales;\nALTER TABLE sales ALTER COLUMN total SET NOT NULL;\nALTER TABLE orders "
      "ADD COLUMN z int;");
  ASSERT_EQ(plan.statements.size(), 3U);
  EXPECT_TRUE(plan.statements[1].effects.relations.at(0).scan);
  EXPECT_EQ(plan.statements[2].effects.fails.value().sqlstate, "42P01");
  EXPECT_EQ(sentence(*plan.statements[2].effects.fails), R"(relation "orders" does not exist)");
}

TEST(BuildPlan, SurvivesAFileThatDoesNotParse) {
  const auto plan = plan_of("CREATE TABEL t ();");
  ASSERT_EQ(plan.unknown.size(), 1U);
  EXPECT_NE(plan.unknown[0].find("does not parse"), std::string::npos);
  EXPECT_EQ(plan.risk, "medium");
}

TEST(BuildPlan, UsesANewEnumValueInATransactionOfItsOwn) {
  const auto plan = plan_of("ALTER TYPE mood ADD VALUE 'lost';\nUPDATE settings SET id = 1 WHERE 'lost' = 'x';");
  EXPECT_FALSE(plan.transactional);
  ASSERT_EQ(plan.outside_transaction.size(), 1U);
  EXPECT_NE(plan.outside_transaction[0].find("line 2: the enum value 'lost' of line 1"), std::string::npos);
}

TEST(Held, LastsToTheCommit) {
  const pg::Name orders{"public", "orders"};
  const auto whole = plan_of(
      "ALTER TABLE orders ADD COLUMN z int;\nUPDATE orders SET z = 1;\nALTER TABLE settings ADD COLUMN z int;");
  const auto span = held(whole, orders, true);
  ASSERT_TRUE(span.has_value());
  EXPECT_GT(span->high, base::Milliseconds(10'000));  // the UPDATE's time, though its own lock stops nobody
  EXPECT_FALSE(held(plan_of("UPDATE orders SET total = 1;"), orders, true).has_value());
}

TEST(Reasons, PromiseNothingThatAnOlderLockHolds) {
  const auto plan = plan_of(
      "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT c;");
  const auto all = reasons(plan);
  const auto found = std::find_if(all.begin(), all.end(),
                                  [](const Reason& each) { return each.label == "reads whole, writes waiting"; });
  ASSERT_NE(found, all.end());
  EXPECT_EQ(found->text.find("go on"), std::string::npos) << found->text;
  EXPECT_NE(found->text.find("the AccessExclusiveLock of line 1 is still held"), std::string::npos) << found->text;
}

TEST(ToText, DrawsAnAlignedTable) {
  const auto first =
      migration_called("001_größe", "-- Priority: Critical\nALTER TABLE orders ADD COLUMN z int;", "SELECT 1;");
  const auto second = migration_called("002_a_much_longer_name", "CREATE TABLE t (id int);");
  const auto text = to_text(build_plan({&first, &second}, shop()));
  const auto head = text.substr(0, text.find("\n\n") + 1);
  EXPECT_EQ(head,
            "#  Migration               Priority  Est. Duration  Breaking  Risk\n"
            "-  ----------------------  --------  -------------  --------  ----\n"
            "1  001_größe               Critical  1-25 ms        no        low\n"
            "2  002_a_much_longer_name  Low       1-25 ms        no        low\n");
  EXPECT_NE(text.find("stops reads and writes  orders"), std::string::npos);
  EXPECT_NE(text.find("Window to book: 5 min"), std::string::npos);
  EXPECT_EQ(to_text(Plan{}), "Nothing to apply.\n");
}

TEST(ToMarkdown, IsATable) {
  const auto first = migration_called("001_a", "ALTER TABLE orders ADD COLUMN z int;");
  const auto text = to_markdown(build_plan({&first}, shop()));
  EXPECT_NE(text.find("| 1 | `001_a` | Low | 1-25 ms | no | low |\n"), std::string::npos);
  EXPECT_NE(text.find("- **stops reads and writes:** orders\n"), std::string::npos);
}

TEST(ToJson, HoldsWhatTheTextSays) {
  const auto first = migration_called("001_a", "CREATE INDEX i ON orders (note);");
  const auto json = to_json(build_plan({&first}, shop()));
  const auto& one = json["migrations"][0];
  EXPECT_EQ(one["name"], "001_a");
  EXPECT_EQ(one["risk"], "high");
  EXPECT_EQ(one["relations"][0]["relation"], "public.orders");
  EXPECT_EQ(one["relations"][0]["lock_mode"], "ShareLock");
  EXPECT_EQ(one["relations"][0]["scan"], true);
  EXPECT_EQ(one["statements"][0]["kind"], "CREATE INDEX");
}

TEST(WindowNeeded, LeavesTimeToUndo) {
  Plan plan;
  plan.total.high = base::Milliseconds(1000);
  EXPECT_EQ(window_needed(plan), base::Milliseconds(300'000));
  plan.total.high = base::Milliseconds(20 * 60'000);
  EXPECT_EQ(window_needed(plan), base::Milliseconds(40 * 60'000));
}

}  // namespace plan
