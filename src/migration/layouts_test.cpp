// Each layout reads the sample tree that stands beside it.
#include "migration/layouts.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"

namespace migration {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

Folder read_sample(const std::string& name, std::vector<std::string> order = {}) {
  return read_folder(
      {.dir = fs::path(LOCKKEEPER_SOURCE) / "src/migration/layouts" / name, .order = std::move(order)});
}

Names names(const Folder& folder) {
  Names result;
  for (const auto& migration : folder.migrations) result.push_back(migration.name);
  return result;
}

Names findings(const Folder& folder) {
  Names result;
  for (const auto& finding : folder.findings)
    result.push_back((finding.severity == Finding::Severity::error ? "error " : "warning ") + finding.rule + ": " +
                     finding.message);
  return result;
}

TEST(SampleTrees, ThereIsOneForEachLayout) {
  for (const auto& entry : layouts()) {
    auto folder = std::string(entry.id);
    std::ranges::replace(folder, '-', '_');
    EXPECT_TRUE(fs::is_directory(fs::path(LOCKKEEPER_SOURCE) / "src/migration/layouts" / folder)) << folder;
  }
}

TEST(SampleTrees, PlainSql) {
  const auto folder = read_sample("plain_sql");
  EXPECT_EQ(folder.layout, "plain-sql");
  EXPECT_EQ(names(folder),
            (Names{"8_add_orders", "009_add_notification_system", "010_shut_down", "20250115120000_add_note"}));
  EXPECT_EQ(folder.migrations[1].version, "009");
  EXPECT_EQ(folder.migrations[0].down->text, "DROP TABLE orders;\n");
  EXPECT_EQ(folder.migrations[1].down->text, "DROP TABLE notifications;\n");
  EXPECT_FALSE(folder.migrations[2].down);
  EXPECT_EQ(folder.migrations[1].header.estimate, "2-3 min");
  EXPECT_EQ(folder.migrations[1].header.depends, Names{"8_add_orders"});
  EXPECT_EQ(folder.ignored, (Names{"seed.sql: its name has no number in front", "011_backfill.py: a program, not SQL",
                                   "archive/: a folder; only the files beside it are read",
                                   "rollbacks/007_gone_rollback.sql: there is no migration 007_gone"}));
  EXPECT_EQ(findings(folder),
            (Names{"warning no-version: seed.sql has no number in front of its name, so it is not run",
                   "error not-taken: 011_backfill.py looks like a migration and would be passed over: a program, not "
                   "SQL"}));
}

TEST(SampleTrees, Prisma) {
  const auto folder = read_sample("prisma", {"organizations", "add_indexes"});
  EXPECT_EQ(folder.layout, "prisma");
  EXPECT_EQ(names(folder),
            (Names{"20250115120000_create_users", "20250625_add_index copy", "organizations", "add_indexes"}));
  EXPECT_EQ(folder.ignored, Names{"loose.sql: a file beside the folders is not a migration"});
  EXPECT_TRUE(folder.findings.empty());
  EXPECT_EQ(folder.migrations[2].down->text, "DROP TABLE \"organizations\";\n");
}

TEST(SampleTrees, PrismaListsDatedFoldersWhereTheOrderSays) {
  const auto folder = read_sample("prisma", {"organizations", "20250115120000_create_users", "add_indexes"});
  EXPECT_EQ(names(folder),
            (Names{"20250625_add_index copy", "organizations", "20250115120000_create_users", "add_indexes"}));
}

TEST(SampleTrees, PrismaSaysWhatIsWrongWithTheOrder) {
  const auto folder = read_sample("prisma", {"organization", "add_indexes", "add_indexes"});
  EXPECT_EQ(findings(folder), (Names{"error unknown-order: 'order' names organization, which is not there",
                                     "error listed-twice: 'order' names add_indexes twice",
                                     "error order-unknown: organizations has no number in front of its name, so its "
                                     "place in the order cannot be told"}));
  EXPECT_EQ(folder.findings[0].hint, "Did you mean organizations?");
  EXPECT_EQ(folder.findings[0].place.file, "lockkeeper.toml");
}

TEST(SampleTrees, UpDown) {
  const auto folder = read_sample("up_down");
  EXPECT_EQ(folder.layout, "up-down");
  EXPECT_EQ(names(folder), (Names{"1_a", "000002_b", "10_c"}));
  EXPECT_EQ(folder.migrations[0].down->text, "DROP TABLE a;\n");
  EXPECT_EQ(folder.ignored, Names{"3_code.up.go: a program, not SQL"});
  EXPECT_EQ(findings(folder),
            Names{"error not-taken: 3_code.up.go looks like a migration and would be passed over: a "
                  "program, not SQL"});
}

// What of the script runs, on one line.
std::string running(const Script& script) {
  std::string out;
  for (const char c : script.text) {
    const bool space = c == ' ' || c == '\n';
    if (!space || (!out.empty() && out.back() != ' ')) out += space ? ' ' : c;
  }
  return std::string(base::trim(out));
}

TEST(SampleTrees, Goose) {
  const auto folder = read_sample("goose");
  EXPECT_EQ(folder.layout, "goose");
  EXPECT_EQ(names(folder), (Names{"9_first", "20250115120000_users", "20250116120000_key", "20250117120000_fill"}));
  EXPECT_EQ(running(folder.migrations[1].up),
            "-- +goose StatementBegin CREATE TABLE users (id int); -- +goose StatementEnd");
  EXPECT_EQ(running(*folder.migrations[1].down), "DROP TABLE users;");
  EXPECT_EQ(folder.migrations[1].up.text.find("CREATE"),
            std::string("-- +goose Up\n-- +goose StatementBegin\n").size());
  EXPECT_FALSE(folder.migrations[1].header.no_transaction);
  EXPECT_TRUE(folder.migrations[2].header.no_transaction);
  EXPECT_TRUE(folder.migrations[2].undo_alone);
  EXPECT_TRUE(folder.migrations[3].external);
  EXPECT_TRUE(folder.findings.empty());
}

TEST(SampleTrees, Dbmate) {
  const auto folder = read_sample("dbmate");
  EXPECT_EQ(folder.layout, "dbmate");
  EXPECT_EQ(names(folder), (Names{"20250115120000_users", "20250116120000_key"}));
  EXPECT_EQ(running(folder.migrations[0].up), "CREATE TABLE users (id int);");
  EXPECT_EQ(running(*folder.migrations[0].down), "DROP TABLE users;");
  EXPECT_TRUE(folder.migrations[1].header.no_transaction);
  EXPECT_TRUE(folder.migrations[1].undo_alone);
  EXPECT_EQ(folder.ignored, Names{"schema.sql: its name is not like N_name.sql"});
}

TEST(SampleTrees, SqlMigrate) {
  const auto folder = read_sample("sql_migrate");
  EXPECT_EQ(folder.layout, "sql-migrate");
  EXPECT_EQ(names(folder), (Names{"1_users", "2_none", "10_key"}));
  EXPECT_EQ(running(folder.migrations[0].up), "CREATE TABLE users (id int); CREATE TABLE orders (id int);");
  EXPECT_EQ(running(*folder.migrations[0].down), "DROP TABLE orders; DROP TABLE users;");
  EXPECT_TRUE(folder.migrations[2].header.no_transaction);
  EXPECT_EQ(findings(folder).at(0),
            "error outside-sections: the file has no '-- +migrate Up', so nothing of it would run");
}

TEST(SampleTrees, NodePgMigrate) {
  const auto folder = read_sample("node_pg_migrate");
  EXPECT_EQ(folder.layout, "node-pg-migrate");
  EXPECT_EQ(names(folder), (Names{"1736942400000_users", "1736942500000_fill", "1736942600000_whole"}));
  EXPECT_EQ(running(*folder.migrations[0].down), "DROP TABLE users;");
  EXPECT_TRUE(folder.migrations[1].external);
  EXPECT_EQ(running(folder.migrations[2].up), "CREATE TABLE whole (id int);");
}

TEST(SampleTrees, Tern) {
  const auto folder = read_sample("tern");
  EXPECT_EQ(folder.layout, "tern");
  EXPECT_EQ(running(folder.migrations[0].up), "CREATE TABLE users (id int);");
  EXPECT_EQ(running(*folder.migrations[0].down), "DROP TABLE users;");
  EXPECT_FALSE(folder.migrations[1].down);
}

// A plain sort would run 2017-09-23-… before 20170801….
TEST(SampleTrees, Diesel) {
  const auto folder = read_sample("diesel");
  EXPECT_EQ(folder.layout, "diesel");
  EXPECT_EQ(names(folder), (Names{"00000000000000_diesel_initial_setup", "2017-07-01-193829_first one",
                                  "20170801000000_second", "2017-09-23-193829_key"}));
  EXPECT_EQ(folder.migrations[1].version, "20170701193829");
  EXPECT_TRUE(folder.migrations[3].header.no_transaction);
  EXPECT_EQ(folder.ignored, Names{"2017-09-23-193829_key/data_1.sql: only up.sql and down.sql are run"});
}

TEST(SampleTrees, Dialect) {
  const auto folder = read_sample("dialect");
  EXPECT_EQ(folder.layout, "dialect");
  EXPECT_EQ(names(folder), (Names{"1_users", "2_key"}));
  EXPECT_EQ(running(folder.migrations[0].up), "CREATE TABLE users (id int, note text);");
  EXPECT_TRUE(folder.migrations[0].down);
  EXPECT_TRUE(folder.migrations[1].header.no_transaction);
  EXPECT_EQ(folder.ignored,
            (Names{"1_users.mysql.up.sql: for mysql", "1_users.up.sql: there is a form for PostgreSQL beside it",
                   "3_only.mysql.up.sql: for mysql"}));
}

TEST(SampleTrees, Nested) {
  const auto folder = read_sample("nested");
  EXPECT_EQ(folder.layout, "nested");
  EXPECT_EQ(names(folder), (Names{"3/01_users", "3/002-orders", "10/1_key"}));
  EXPECT_EQ(folder.migrations[1].version, "3.002");
  EXPECT_TRUE(folder.migrations[0].down);
  EXPECT_EQ(folder.ignored, Names{"README.sql: its name is not like N/N_name.sql"});
}

TEST(SampleTrees, GraphileMigrate) {
  const auto folder = read_sample("graphile_migrate");
  EXPECT_EQ(folder.layout, "graphile-migrate");
  EXPECT_EQ(names(folder), (Names{"000001-users", "000002"}));
  EXPECT_TRUE(folder.migrations[1].header.no_transaction);
  EXPECT_EQ(folder.ignored, Names{"current.sql: work in progress, not committed"});
}

TEST(SampleTrees, Drizzle) {
  const auto folder = read_sample("drizzle");
  EXPECT_EQ(folder.layout, "drizzle");
  EXPECT_EQ(names(folder), (Names{"0001_users", "0000_orders"}));
  EXPECT_EQ(findings(folder), (Names{"error missing-file: the journal names 0002_gone, whose file is not there",
                                     "error not-taken: 0003_loose.sql looks like a migration and would be passed "
                                     "over: meta/_journal.json does not name it"}));
}

TEST(SampleTrees, Flyway) {
  const auto folder = read_folder(
      {.dir = fs::path(LOCKKEEPER_SOURCE) / "src/migration/layouts/flyway", .placeholders = {{"schema", "app"}}});
  EXPECT_EQ(folder.layout, "flyway");
  EXPECT_EQ(names(folder),
            (Names{"V1__users", "V1.9__early", "V1_10__late", "V2__key", "V3__code", "V4__lost", "R__views"}));
  EXPECT_EQ(folder.migrations[2].version, "1.10");
  EXPECT_EQ(running(folder.migrations[0].up), "CREATE TABLE app.users (id int);");
  EXPECT_TRUE(folder.migrations[3].header.no_transaction);
  EXPECT_EQ(running(*folder.migrations[3].down), "DROP INDEX users_id;");
  EXPECT_TRUE(folder.migrations[4].external);
  EXPECT_TRUE(folder.migrations[6].repeatable);
  EXPECT_EQ(folder.ignored, Names{"beforeMigrate.sql: a callback of Flyway, which is not run"});
  EXPECT_EQ(findings(folder), Names{"error placeholder: the placeholder ${unknown} has no value"});
}

TEST(SampleTrees, Sqitch) {
  const auto folder = read_sample("sqitch");
  EXPECT_EQ(folder.layout, "sqitch");
  EXPECT_EQ(names(folder), (Names{"appschema", "users@v1.0", "users"}));
  EXPECT_EQ(running(folder.migrations[1].up), "BEGIN; CREATE TABLE app.users (id int); COMMIT;");
  EXPECT_EQ(running(*folder.migrations[2].down), "BEGIN; ALTER TABLE app.users DROP COLUMN note; COMMIT;");
  EXPECT_EQ(folder.migrations[0].version.size(), 40U);
  ASSERT_EQ(folder.ignored.size(), 1U);
  EXPECT_NE(folder.ignored[0].find("unplanned.sql: the plan does not name it"), std::string::npos);
}

TEST(SampleTrees, List) {
  const auto folder = read_folder({.dir = fs::path(LOCKKEEPER_SOURCE) / "src/migration/layouts/list",
                                   .layout = "list",
                                   .order = {"schema.sql", "seed-countries.sql"}});
  EXPECT_EQ(names(folder), (Names{"schema", "seed-countries"}));
  EXPECT_EQ(folder.ignored, Names{"other.sql: [migrations] order does not name it"});
}

}  // namespace
}  // namespace migration
