#include "migration/undo_section.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace migration {
namespace {

// The line of the undo, 0 where there is none.
int undo_in(const std::string& text) {
  const auto found = find_undo_section({.file = "a.sql", .shown = "a.sql", .text = text});
  return found ? found->place.line : 0;
}

TEST(UndoSection, MarkersOfToolsInAnySpacingAndCase) {
  for (const auto* marker : {"-- migrate:down",
                             "--migrate:down",
                             "--   MIGRATE:DOWN",
                             "-- migrate: down",
                             "-- migrate:down transaction:false",
                             "-- +goose Down",
                             "--+goose Down",
                             "--  +goose   DOWN",
                             "-- + goose down",
                             "/* +goose Down */",
                             "-- +migrate Down",
                             "-- +migrate Down notransaction",
                             "-- +micrate Down",
                             "-- Down Migration",
                             "--down migration",
                             "---- DOWN MIGRATION ----",
                             "# --- !Downs",
                             "-- !Downs",
                             "--- !Downs",
                             "#---!Downs",
                             "-- //@UNDO",
                             "--//@UNDO",
                             "//@UNDO",
                             "-- @UNDO",
                             "-- //  @undo",
                             "---- create above / drop below ----",
                             "-- rambler down",
                             "-- ==== DOWN ====",
                             "/*\n migrate:down\n*/",
                             "-- goose:down",
                             "-- migration:rollback"}) {
    EXPECT_GT(undo_in(fmt::format("CREATE TABLE a (i int);\n{}\nINSERT INTO b VALUES (1);\n", marker)), 0) << marker;
  }
  EXPECT_EQ(undo_in("-- Revert shop:users from pg\n\nBEGIN;\nDROP TABLE users;\nCOMMIT;\n"), 1);
}

TEST(UndoSection, HeadingsFollowedByStatementsThatTakeBack) {
  for (const auto* heading :
       {"-- Down", "--- DOWN", "--DOWN:", "-- [down]", "/* down */", "-- === Rollback ===", "-- Rollback script",
        "-- UNDO", "-- revert", "-- To roll back:", "-- Rollback: drops what was added",
        "-- To undo this migration, run", "/*\n * Rollback\n */", "-- ROLLBACK SECTION", "-- Migration down",
        "-- how to revert", "-- Reverting this change", "-- roll back", "-- back out"}) {
    EXPECT_GT(undo_in(fmt::format(
                  "CREATE TABLE a (i int);\nALTER TABLE b ADD COLUMN c int;\n\n{}\nALTER TABLE b DROP COLUMN c;\n"
                  "DROP TABLE a;\n",
                  heading)),
              0)
        << heading;
  }
}

TEST(UndoSection, EveryKindOfTakingBackIsSeen) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"CREATE TABLE a (i int)", "DROP TABLE IF EXISTS a CASCADE"},
      {"CREATE TABLE s.a (i int)", "DROP TABLE a"},
      {"CREATE INDEX i ON a (x)", "DROP INDEX i"},
      {"CREATE INDEX CONCURRENTLY i ON a (x)", "DROP INDEX CONCURRENTLY i"},
      {"CREATE VIEW v AS SELECT 1", "DROP VIEW v"},
      {"CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE OR REPLACE VIEW v AS SELECT 2"},
      {"CREATE TYPE t AS ENUM ('a')", "DROP TYPE t"},
      {"CREATE DOMAIN t AS int", "DROP DOMAIN t"},
      {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION f()"},
      {"CREATE SCHEMA s", "DROP SCHEMA s CASCADE"},
      {"CREATE EXTENSION citext", "DROP EXTENSION citext"},
      {"CREATE SEQUENCE s", "DROP SEQUENCE s"},
      {"CREATE ROLE r", "DROP ROLE r"},
      {"CREATE TRIGGER g AFTER INSERT ON a EXECUTE FUNCTION f()", "DROP TRIGGER g ON a"},
      {"CREATE POLICY p ON a", "DROP POLICY p ON a"},
      {"ALTER TABLE a ADD COLUMN c int", "ALTER TABLE a DROP COLUMN c"},
      {"ALTER TABLE a ADD c int, ADD d int", "ALTER TABLE a DROP d, DROP c"},
      {"ALTER TABLE a ADD CONSTRAINT k CHECK (x > 0)", "ALTER TABLE a DROP CONSTRAINT k"},
      {"ALTER TABLE a ADD UNIQUE (x)", "ALTER TABLE a DROP CONSTRAINT a_x_key"},
      {"ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME TO a"},
      {"ALTER TABLE a RENAME COLUMN c TO d", "ALTER TABLE a RENAME COLUMN d TO c"},
      {"ALTER TABLE a ALTER c SET NOT NULL", "ALTER TABLE a ALTER c DROP NOT NULL"},
      {"ALTER TABLE a ALTER c TYPE bigint", "ALTER TABLE a ALTER c TYPE int"},
      {"ALTER TABLE a ENABLE ROW LEVEL SECURITY", "ALTER TABLE a DISABLE ROW LEVEL SECURITY"},
      {"INSERT INTO a VALUES (1)", "DELETE FROM a WHERE i = 1"},
      {"INSERT INTO a VALUES (1)", "TRUNCATE a"},
      {"CREATE TABLE a (i int)", "TRUNCATE a"},
      {"UPDATE a SET i = 1", "UPDATE a SET i = 0"},
      {"DELETE FROM a WHERE i = 1", "INSERT INTO a VALUES (1)"},
      {"DROP TABLE a", "CREATE TABLE a (i int)"},
      {"ALTER TABLE a DROP COLUMN c", "ALTER TABLE a ADD COLUMN c int"},
      {"GRANT SELECT ON a TO r", "REVOKE SELECT ON a FROM r"},
  };
  for (const auto& [up, down] : pairs)
    EXPECT_EQ(undo_in(up + ";\n-- rollback\n" + down + ";\n"), 2) << up << " / " << down;
}

TEST(UndoSection, OrdinaryMigrationsMayMentionIt) {
  for (const auto* text : {
           "-- Rollback: see rollbacks/001.sql\nCREATE TABLE a (i int);\nCREATE INDEX i ON a (i);\n",
           "CREATE TABLE a (i int);\n-- rollback plan: restore the backup\nCREATE TABLE b (i int);\n",
           "CREATE TABLE a (i int);\n-- Rollback:\n-- DROP TABLE a;\n",
           "CREATE TABLE a (i int);\n/* Rollback:\nDROP TABLE a;\n*/\n",
           "CREATE TABLE a (i int);\n-- migrate:down\n-- DROP TABLE a;\n",
           "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (i int);\n--rollback DROP TABLE a;\n",
           "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (i int);\n--rollback DROP TABLE a;\n"
           "--changeset a:2\nCREATE TABLE b (i int);\n--rollback DROP TABLE b;\n",
           "-- Down migration: see 001_down.sql\nCREATE TABLE a (i int);\n",
           "CREATE TABLE stage (i int);\n-- no rollback is needed here\nINSERT INTO a SELECT i FROM stage;\nDROP "
           "TABLE stage;\n",
           "CREATE TABLE stage (i int);\nINSERT INTO a SELECT i FROM stage;\n-- tear down\nDROP TABLE stage;\n",
           "INSERT INTO roads VALUES (1);\n-- shut down the old ones\nCREATE TABLE closed (i int);\n",
           "ALTER TABLE a ADD COLUMN c int NOT NULL DEFAULT 0;\nUPDATE a SET c = 1;\n-- revert the default\n"
           "ALTER TABLE a ALTER c DROP DEFAULT;\n",
           "CREATE TABLE moods (mood text);\nINSERT INTO moods VALUES\n  ('up'),\n  -- down\n  ('down');\n",
           "CREATE TABLE a (t text);\nINSERT INTO a VALUES ('\n-- +goose Down\n');\nCREATE TABLE b (i int);\n",
           "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  INSERT INTO a VALUES (1);\n  -- "
           "rollback\n"
           "  DELETE FROM a;\nEND $$;\n",
           "CREATE TABLE a (i int);\n-- rollback\n",
           "BEGIN;\nCREATE TABLE a (i int);\nSAVEPOINT s;\n-- rollback\nROLLBACK TO SAVEPOINT s;\nCOMMIT;\n",
       })
    EXPECT_EQ(undo_in(text), 0) << text;
}

TEST(UndoSection, TwoHalvesInWhateverOrder) {
  EXPECT_EQ(undo_in("-- Down\nDROP TABLE a;\n-- Up\nCREATE TABLE a (i int);\n"), 1);
  EXPECT_EQ(undo_in("-- UP\nSELECT grow();\n-- DOWN\nUPDATE a SET i = 2;\n"), 3);
  EXPECT_EQ(undo_in("CREATE TABLE a (i int);\n-- DOWN\nDO $$ BEGIN EXECUTE 'DROP TABLE a'; END $$;\n"), 2);
}

TEST(UndoSection, SaysWhatTakesBackWhat) {
  const auto found = find_undo_section(
      {.file = "a.sql", .shown = "a.sql", .text = "CREATE TABLE a (i int);\n-- To undo:\nDROP TABLE a;\n"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->message, "the file holds its own undo from this line on: line 3 takes back what line 1 does");
  EXPECT_EQ(found->place.text, "-- To undo:");
}

}  // namespace
}  // namespace migration
