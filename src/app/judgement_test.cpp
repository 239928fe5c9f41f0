// The walk that the rules make spares validate its own where it says that no relation is missing: over random
// folders, that is never said where validate's walk finds something.
#include <random>

#include <gtest/gtest.h>

#include "plan/testing_files.h"
#include "review/review.h"

namespace app {

static const std::vector<std::string> statements{
    "CREATE TABLE a (id int PRIMARY KEY);",
    "CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));",
    "CREATE TABLE IF NOT EXISTS c (id int PRIMARY KEY, parent int REFERENCES c (id));",
    "CREATE SCHEMA s CREATE TABLE d (id int) CREATE VIEW e AS SELECT id FROM d;",
    "CREATE TABLE s.d (LIKE a INCLUDING ALL);",
    "CREATE VIEW v AS SELECT a.id FROM a JOIN b ON b.a_id = a.id;",
    "CREATE TEMP TABLE a AS SELECT 1 AS id;",
    "DROP TABLE a CASCADE;",
    "DROP TABLE IF EXISTS b;",
    "DROP VIEW v;",
    "ALTER TABLE a RENAME TO b;",
    "ALTER TABLE b RENAME TO \"B\";",
    "ALTER TABLE a SET SCHEMA s;",
    "ALTER TABLE IF EXISTS c ADD COLUMN note text;",
    "ALTER TABLE b ADD FOREIGN KEY (id) REFERENCES c (id);",
    "INSERT INTO a SELECT id FROM c;",
    "UPDATE b SET a_id = NULL WHERE EXISTS (SELECT FROM v);",
    "CREATE INDEX a_idx ON a (id);",
    "CREATE TRIGGER t BEFORE INSERT ON b FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();",
    "DO $$ BEGIN CREATE TABLE a (id int); END $$;",
    "DO $$ BEGIN EXECUTE 'CREATE TABLE ' || current_user || ' (id int)'; END $$;",
    "SET search_path TO s, public;",
    "BEGIN; CREATE TABLE b (id int); ROLLBACK;",
    "SELECT id FROM s.d;",
    "COMMENT ON TABLE c IS 'third';",
    "TRUNCATE a, b;",
    "CREATE TABEL x (id int);",
};

TEST(JudgementTest, TheRulesWalkMissesNoRelationThatValidateMisses) {
  std::mt19937 random(20261201);
  int spared = 0;
  int missing = 0;
  for (int round = 0; round < 1'200; ++round) {
    std::vector<migration::Migration> files;
    for (std::size_t file = 0, count = 1 + random() % 4; file < count; ++file) {
      std::string text;
      for (std::size_t left = 1 + random() % 3; left > 0; --left)
        text += statements[random() % statements.size()] + "\n";
      files.push_back(plan::migration_called(fmt::format("{:03}_step", file + 1), text));
    }
    const auto folder = plan::folder_of(std::move(files));
    std::vector<const migration::Migration*> all;
    for (const auto& migration : folder.migrations) all.push_back(&migration);
    pg::Catalog nothing;
    nothing.search_path = {"public"};

    const auto findings = plan::validate(folder, {}, nullptr);
    const auto misses = std::ranges::any_of(findings, [](const auto& finding) {
      return finding.rule == "unknown-relation" || finding.rule == "order-conflict";
    });
    const auto there = review::review_files(all, nothing).relations_there;
    missing += misses ? 1 : 0;
    spared += there ? 1 : 0;
    if (there && misses) {
      std::string text;
      for (const auto& migration : folder.migrations) text += "-- " + migration.name + "\n" + migration.up.text;
      for (const auto& finding : findings) text += finding.message + "\n";
      FAIL() << text;
    }
  }
  EXPECT_GT(spared, 30);
  EXPECT_GT(missing, 300);
}

}  // namespace app
