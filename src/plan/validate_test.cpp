#include <gtest/gtest.h>

#include "plan/testing_files.h"

namespace plan {

using migration::Finding;

static std::string shown(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += fmt::format("{} {} {}:{}:{} {}\n", finding.severity == Finding::Severity::error ? "error" : "warning",
                        finding.rule, finding.place.file, finding.place.line, finding.place.column, finding.message);
  }
  return text;
}

static std::string findings_of(std::vector<migration::Migration> migrations) {
  return shown(validate(folder_of(std::move(migrations)), {}, nullptr));
}

static pg::Catalog live_with(const std::vector<std::string>& tables) {
  pg::Catalog catalog;
  catalog.server_version = 150000;
  catalog.search_path = {"public"};
  for (const auto& table : tables) catalog.relations[{"public", table}] = {.name = {"public", table}};
  return catalog;
}

static const auto users = migration_called("001_users", "CREATE TABLE users (id int PRIMARY KEY);");

TEST(Validate, IsSilentWhenNothingIsWrong) {
  EXPECT_EQ(
      findings_of({users, migration_called("002_orders",
                                           "CREATE TABLE orders (id int, user_id int REFERENCES users (id));")}),
      "");
}

TEST(Validate, FindsRowsThatGoThroughTheClient) {
  EXPECT_EQ(findings_of({users, migration_called("002_out", "SELECT 1;\nCOPY users TO STDOUT;")}),
            "error client-copy migrations/002_out.sql:2:1 COPY … TO STDOUT sends rows to the client, and a migration "
            "has no place for them\n");
}

TEST(Validate, FindsTextThatCannotRun) {
  EXPECT_EQ(findings_of({users, migration_called("002_typo", "SELECT 1;\nCREATE TABEL t (id int);")}),
            "error syntax migrations/002_typo.sql:2:8 syntax error at or near \"TABEL\"\n");
  const auto found = validate(folder_of({migration_called("001_psql", "\\i other.sql\n")}), {}, nullptr);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "psql-command");
  EXPECT_EQ(findings_of({migration_called("001_empty", "-- later\n")}),
            "error empty-migration migrations/001_empty.sql:1:0 001_empty holds no statement\n");
  EXPECT_EQ(findings_of({migration_called("001_users", "CREATE TABLE users (id int);", "DROP TABEL users;")}),
            "error syntax migrations/rollbacks/001_users_rollback.sql:1:6 syntax error at or near \"TABEL\"\n");
}

TEST(Validate, FindsGrammarThatTheServerDoesNotKnowYet) {
  const auto newer =
      migration_called("002_newer",
                       "SELECT 1;\nMERGE INTO users u USING users v ON u.id = v.id WHEN MATCHED THEN "
                       "DELETE RETURNING merge_action();\nALTER TABLE users ADD CHECK (id > 0) NOT ENFORCED;");
  auto live = live_with({"users"});
  const auto folder = folder_of({users, newer});
  EXPECT_EQ(
      shown(validate(folder, {applied(users, 1)}, &live)),
      "error syntax migrations/002_newer.sql:2:1 MERGE … RETURNING came with PostgreSQL 17: this server, version 15, "
      "refuses it\n"
      "error syntax migrations/002_newer.sql:3:1 NOT ENFORCED came with PostgreSQL 18: this server, version 15, "
      "refuses it\n");
  live.server_version = 170006;
  EXPECT_EQ(validate(folder, {applied(users, 1)}, &live).size(), 1U);
  live.server_version = 180000;
  EXPECT_EQ(shown(validate(folder, {applied(users, 1)}, &live)), "");
  EXPECT_EQ(shown(validate(folder, {}, nullptr)), "");  // nobody was asked
}

TEST(Validate, ATableOfAnotherSchemaIsAnotherTable) {
  const auto first = migration_called("001_a", "ALTER TABLE \"user\" ADD COLUMN x int;");
  const auto second =
      migration_called("002_b", "CREATE SCHEMA statistics;\nCREATE TABLE statistics.\"user\" (id int);");
  EXPECT_EQ(findings_of({first, second}),
            "warning unknown-relation migrations/001_a.sql:1:13 no migration creates user\n");
  EXPECT_EQ(shown(validate(folder_of({first, second}), {}, nullptr)).find("order-conflict"), std::string::npos);
  const auto live = live_with({"user"});
  EXPECT_EQ(shown(validate(folder_of({first, second}), {}, &live)), "");
}

TEST(Validate, FindsAMissingRelationOncePerMigrationAndNamesTheNearMatch) {
  const auto consent = migration_called("002_consent",
                                        "CREATE TABLE consent (id int, user_id int);\n"
                                        "ALTER TABLE consent ADD FOREIGN KEY (user_id) REFERENCES \"User\" (id);\n"
                                        "ALTER TABLE \"User\" ADD COLUMN gone timestamp;\n"
                                        "INSERT INTO consent SELECT id FROM \"User\";");
  const auto found = validate(folder_of({users, consent}), {}, nullptr);
  EXPECT_EQ(shown(found),
            "error unknown-relation migrations/002_consent.sql:2:58 relation \"User\" does not exist at this point "
            "(and 2 more places in this file)\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].hint,
            "Did you mean users? PostgreSQL folds unquoted names to lower case and keeps quoted ones as written.");
  EXPECT_EQ(found[0].place.text, "ALTER TABLE consent ADD FOREIGN KEY (user_id) REFERENCES \"User\" (id);");
}

TEST(Validate, NamesBothPlacesOfAnOrderConflict) {
  const auto roles = migration_called(
      "002_roles", "CREATE TABLE roles (id int REFERENCES organizations (id));\nCREATE INDEX ON teams (id);");
  const auto organizations =
      migration_called("003_organizations",
                       "SELECT 1;\nCREATE TABLE organizations (id int PRIMARY KEY);\nCREATE TABLE teams (id int);");
  EXPECT_EQ(findings_of({users, roles, organizations}),
            "error order-conflict migrations/002_roles.sql:1:39 relation \"organizations\" is created by "
            "003_organizations, which runs later "
            "(migrations/003_organizations.sql:2); so is teams\n");
}

TEST(Validate, FindsUseBeforeCreationInOneFileAndAfterADrop) {
  EXPECT_EQ(findings_of({migration_called("001_a", "CREATE INDEX ON t (id);\nCREATE TABLE t (id int);")}),
            "error order-conflict migrations/001_a.sql:1:17 relation \"t\" is created further down, in line 2\n");
  EXPECT_EQ(findings_of({users, migration_called("002_drop", "DROP TABLE users;"),
                         migration_called("003_use", "DELETE FROM users;")}),
            "error unknown-relation migrations/003_use.sql:1:13 relation \"users\" does not exist at this point: "
            "002_drop drops it in line 1\n");
  EXPECT_EQ(findings_of({users, migration_called("002_rename", "ALTER TABLE users RENAME TO people;"),
                         migration_called("003_use", "DELETE FROM users;")}),
            "error unknown-relation migrations/003_use.sql:1:13 relation \"users\" does not exist at this point: "
            "002_rename renames it to people in line 1\n");
}

TEST(Validate, KnowsWhatNeedsNoMigration) {
  EXPECT_EQ(findings_of(
                {users, migration_called("002_all",
                                         "SELECT * FROM pg_class; SELECT * FROM information_schema.tables; SELECT * "
                                         "FROM pg_catalog.pg_tables;\n"
                                         "CREATE TEMP TABLE scratch AS SELECT id FROM users; SELECT * FROM scratch;\n"
                                         "WITH w AS (SELECT 1 AS id) SELECT * FROM w;\n"
                                         "DROP TABLE IF EXISTS never; ALTER TABLE IF EXISTS never ADD COLUMN z int;\n"
                                         "CREATE TYPE pair AS (a int, b int); ALTER TYPE pair ADD ATTRIBUTE c int;\n"
                                         "CREATE INDEX users_id_idx ON users (id); DROP INDEX users_id_idx;\n"
                                         "CREATE VIEW v AS SELECT id FROM users; SELECT * FROM v;\n"
                                         "CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY users.id;\n"
                                         "CREATE SCHEMA archive; CREATE TABLE archive.t (id int); SET search_path = "
                                         "archive; INSERT INTO t VALUES (1);")}),
            "");
}

TEST(Validate, OnlyWarnsBehindWhatCannotBeSeenThrough) {
  EXPECT_EQ(
      findings_of({users,
                   migration_called("002_do", "DO $$ BEGIN EXECUTE 'CREATE TABLE ' || some || ' (id int)'; END $$;"),
                   migration_called("003_use", "DELETE FROM made;")}),
      "warning unknown-relation migrations/003_use.sql:1:13 relation \"made\" does not exist at this point; a DO "
      "block in line 1 of 002_do may have made it\n");
  EXPECT_EQ(findings_of({users, migration_called("002_do", "DO $$ BEGIN RAISE NOTICE 'x'; END $$;"),
                         migration_called("003_use", "DELETE FROM made;")}),
            "error unknown-relation migrations/003_use.sql:1:13 relation \"made\" does not exist at this point\n");
}

TEST(Validate, SeesThroughDoBlocksThatMakeNoRelation) {
  for (const auto* block :
       {"DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app LOGIN; END IF; "
        "END "
        "$$;",
        "DO $$ BEGIN PERFORM 1; EXECUTE 'CREATE INDEX ON users (id)'; END $$;"})
    EXPECT_EQ(
        findings_of({users, migration_called("002_do", block), migration_called("003_use", "DELETE FROM made;")}),
        "error unknown-relation migrations/003_use.sql:1:13 relation \"made\" does not exist at this point\n")
        << block;
}

TEST(Validate, SeesWhatADoBlockMakes) {
  EXPECT_EQ(
      findings_of({users, migration_called("002_do", "DO $$ BEGIN EXECUTE 'CREATE TABLE made (id int)'; END $$;"),
                   migration_called("003_use", "DELETE FROM made;")}),
      "");
}

TEST(Validate, BeginsWithTheLiveCatalogAndLeavesWhatRanAlone) {
  const auto old = migration_called("001_old", "CREATE TABLE x AS SELECT * FROM dropped_long_ago;");
  const auto next = migration_called("002_next", "ALTER TABLE customer ADD COLUMN z int;");
  const auto live = live_with({"customers"});
  const auto found = validate(folder_of({old, next}), {applied(old, 1)}, &live);
  EXPECT_EQ(
      shown(found),
      "error unknown-relation migrations/002_next.sql:1:13 relation \"customer\" does not exist at this point\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].hint, "Did you mean customers?");
}

TEST(Validate, WithoutADatabaseDoesNotJudgeWhatMayBeThere) {
  const auto first =
      migration_called("001_a", "CREATE TABLE a (id int REFERENCES users (id), o int REFERENCES orders (id));");
  const auto second =
      migration_called("002_b", "ALTER TABLE users ADD COLUMN z int;\nALTER TABLE \"User\" ADD COLUMN y int;");
  EXPECT_EQ(findings_of({first, second}),
            "warning unknown-relation migrations/002_b.sql:2:13 no migration creates relation \"User\"\n"
            "warning unknown-relation migrations/001_a.sql:1:35 no migration creates 2 relations that are used: "
            "orders, users\n");
}

TEST(Validate, ChecksTheDependenciesThatHeadersName) {
  const auto late = migration_called("002_b", "-- Depends: 003_c\nSELECT 1;");
  EXPECT_EQ(findings_of({users, late, migration_called("003_c", "SELECT 1;")}),
            "error order-conflict migrations/002_b.sql:1:13 002_b depends on 003_c, which runs later\n");
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- Depends: 000_nothing\nSELECT 1;")}),
            "error missing-dependency migrations/002_b.sql:1:13 002_b depends on 000_nothing, which is not among the "
            "migrations\n");
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- Depends: 001_users.sql\nSELECT 1;")}), "");
}

TEST(Validate, MissesNoTableThatARunnerKeeps) {
  for (const std::string table : {"__diesel_schema_migrations", "flyway_schema_history", "\"SequelizeMeta\"",
                                  "schema_migrations", "databasechangelog", "django_migrations"})
    EXPECT_EQ(findings_of({migration_called("001_a", "DELETE FROM " + table + ";")}), "") << table;
}

// What else people write there is a word to the reader: no error may come of it.
TEST(Validate, TakesNoProseForADependency) {
  for (const std::string prose : {"the users table", "pgcrypto extension, superuser", "PostgreSQL 12+"}) {
    const auto found = findings_of({users, migration_called("002_b", "-- Depends on: " + prose + "\nSELECT 1;")});
    EXPECT_TRUE(found.starts_with("warning missing-dependency migrations/002_b.sql:1:16 '")) << found;
    EXPECT_EQ(found.find("error"), std::string::npos) << found;
    EXPECT_EQ(findings_of({users, migration_called("002_b", "-- Requires: " + prose + "\nSELECT 1;")}), "");
  }
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- requires: schemas/main\nSELECT 1;")}), "");
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- requires: 000_nothing\nSELECT 1;")}),
            "error missing-dependency migrations/002_b.sql:1:14 002_b depends on 000_nothing, which is not among the "
            "migrations\n");
}

TEST(Validate, AContractionsDayIsADay) {
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- Contract: from 2026-1-5\nSELECT 1;")}),
            "error contract-date migrations/002_b.sql:1:19 002_b is to wait until '2026-1-5', which is not a day\n");
  EXPECT_EQ(
      findings_of({users, migration_called("002_b", "-- Contract: from 2026-13-05\nSELECT 1;")}),
      "error contract-date migrations/002_b.sql:1:19 002_b is to wait until '2026-13-05', which is not a day\n");
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- Contract: from 2026-01-05\nSELECT 1;")}), "");
  EXPECT_EQ(findings_of({users, migration_called("002_b", "-- Contract: once nobody reads it\nSELECT 1;")}), "");
}

TEST(Validate, SaysWhatTheHistoryForbids) {
  auto changed = applied(users, 1);
  changed.checksum = "other";
  const auto gone = migration_called("000_gone", "SELECT 1;");
  const auto live = live_with({"users"});
  const auto found = validate(folder_of({users}), {changed, applied(gone, 2)}, &live);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].rule, "changed-checksum");
  EXPECT_EQ(found[1].rule, "missing-file");
  EXPECT_NE(found[1].message.find("000_gone"), std::string::npos);
}

TEST(ToText, DrawsTheCaret) {
  const auto found = validate(folder_of({users, migration_called("002_b", "DELETE FROM \"Users\";")}), {}, nullptr);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(to_text(found[0]),
            "error: relation \"Users\" does not exist at this point\n"
            "  at migrations/002_b.sql:1:13\n"
            "    DELETE FROM \"Users\";\n"
            "                ^\n"
            "Did you mean users? PostgreSQL folds unquoted names to lower case and keeps quoted ones as written.\n");
}

}  // namespace plan
