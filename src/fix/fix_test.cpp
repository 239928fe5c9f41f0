// Names, files and their text, without a server.
#include "fix/fix.h"

#include <gtest/gtest.h>

#include "fix/name_files.h"
#include "fix/names.h"
#include "fix/partitions.h"
#include "fix/scene_test.h"
#include "fix/split_alter_table.h"
#include "fix/tokens.h"

using namespace fix;

TEST(TakeApart, FindsTheActionsInTheOrderTheServerCarriesThemOut) {
  const auto apart = take_apart("ALTER TABLE IF EXISTS ONLY \"a.b\".c * ADD CHECK (x > f(1, 2)), ADD x int, DROP y");
  ASSERT_TRUE(apart);
  EXPECT_EQ(apart->head, "ALTER TABLE IF EXISTS ONLY \"a.b\".c *");
  EXPECT_EQ(apart->actions, (std::vector<std::string>{"DROP y", "ADD x int", "ADD CHECK (x > f(1, 2))"}));
  EXPECT_FALSE(take_apart("ALTER INDEX a RENAME TO b"));
}

TEST(TakeApart, ANameMayBeAWordOfTheGrammar) {
  EXPECT_EQ(take_apart("ALTER TABLE t ADD CHECK (exclude > 0), ADD exclude int")->actions.front(), "ADD exclude int");
  const auto column = take_column_apart("ADD type int REFERENCES generated (id) NOT NULL");
  EXPECT_EQ(column.name, "type");
  ASSERT_EQ(column.clauses.size(), 2U);
  EXPECT_EQ(column.clauses.front().text, "REFERENCES generated (id)");
}

TEST(TakeApart, CutsAColumnIntoItsClauses) {
  const auto column = take_column_apart(
      "ADD COLUMN IF NOT EXISTS \"Ref\" numeric(10,2) COLLATE \"C\" NOT NULL DEFAULT NULL CONSTRAINT pos CHECK (a > "
      "0)"
      " REFERENCES p ON DELETE SET DEFAULT NOT DEFERRABLE UNIQUE NULLS NOT DISTINCT");
  EXPECT_EQ(column.name, "\"Ref\"");
  EXPECT_TRUE(column.if_not_exists);
  EXPECT_EQ(column.type, "numeric(10,2) COLLATE \"C\"");
  std::vector<std::string> texts;
  for (const auto& clause : column.clauses) texts.push_back(clause.name + "|" + clause.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"|NOT NULL", "|DEFAULT NULL", "pos|CHECK (a > 0)",
                                             "|REFERENCES p ON DELETE SET DEFAULT NOT DEFERRABLE",
                                             "|UNIQUE NULLS NOT DISTINCT"}));
}

static Safe safe_form_of(const std::string& sql) {
  migration::Migration migration{.version = "001", .name = "001_change"};
  migration.up = {.file = "001_change.sql", .shown = "001_change.sql", .text = sql};
  pg::Catalog catalog{.search_path = {"public"}};
  catalog.relations[{"public", "orders"}] = {.name = {"public", "orders"},
                                             .columns = {{.name = "ref", .type = "text"}}};
  return make_safe(migration, catalog);
}

TEST(MakeSafe, TheCommentRightAboveTheFirstStatementIsTheStatements) {
  const auto safe = safe_form_of("-- Description: find them\n\n-- CreateIndex\nCREATE INDEX i ON orders (ref);\n");
  EXPECT_EQ(safe.header, std::vector<std::string>{"-- Description: find them"});
  ASSERT_EQ(safe.drafts.size(), 1U);
  const auto& lines = safe.drafts[0].up;
  EXPECT_TRUE(
      std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.comment == "-- CreateIndex"; }));
  EXPECT_EQ(safe_form_of("-- Description: find them\nCREATE INDEX i ON orders (ref);\n").header,
            std::vector<std::string>{"-- Description: find them"});
}

TEST(MakeSafe, LeavesASwapInOneTransactionAndSaysSo) {
  const auto safe = safe_form_of(
      "CREATE TABLE orders_new (LIKE orders);\nALTER TABLE orders RENAME TO orders_old;\n"
      "ALTER TABLE orders_new RENAME TO orders;\n");
  EXPECT_TRUE(safe.changes.empty());
  ASSERT_EQ(safe.refusals.size(), 1U);
  EXPECT_EQ(safe.refusals[0].line, 2);
  EXPECT_LE(safe.drafts.size(), 1U);
}

TEST(MakeSafe, LeavesWhatTheMigrationMadeUnderAnotherName) {
  const auto safe = safe_form_of(
      "CREATE TABLE fresh (a int, b int);\nALTER TABLE fresh RENAME TO other;\nCREATE INDEX i ON other (a);\n");
  EXPECT_TRUE(safe.changes.empty());
}

// Its DROP was once passed over for a safe form of the CREATE, which there is not: the file was stuck.
TEST(MakeSafe, AnIndexOfAPartitionedTableGoesAndComesInOneTransaction) {
  migration::Migration migration{.version = "001", .name = "001_change"};
  migration.up = {.file = "001.sql",
                  .shown = "001.sql",
                  .text = "CREATE INDEX other ON orders (ref);\nDROP INDEX i;\nCREATE INDEX i ON events (b);\n"};
  pg::Catalog catalog{.server_version = 150000, .search_path = {"public"}};
  catalog.relations[{"public", "orders"}] = {.name = {"public", "orders"},
                                             .columns = {{.name = "ref", .type = "text"}}};
  catalog.relations[{"public", "events"}] = {
      .name = {"public", "events"},
      .kind = pg::RelationKind::partitioned_table,
      .columns = {{.name = "a", .type = "integer"}, {.name = "b", .type = "integer"}},
      .indexes = {{.name = "i", .columns = {"a"}, .definition = "CREATE INDEX i ON public.events USING btree (a)"}},
      .partition_key = "RANGE (a)"};
  const auto safe = make_safe(migration, catalog);
  ASSERT_EQ(safe.refusals.size(), 1U);
  EXPECT_NE(safe.refusals[0].why.find("under another name first"), std::string::npos);
  ASSERT_FALSE(safe.drafts.empty());
  std::vector<std::string> last;
  for (const auto& line : safe.drafts.back().up) last.push_back(line.statement);
  EXPECT_EQ(last, (std::vector<std::string>{"SET LOCAL lock_timeout = '2s'", "DROP INDEX i",
                                            "CREATE INDEX i ON events (b)"}));
}

TEST(MakeSafe, SaysWhatWillBeRefused) {
  const auto refused = safe_form_of("ALTER TABLE orders DROP COLUMN nothing;\n").refusals;
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].why, R"(it will be refused: column "nothing" of relation "orders" does not exist)");
  const auto own = safe_form_of("BEGIN;\nCREATE INDEX CONCURRENTLY i ON orders (ref);\nCOMMIT;\n");
  ASSERT_EQ(own.remarks.size(), 1U);
  EXPECT_TRUE(own.remarks[0].starts_with("line 2 will be refused between BEGIN and COMMIT")) << own.remarks[0];
}

TEST(MakeSafe, SaysOnceWhatItLeavesAsItIs) {
  const auto safe = safe_form_of("CREATE INDEX i ON orders (ref);\nALTER TABLE elsewhere ADD a int, ADD b int;\n");
  EXPECT_EQ(safe.remarks,
            std::vector<std::string>{"line 2 is left as it is: its table is not in the schema at hand"});
}

TEST(Names, AreCutAsTheServerCutsThem) {
  EXPECT_EQ(object_name("orders", "customer_id", "fkey"), "orders_customer_id_fkey");
  EXPECT_EQ(object_name(std::string(60, 'a'), std::string(60, 'b'), "key"),
            std::string(29, 'a') + "_" + std::string(29, 'b') + "_key");
  EXPECT_EQ(object_name("orders", "", "pkey"), "orders_pkey");
}

TEST(Bounds, AreSaidAsChecks) {
  const auto range = bounds_of("RANGE (\"At\")", "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");
  ASSERT_TRUE(range);
  EXPECT_EQ(range->inside, "\"At\" IS NOT NULL AND \"At\" >= '2025-01-01' AND \"At\" < '2026-01-01'");
  EXPECT_EQ(range->outside, "\"At\" < '2025-01-01' OR \"At\" >= '2026-01-01'");
  const auto open = bounds_of("RANGE (at)", "FOR VALUES FROM (MINVALUE) TO (f(1, 2))");
  ASSERT_TRUE(open);
  EXPECT_EQ(open->inside, "at IS NOT NULL AND at < f(1, 2)");
  EXPECT_EQ(open->outside, "at >= f(1, 2)");
  const auto list = bounds_of("LIST (region COLLATE \"C\")", "FOR VALUES IN ('de', 'fr')");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->inside, "region IS NOT NULL AND region IN ('de', 'fr')");
  EXPECT_EQ(list->outside, "region NOT IN ('de', 'fr')");
}

TEST(Bounds, AreNotSaidWhereTheyCannotBe) {
  EXPECT_FALSE(bounds_of("RANGE (at, id)", "FOR VALUES FROM ('2025-01-01', 1) TO ('2026-01-01', 1)"));
  EXPECT_FALSE(bounds_of("RANGE (date_trunc('day', at))", "FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"));
  EXPECT_FALSE(bounds_of("RANGE ((a + b))", "FOR VALUES FROM (1) TO (2)"));
  EXPECT_FALSE(bounds_of("HASH (id)", "FOR VALUES WITH (MODULUS 2, REMAINDER 0)"));
  EXPECT_FALSE(bounds_of("LIST (region)", "FOR VALUES IN ('de', NULL)"));
  EXPECT_FALSE(bounds_of("LIST (region)", "DEFAULT"));
  EXPECT_FALSE(bounds_of("RANGE (at)", "FOR VALUES FROM (MINVALUE) TO (MAXVALUE)"));
}

static pg::Catalog two_tables() {
  pg::Catalog catalog;
  catalog.server_version = 150000;
  for (const std::string_view table :
       {"CREATE TABLE customers (id int PRIMARY KEY)", "CREATE TABLE orders (id int PRIMARY KEY, customer_id int)"}) {
    const auto statements = sql::parse(table, "test");
    impact::simulate(statements.front(), catalog);
  }
  return catalog;
}

static pg::Catalog two_filled_tables() {
  auto catalog = two_tables();
  for (auto& [name, relation] : catalog.relations) relation.heap_bytes = 1'000'000;
  return catalog;
}

static constexpr auto add_key =
    "-- Description: orders know their customer\n-- lockkeeper: no transaction\n\nBEGIN;\n"
    "/* the key */\nALTER TABLE orders\n  ADD FOREIGN KEY (customer_id) REFERENCES customers;\nCOMMIT;\n";

static std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) names.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Placing, TakesTheNumbersBehindItAndKeepsTheTeamsWords) {
  const Project project(add_key, "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;");
  project.make_safe(two_tables());
  EXPECT_EQ(files_in(project.migrations()),
            (std::vector<std::string>{"001_change_1_not_valid.sql", "002_change_2_validate.sql",
                                      "rollbacks/001_change_1_not_valid_rollback.sql",
                                      "rollbacks/002_change_2_validate_rollback.sql"}));
  EXPECT_EQ(
      base::read_file(project.migrations() / "001_change_1_not_valid.sql"),
      "-- Description: orders know their customer\n"
      "-- Replaces: 001_change\n"
      "-- Part 1 of 2: adds orders_customer_id_fkey, checked for new rows only\n"
      "\n"
      "SET LOCAL lock_timeout = '2s';\n"
      "\n"
      "/* the key */\n"
      "ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers "
      "NOT VALID;\n");
  EXPECT_TRUE(project.folder().findings.empty());
}

TEST(Placing, WithoutRoomItIsOneFileThatRunsInSteps) {
  const Project project(add_key, "");
  base::write_file(project.migrations() / "002_next.sql", "SELECT 1;");
  project.make_safe(two_tables());
  EXPECT_EQ(files_in(project.migrations()), (std::vector<std::string>{"001_change_safe.sql", "002_next.sql"}));
  const auto folder = project.folder();
  EXPECT_TRUE(folder.migrations.front().header.no_transaction);
  const auto text = folder.migrations.front().up.text;
  EXPECT_LT(text.find("BEGIN;"), text.find("NOT VALID;"));
  EXPECT_LT(text.find("COMMIT;"), text.find("VALIDATE CONSTRAINT"));
}

TEST(Placing, AMigrationBesideWhatReplacesItIsAnError) {
  const Project project("SELECT 1;", "");
  base::write_file(project.migrations() / "002_safe.sql", "-- Replaces: 001_change\nSELECT 1;");
  const auto findings = project.folder().findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().rule, "replaced");
}

TEST(MakeSafe, AValueOfAnEnumIsUsedAfterItsFile) {
  pg::Catalog catalog = two_tables();
  catalog.enums[{"public", "mood"}] = {"sad"};
  const Project project("ALTER TYPE mood ADD VALUE 'glad';\nCREATE TABLE t (m mood DEFAULT 'glad');\n", "");
  const auto safe = project.make_safe(catalog);
  EXPECT_EQ(safe.drafts.size(), 2U);
}

TEST(MakeSafe, ClosesOneTableAtATime) {
  const Project project(
      "ALTER TABLE orders ADD COLUMN a int;\nALTER TABLE customers ADD COLUMN a int;\n"
      "ALTER TABLE customers ADD COLUMN b int;\n",
      "");
  const auto safe = project.make_safe(two_filled_tables());
  ASSERT_EQ(safe.drafts.size(), 2U);
  EXPECT_EQ(safe.drafts[1].up.size(), 3U);  // lock_timeout and what belongs to customers
  EXPECT_TRUE(safe.remarks.empty());
}

TEST(MakeSafe, KeepsTogetherWhatATableLosesAndAnotherGets) {
  const Project project(
      "ALTER TABLE orders ALTER customer_id DROP DEFAULT;\nALTER TABLE customers ADD COLUMN a int;\n", "");
  const auto safe = project.make_safe(two_filled_tables());
  EXPECT_LE(safe.drafts.size(), 1U);
  ASSERT_FALSE(safe.remarks.empty());
  EXPECT_NE(safe.remarks.back().find("reads and writes of public.orders wait too"), std::string::npos)
      << safe.remarks.back();
}

TEST(MakeSafe, DropsATypeOnceTheOldColumnIsGone) {
  auto catalog = two_filled_tables();
  catalog.schemas = {"public"};
  for (const auto* text : {"CREATE TYPE status AS ENUM ('new')", "ALTER TABLE orders ADD COLUMN status status"}) {
    const auto statements = sql::parse(text, "test");
    impact::simulate(statements.front(), catalog);
  }
  const Project project("ALTER TABLE orders ALTER status TYPE text;\nDROP TYPE status;\n", "");
  const auto safe = project.make_safe(catalog);
  EXPECT_TRUE(safe.refusals.empty());
  ASSERT_EQ(safe.drafts.size(), 5U);
  EXPECT_TRUE(safe.drafts[3].contract);
  EXPECT_TRUE(safe.drafts[4].contract);
  EXPECT_EQ(safe.drafts[4].up.back().statement, "DROP TYPE status");
}

TEST(MakeSafe, ATriggersFunctionReadsNamesAsTheMigrationDoes) {
  auto catalog = two_filled_tables();
  catalog.search_path = {"public"};
  const auto function = [&](const std::string& before) {
    const Project project(before + "ALTER TABLE public.orders ALTER customer_id TYPE bigint;\n", "");
    const auto safe = project.make_safe(catalog);
    for (const auto& line : safe.drafts.front().up) {
      if (line.statement.starts_with("CREATE FUNCTION"))
        return line.statement.substr(0, line.statement.find(" AS $"));
    }
    return std::string();
  };
  EXPECT_TRUE(function("").ends_with(" SET search_path = public")) << function("");
  EXPECT_TRUE(function("SET search_path = app, public;\n").ends_with(" SET search_path = app, public"));
  EXPECT_TRUE(function("SET search_path = '';\n").ends_with(" SET search_path = ''"));
  catalog.server_version.reset();
  EXPECT_TRUE(function("").ends_with(" SET search_path FROM CURRENT"));
}

TEST(MakeSafe, SettingsOfTheTeamHoldInEveryFile) {
  const Project project(
      "SET LOCAL lock_timeout = '9s';\nSET search_path = public;\n"
      "ALTER TABLE orders ADD CHECK (id > 0);\nCREATE INDEX i ON orders (customer_id);",
      "");
  const auto safe = project.make_safe(two_tables());
  ASSERT_EQ(safe.drafts.size(), 3U);
  EXPECT_EQ(safe.drafts[0].up.front().statement, "SET LOCAL lock_timeout = '9s'");
  EXPECT_EQ(safe.drafts[0].up.size(), 3U);
  for (const auto& draft : safe.drafts) {
    if (draft.running == Running::steps) EXPECT_EQ(draft.up.front().statement, "SET search_path = public");
  }
}

// A project in another layout: the file of the migration, with its undo beside it.
static std::vector<std::string> placed_in(const std::string& up, const std::string& down, const std::string& beside) {
  const base::TemporaryFolder home("lockkeeper-fix-test");
  for (const auto& file : {up, down}) base::write_file(home.path() / file, "ALTER TABLE orders ADD CHECK (id > 0);");
  base::write_file(home.path() / down, "ALTER TABLE orders DROP CONSTRAINT orders_id_check;");
  if (!beside.empty()) base::write_file(home.path() / beside, "provider = \"postgresql\"\n");
  config::Migrations settings;
  settings.dir = home.path();
  const auto folder = migration::read_folder(settings);
  const auto& migration = folder.migrations.front();
  std::vector<std::string> names;
  for (const auto& file : place(make_safe(migration, two_tables()), migration, &folder).files) {
    names.push_back(file.file.lexically_relative(home.path()).string());
    names.push_back(file.down_file->lexically_relative(home.path()).string());
  }
  return names;
}

TEST(Placing, KeepsToTheLayoutOfUpAndDownFiles) {
  EXPECT_EQ(placed_in("000003_key.up.sql", "000003_key.down.sql", ""),
            (std::vector<std::string>{"000003_key_1_not_valid.up.sql", "000003_key_1_not_valid.down.sql",
                                      "000004_key_2_validate.up.sql", "000004_key_2_validate.down.sql"}));
}

TEST(Placing, KeepsToTheLayoutOfPrisma) {
  EXPECT_EQ(placed_in("20250115120000_key/migration.sql", "20250115120000_key/down.sql", "migration_lock.toml"),
            (std::vector<std::string>{
                "20250115120000_key_1_not_valid/migration.sql", "20250115120000_key_1_not_valid/down.sql",
                "20250115120000_key_2_validate/migration.sql", "20250115120000_key_2_validate/down.sql"}));
}

TEST(MakeSafe, KeepsAFileWholeWhoseStatementsBelongToOneSession) {
  for (const std::string first : {"CREATE TEMP TABLE m AS SELECT 1 AS k", "CREATE TEMPORARY VIEW m AS SELECT 1 AS k",
                                  "SELECT 1 AS k INTO TEMP m", "LOCK TABLE orders", "SET CONSTRAINTS ALL DEFERRED",
                                  "DO $$ BEGIN CREATE TEMP TABLE m (k int); END $$",
                                  "SELECT set_config('my.x', '1', false)", "SELECT pg_advisory_lock(7)"}) {
    SCOPED_TRACE(first);
    const Project project(first + ";\nCREATE INDEX i ON orders (customer_id);\nUPDATE orders SET customer_id = 1;\n",
                          "");
    const auto safe = project.make_safe(two_filled_tables());
    EXPECT_TRUE(safe.drafts.empty());
    EXPECT_TRUE(safe.changes.empty());
    ASSERT_EQ(safe.refusals.size(), 1U);
    EXPECT_EQ(safe.refusals[0].line, 1);
    EXPECT_NE(safe.refusals[0].why.find("the file cannot be parted"), std::string::npos) << safe.refusals[0].why;
  }
}
