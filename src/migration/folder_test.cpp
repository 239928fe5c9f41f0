#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "migration/layouts.h"
#include "migration/migration.h"
#include "migration/reading.h"

using namespace migration;
namespace fs = std::filesystem;

namespace {

class Folders : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) { base::write_file(home_.path() / name, text); }
  [[nodiscard]] Folder read(std::vector<std::string> order = {}) const {
    return read_folder({.dir = home_.path(), .order = std::move(order)});
  }
  [[nodiscard]] static std::vector<std::string> names(const Folder& folder) {
    std::vector<std::string> out;
    for (const auto& migration : folder.migrations) out.push_back(migration.name);
    return out;
  }
  [[nodiscard]] static std::vector<std::string> rules(const Folder& folder) {
    std::vector<std::string> out;
    for (const auto& finding : folder.findings) out.push_back(finding.rule);
    return out;
  }
  base::TemporaryFolder home_;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_F(Folders, NumbersOrderByValueNotByText) {
  for (const auto* name : {"9_nine.sql", "10_ten.sql", "009_b.txt", "2_two.sql", "20250115120000_stamp.sql"})
    write(name, "SELECT 1;");
  const auto folder = read();
  EXPECT_EQ(folder.layout, "plain-sql");
  EXPECT_EQ(names(folder), (Names{"2_two", "9_nine", "10_ten", "20250115120000_stamp"}));
  EXPECT_EQ(folder.migrations[0].version, "2");
}

TEST_F(Folders, NineAndZeroZeroNineAreOneVersion) {
  write("9_a.sql", "SELECT 1;");
  write("009_b.sql", "SELECT 1;");
  const auto folder = read();
  ASSERT_EQ(rules(folder), Names{"duplicate-version"});
  EXPECT_NE(folder.findings[0].message.find("009_b.sql"), std::string::npos);
  EXPECT_NE(folder.findings[0].message.find("9_a.sql"), std::string::npos);
}

TEST_F(Folders, TheUndoLiesInRollbacks) {
  write("009_add.sql", "CREATE TABLE t ();");
  write("rollbacks/009_add_rollback.sql", "DROP TABLE t;");
  const auto folder = read();
  ASSERT_EQ(names(folder), Names{"009_add"});
  EXPECT_EQ(folder.migrations[0].down->text, "DROP TABLE t;");
}

TEST_F(Folders, WhatIsNotTakenIsListed) {
  write("001_a.sql", "SELECT 1;");
  write("helper.sql", "SELECT 1;");
  EXPECT_EQ(read().ignored, Names{"helper.sql: its name has no number in front"});
}

TEST_F(Folders, AMixedFolderHidesNothing) {
  write("1_a.up.sql", "SELECT 1;");
  write("2_b.up.go", "package main");
  write("3_c.up.sql", "SELECT 3;");
  write("4_d.sql", "SELECT 4;");
  write("V0005.Fifth.up.sql", "SELECT 5;");
  write("6_f/up.sql", "SELECT 6;");
  write("7_g.UP.SQL", "SELECT 7;");
  write("readme.sql", "SELECT 8;");
  const auto folder = read();
  EXPECT_EQ(names(folder), (Names{"1_a", "3_c", "7_g"}));
  EXPECT_EQ(rules(folder), (Names{"not-taken", "not-taken", "not-taken", "not-taken"}));
  EXPECT_EQ(
      folder.ignored,
      (Names{"2_b.up.go: a program, not SQL", "4_d.sql: it is not N_name.up.sql or N_name.down.sql",
             "6_f/: a folder; only the files beside it are read",
             "V0005.Fifth.up.sql: its name has no number in front", "readme.sql: its name has no number in front"}));
}

TEST_F(Folders, ManyThatAreNotTakenAreOneError) {
  write("1_a.up.sql", "SELECT 1;");
  for (int number = 2; number < 30; ++number) write(std::to_string(number) + "_x.sql", "SELECT 1;");
  const auto folder = read();
  EXPECT_EQ(folder.ignored.size(), 28);
  ASSERT_EQ(rules(folder), Names{"not-taken"});
  EXPECT_EQ(
      folder.findings[0].message,
      "28 files look like migrations and would be passed over: 10_x.sql, 11_x.sql, 12_x.sql, 13_x.sql and 24 more");
}

TEST_F(Folders, WhatLooksLikeAMigrationBesideNumberedFilesIsAnError) {
  write("1_a.sql", "SELECT 1;");
  for (const auto* name :
       {"V2__b.sql", "R__views.sql", "migration_003.sql", "4_d.py", "5_e.sql.tmpl", "2024/6_f.sql", "7_g.psql"})
    write(name, "SELECT 1;");
  for (const auto* name : {"seed.sql", "8_notes.md", "archive/0_old.sql", "vendor.py"}) write(name, "SELECT 1;");
  const auto folder = read();
  EXPECT_EQ(names(folder), Names{"1_a"});
  EXPECT_EQ(rules(folder), (Names{"no-version", "not-taken"}));
  EXPECT_NE(folder.findings[1].message.find("7 files"), std::string::npos) << folder.findings[1].message;
  EXPECT_EQ(folder.ignored.size(), 10);
}

TEST_F(Folders, WhatTheConfigurationIgnoresIsNamedAndNoError) {
  write("1_a.up.sql", "SELECT 1;");
  write("2_b.up.go", "package main");
  const auto folder = read_folder({.dir = home_.path(), .ignore = {"*.go"}});
  EXPECT_TRUE(folder.findings.empty());
  EXPECT_EQ(folder.ignored, Names{"2_b.up.go: left out by 'ignore' in lockkeeper.toml"});
}

TEST_F(Folders, SeveralDatabasesAreOneError) {
  for (const auto* dialect : {".mysql", ".postgres", ".cockroach", ".sqlite3", ""})
    for (const auto* name : {"1_a", "2_b"}) write(fmt::format("{}{}.up.sql", name, dialect), "SELECT 1;");
  write("3_c.postgres.autocommit.up.sql", "SELECT 1;");
  EXPECT_EQ(names(read()), (Names{"1_a", "2_b", "3_c"}));
  const auto folder = read_folder({.dir = home_.path(), .layout = "up-down"});
  ASSERT_EQ(rules(folder), Names{"several-dialects"});
  EXPECT_EQ(
      folder.findings[0].message,
      "the folder holds migrations for 4 databases (cockroach, mysql, postgres, sqlite3), which this layout does not "
      "tell apart");
  EXPECT_EQ(names(folder), (Names{"1_a.postgres", "2_b.postgres", "3_c.postgres.autocommit"}));
  EXPECT_EQ(folder.ignored.size(), 8);
}

TEST_F(Folders, NothingToRunIsSaid) {
  EXPECT_EQ(rules(read()), Names{"no-migrations"});
  EXPECT_EQ(read().findings[0].severity, Finding::Severity::warning);
  write("V0001.First.up.sql", "SELECT 1;");
  EXPECT_EQ(rules(read()), Names{"not-taken"});
  EXPECT_EQ(read().findings[0].severity, Finding::Severity::error);
}

TEST_F(Folders, ChecksumsDoNotChangeWithLineEndsOrByteOrderMark) {
  write("001_a.sql", "SELECT 1;\nSELECT 2;\n");
  const auto plain = read().migrations.at(0).checksum;
  write("001_a.sql", "\xEF\xBB\xBFSELECT 1;\r\nSELECT 2;\r\n");
  EXPECT_EQ(read().migrations.at(0).checksum, plain);
  write("001_a.sql", "SELECT 1;\nSELECT 3;\n");
  EXPECT_NE(read().migrations.at(0).checksum, plain);
}

TEST_F(Folders, UnreadableTextIsAFindingWithItsLine) {
  write("001_a.sql", std::string("SELECT 1;\n-- \0\n", 14));
  write("002_b.sql", "SELECT 1;\n\nSELECT '\xE9';\n");
  write("003_c.sql", std::string("\xFF\xFES\0E\0", 6));
  write("004_d.sql", "-- nothing\n");
  const auto folder = read();
  ASSERT_EQ(rules(folder), (Names{"unreadable-text", "unreadable-text", "unreadable-text", "empty-migration"}));
  EXPECT_EQ(folder.findings[0].place.line, 2);
  EXPECT_EQ(folder.findings[1].place.line, 3);
  EXPECT_EQ(folder.findings[1].message, "byte 0xE9 is not valid UTF-8 here");
  EXPECT_EQ(folder.findings[2].message, "the file is UTF-16, but PostgreSQL reads UTF-8");
  EXPECT_EQ(folder.findings[3].severity, Finding::Severity::warning);
}

TEST_F(Folders, PrismaRunsDatedFoldersByNameAndTheOthersAsListed) {
  write("migration_lock.toml", "provider = \"postgresql\"\n");
  for (const auto* name : {"20251202_add_owner", "20251117022438_first", "add_indexes", "organizations"}) {
    write(std::string(name) + "/migration.sql", "SELECT 1;\n");
  }
  write("organizations/down.sql", "SELECT 2;\n");
  const auto folder = read({"organizations", "20251202_add_owner", "add_indexes"});
  EXPECT_EQ(folder.layout, "prisma");
  EXPECT_EQ(names(folder), (Names{"20251117022438_first", "organizations", "20251202_add_owner", "add_indexes"}));
  EXPECT_TRUE(folder.findings.empty());
  EXPECT_EQ(folder.migrations[1].down->text, "SELECT 2;\n");
  EXPECT_EQ(base::sha256(raw_text(folder.migrations[0].up)), base::sha256("SELECT 1;\n"));
}

TEST_F(Folders, PrismaSaysWhatHasNoPlace) {
  write("migration_lock.toml", "provider = \"postgresql\"\n");
  write("add_indexes/migration.sql", "SELECT 1;\n");
  write("20250101000000_gone/notes.txt", "");
  const auto folder = read({"add_indices"});
  EXPECT_EQ(rules(folder), (Names{"missing-file", "unknown-order", "order-unknown"}));
  EXPECT_EQ(folder.findings[1].hint, "Did you mean add_indexes?");
}

TEST_F(Folders, PrismaRunsNumberedFoldersByName) {
  write("migration_lock.toml", "provider = \"postgresql\"\n");
  for (const auto* name : {"01_init", "02_users", "10_orders", "19_x", "20250101000000_dated"})
    write(std::string(name) + "/migration.sql", "SELECT 1;\n");
  EXPECT_EQ(names(read()), (Names{"01_init", "02_users", "10_orders", "19_x", "20250101000000_dated"}));
  EXPECT_TRUE(rules(read()).empty());
  write("3_late/migration.sql", "SELECT 1;\n");
  const auto folder = read();
  EXPECT_EQ(names(folder).back(), "3_late");
  ASSERT_EQ(rules(folder), Names{"runs-by-name"});
  EXPECT_EQ(folder.findings[0].message, "19_x runs before 3_late: Prisma orders folders by name, not by number");
}

TEST_F(Folders, PrismaNamesWhatIsWrittenInCode) {
  write("migration_lock.toml", "provider = \"postgresql\"\n");
  write("20250101000000_a/migration.sql", "SELECT 1;\n");
  write("20250101000000_a/migration.ts", "");
  write("20250102000000_b/migration.ts", "");
  write("20250103_c.sql", "SELECT 1;\n");
  const auto folder = read();
  EXPECT_EQ(rules(folder), (Names{"not-sql", "not-taken"}));
  EXPECT_EQ(folder.findings[0].message,
            "20250102000000_b is written in code (migration.ts), not SQL, and would be passed over");
  EXPECT_EQ(folder.findings[1].severity, Finding::Severity::warning);
  EXPECT_EQ(folder.ignored, (Names{"20250101000000_a/migration.ts: a program beside migration.sql",
                                   "20250103_c.sql: a file beside the folders is not a migration"}));
}

TEST_F(Folders, PrismaForAnotherDatabaseIsRefused) {
  write("migration_lock.toml", "# Please do not edit\nprovider = \"mysql\"\n");
  const auto folder = read();
  EXPECT_EQ(rules(folder), Names{"not-postgresql"});
  EXPECT_EQ(folder.findings[0].message, "these migrations are for mysql, not for postgresql");
  EXPECT_EQ(folder.findings[0].place.line, 2);
  write("migration_lock.toml", "");
  EXPECT_EQ(rules(read()), Names{"not-postgresql"});
  write("migration_lock.toml", "provider='postgresql' # ours\n");
  EXPECT_EQ(rules(read()), Names{"no-migrations"});  // a project that begins
  EXPECT_EQ(read().findings[0].severity, Finding::Severity::warning);
}

TEST_F(Folders, PrismaOfThreeFilesIsRefusedByName) {
  write("20250101000000_a/migration.ts", "");
  write("20250101000000_a/ops.json", "");
  write("20250102000000_b/migration.sql", "SELECT 1;");
  EXPECT_EQ(rules(read()), Names{"newer-prisma"});
}

TEST_F(Folders, AnUndoWithoutItsMigrationIsAnErrorAndNeverRun) {
  write("001_a.sql", "SELECT 1;");
  write("002_b_rollback.sql", "DROP TABLE b;");
  write("003_c.down.sql", "DROP TABLE c;");
  const auto folder = read();
  EXPECT_EQ(names(folder), Names{"001_a"});
  EXPECT_EQ(rules(folder), (Names{"missing-file", "missing-file"}));
}

TEST_F(Folders, DownAtTheEndOfANameIsAnUndoOnlyBesideItsMigration) {
  write("001_shut_down.sql", "SELECT 1;");
  write("002_b.sql", "SELECT 2;");
  write("002_b_down.sql", "SELECT -2;");
  const auto folder = read();
  EXPECT_EQ(names(folder), (Names{"001_shut_down", "002_b"}));
  EXPECT_EQ(folder.migrations[1].down->text, "SELECT -2;");
}

TEST_F(Folders, UpAndDownInOneFileAreRefused) {
  write("001_a.sql", "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT -1;\n");
  write("002_b.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT -1;\n");
  const auto folder = read_folder({.dir = home_.path(), .layout = "plain-sql"});
  ASSERT_EQ(rules(folder), (Names{"undo-in-file", "undo-in-file"}));
  EXPECT_EQ(folder.findings[0].place.line, 4);
}

// A mark that the layout's tool does not know is still no reason to run what stands below it.
TEST_F(Folders, MarksOfOtherToolsAreRefusedInALayoutThatHasItsOwn) {
  write("001_a.sql", "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
  write("002_b.sql", "-- migrate:up\nCREATE TABLE b (id int);\n-- + goose Down\nDROP TABLE b;\n");
  write("003_c.sql", "-- +goose Up\nCREATE TABLE c (id int);\n");
  const auto folder = read();
  EXPECT_EQ(folder.layout, "dbmate");
  EXPECT_EQ(rules(folder), (Names{"undo-in-file", "outside-sections", "empty-migration"}));
}

TEST_F(Folders, ANumberThatIsPartOfAWordIsNoVersion) {
  write("1_a.sql", "SELECT 1;");
  write("2fa_tables.sql", "SELECT 1;");
  write("3-c.SQL", "SELECT 1;");
  EXPECT_EQ(names(read()), (Names{"1_a", "3-c"}));
}

TEST_F(Folders, CommentsNestAndAloneAreEmpty) {
  write("1_a.sql", "/* a /* b */ SELECT 1; */ -- c\n;");
  EXPECT_EQ(rules(read()), Names{"empty-migration"});
}

TEST_F(Folders, PairsOfUpAndDown) {
  write("000002_b.up.sql", "SELECT 2;");
  write("000001_a.up.sql", "SELECT 1;");
  write("000001_a.down.sql", "SELECT -1;");
  write("000003_c.down.sql", "SELECT -3;");
  const auto folder = read();
  EXPECT_EQ(folder.layout, "up-down");
  EXPECT_EQ(names(folder), (Names{"000001_a", "000002_b"}));
  EXPECT_EQ(rules(folder), Names{"missing-file"});
}

TEST_F(Folders, AMissingOneAndAnUnknownLayoutAreErrors) {
  EXPECT_THROW(static_cast<void>(read_folder({.dir = home_.path() / "nowhere"})), base::Error);
  try {
    static_cast<void>(read_folder({.dir = home_.path(), .layout = "prisam"}));
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_NE(error.hint().find("Did you mean 'prisma'?"), std::string::npos);
  }
}

TEST_F(Folders, FindTakesNameVersionAndBeginning) {
  write("008_orders.sql", "SELECT 1;");
  write("009_notes.sql", "SELECT 1;");
  const auto folder = read();
  EXPECT_EQ(find(folder, "009").name, "009_notes");
  EXPECT_EQ(find(folder, "9").name, "009_notes");
  EXPECT_EQ(find(folder, "008_ord").name, "008_orders");
  EXPECT_EQ(find(folder, "009_notes.sql").name, "009_notes");
  EXPECT_EQ(find(folder, "notes").name, "009_notes");
  EXPECT_THROW(static_cast<void>(find(folder, "")), base::Error);
  EXPECT_THROW(static_cast<void>(find(folder, "00")), base::Error);
  EXPECT_THROW(static_cast<void>(find(folder, "010")), base::Error);
}

TEST(Header, ReadsWhatPeopleWrite) {
  const auto header = read_header(
      "-- Migration: x\n-- Description: Adds: notes\n-- Risk Level: High\n-- Estimated Duration: 2-3 min\n"
      "-- Breaking: yes (orders.note)\n-- Depends on: a, `b`\n-- lockkeeper: no transaction\n\nSELECT 1; -- Risk: "
      "low\n");
  EXPECT_EQ(header.description, "Adds: notes");
  EXPECT_EQ(header.risk, "high");
  EXPECT_EQ(header.estimate, "2-3 min");
  EXPECT_EQ(header.breaking, "yes (orders.note)");
  EXPECT_EQ(header.depends, (Names{"a", "b"}));
  EXPECT_TRUE(header.no_transaction);
}

TEST_F(Folders, FindPrefersTheNumberToTheBeginning) {
  write("009_notes.sql", "SELECT 1;");
  write("90_later.sql", "SELECT 1;");
  EXPECT_EQ(find(read(), "9").name, "009_notes");
}

TEST(Header, SaysThatItWaitsToBeReleased) {
  EXPECT_TRUE(read_header("-- Contract: once nobody needs it\nSELECT 1;").contract);
  EXPECT_FALSE(read_header("-- Contract: no\nSELECT 1;").contract);
  EXPECT_FALSE(read_header("SELECT 1; -- Contract: late").contract);
  EXPECT_EQ(read_header("-- Contract: from 2026-01-31, says Ann\n").contract_from, "2026-01-31");
  EXPECT_EQ(read_header("-- Contract: from next week\n").contract_from, "");
  EXPECT_EQ(read_header("-- Contract: 2026-01-31\n").contract_from, "");
}

TEST(Header, EndsWhereTheStatementsBegin) {
  EXPECT_EQ(read_header("/* Risk: low */ SELECT 1;\n-- Risk: high\n").risk, "low");
  EXPECT_EQ(read_header("SELECT 1;\n-- Risk: high\n").risk, "");
}

TEST(Header, ReadsABlockComment) {
  const auto header = read_header("/*\n * Risk: low\n * Depends: none\n */\nSELECT 1;");
  EXPECT_EQ(header.risk, "low");
  EXPECT_TRUE(header.depends.empty());
}

// The example that the demo runs: seven migrations, the undated ones where its lockkeeper.toml puts them.
TEST(ExampleShop, IsReadInTheOrderItsConfigurationSays) {
  const auto settings = config::load(fs::path(LOCKKEEPER_SOURCE) / "examples/shop/lockkeeper.toml", {}).migrations;
  const auto folder = read_folder(settings);
  std::vector<std::string> names;
  for (const auto& migration : folder.migrations) names.push_back(migration.name);
  EXPECT_EQ(names, (Names{"20251117022438_add_password_reset_table", "20251118154530_sync_schema_phase30",
                          "20251119004754_add_vendor_management_system", "organization_module",
                          "20251202_add_owner_relation_and_role_permissions", "add_privacy_consent",
                          "add_performance_indexes"}));
  EXPECT_TRUE(folder.findings.empty());
  for (const auto& migration : folder.migrations) {
    EXPECT_TRUE(migration.down) << migration.name;
    EXPECT_FALSE(migration.header.risk.empty()) << migration.name;
  }
}
