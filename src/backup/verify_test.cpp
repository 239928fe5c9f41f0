#include <fstream>

#include "backup/database_test.h"
#include "base/error.h"
#include "base/text.h"

using namespace backup;
using base::Code;

class Verify : public WithDatabase {
 protected:
  [[nodiscard]] base::fs::path folder(const Entry& entry) const { return dir() / entry.id; }
  // The file with the rows of a table: the largest one.
  [[nodiscard]] base::fs::path data_file(const Entry& entry) const {
    base::fs::path out;
    for (const auto& each : base::fs::directory_iterator(folder(entry) / "dump")) {
      if (each.path().filename() != "toc.dat" && (out.empty() || each.file_size() > base::fs::file_size(out)))
        out = each.path();
    }
    return out;
  }
  void expect_damaged(const Entry& entry, const std::string& what) {
    const auto proof = prove().proof();
    EXPECT_FALSE(proof.ok);
    ASSERT_EQ(proof.differences.size(), 1U);
    EXPECT_NE(proof.differences[0].find(what), std::string::npos) << proof.differences[0];
    EXPECT_FALSE(find_backup(dir(), entry.id).proof->ok);
    EXPECT_EQ(events("backup.verified").back().data.at("ok"), false);
  }
};

static std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

TEST_F(Verify, ProvesAndRemembersIt) {
  fill_shop();
  const auto entry = take();
  const auto proof = prove(entry.id).proof();
  EXPECT_TRUE(proof.ok) << joined(proof.differences);
  EXPECT_EQ(proof.tables, 3);
  EXPECT_EQ(proof.rows, 1100);
  EXPECT_GT(proof.restore_duration.count(), 0);
  EXPECT_TRUE(find_backup(dir(), "latest").proof->ok);
  const auto event = events("backup.verified").at(0).data;
  EXPECT_EQ(event.at("ok"), true);
  EXPECT_EQ(event.at("rows"), 1100);
  EXPECT_EQ(event.at("differences").size(), 0U);
}

// Everything that a schema may hold and that a server of ours has to be prepared for.
TEST_F(Verify, HoldsForARichSchemaWithRolesThatAreNotHere) {
  make_role("Odd; \"Role\"");
  make_role("group of owners");
  server_session().execute(R"(GRANT "group of owners" TO "Odd; ""Role""")");
  run(R"(
CREATE SCHEMA "My Schema" AUTHORIZATION "Odd; ""Role""";
CREATE TYPE "My Schema".mood AS ENUM ('sad', 'it''s fine');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE "My Schema"."Order" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood "My Schema".mood, n positive, twice int GENERATED ALWAYS AS (n * 2) STORED);
ALTER TABLE "My Schema"."Order" OWNER TO "group of owners";
INSERT INTO "My Schema"."Order" (mood, n) VALUES ('sad', 1), ('it''s fine', 2);
CREATE TABLE parts (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE parts_2026 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE parts_other PARTITION OF parts DEFAULT;
INSERT INTO parts VALUES (1, '2026-06-01'), (2, '2030-01-01');
CREATE TABLE child (id int, part_id int, day date, FOREIGN KEY (part_id, day) REFERENCES parts);
CREATE TABLE heir () INHERITS (child);
INSERT INTO heir VALUES (1, 1, '2026-06-01');
CREATE INDEX ON parts (day);
CREATE UNLOGGED TABLE fleeting AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW sums AS SELECT count(*) AS n FROM parts;
CREATE MATERIALIZED VIEW later AS SELECT 1 AS a WITH NO DATA;
CREATE SEQUENCE down INCREMENT -1; SELECT nextval('down'), nextval('down');
CREATE SEQUENCE never_used;
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER noted BEFORE INSERT ON parts FOR EACH ROW EXECUTE FUNCTION note();
ALTER TABLE child ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON child USING (id > 0);
CREATE STATISTICS linked ON id, day FROM parts;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watching ON ddl_command_end EXECUTE FUNCTION watch();
CREATE PUBLICATION feed FOR TABLE parts;
SELECT lo_create(0);
GRANT SELECT ON parts TO "Odd; ""Role""" WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE "group of owners" GRANT SELECT ON TABLES TO "Odd; ""Role""";
COMMENT ON TABLE parts IS 'parts'';')");
  session().execute("CREATE TABLE twice AS SELECT 1 AS a FROM generate_series(1, 2)");
  EXPECT_THROW(session().execute("CREATE UNIQUE INDEX CONCURRENTLY broken ON twice (a)"),
               base::Error);  // stays, invalid
  server_session().execute(
      fmt::format("ALTER DATABASE {} SET search_path = \"My Schema\", public", pg::quote_identifier(database())));
  const auto entry = take();
  EXPECT_EQ(entry.contents.rows.at("\"My Schema\".\"Order\""), 2);
  EXPECT_EQ(entry.contents.rows.at("public.child"), 0);
  EXPECT_EQ(entry.contents.rows.at("public.heir"), 1);
  const auto proof = prove().proof();
  EXPECT_TRUE(proof.ok) << joined(proof.differences);
  run("DROP OWNED BY \"Odd; \"\"Role\"\"\", \"group of owners\" CASCADE");
}

TEST_F(Verify, HoldsForHundredsOfTables) {
  run("DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, n int UNIQUE)', i); "
      "END LOOP; END $$");
  const auto proof = (take(), prove().proof());
  EXPECT_TRUE(proof.ok) << joined(proof.differences);
  EXPECT_EQ(proof.tables, 300);
}

TEST_F(Verify, FindsAFlippedByte) {
  fill_shop();
  const auto entry = take();
  auto bytes = base::read_file(data_file(entry));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  base::write_file(data_file(entry), bytes);
  expect_damaged(entry, data_file(entry).filename().string() + ": its bytes have changed");
}

TEST_F(Verify, FindsATruncatedAndADeletedFile) {
  fill_shop();
  const auto entry = take();
  const auto file = data_file(entry);
  base::fs::resize_file(file, base::fs::file_size(file) / 2);
  expect_damaged(entry, file.filename().string() + ": ");
  base::fs::remove(file);
  expect_damaged(entry, file.filename().string() + ": missing");
}

TEST_F(Verify, ReadsTheDumpItselfAndNotOnlyItsSums) {
  fill_shop();
  auto entry = take();
  const auto file = data_file(entry);
  base::write_file(file, "not gzip at all");
  for (auto& each : entry.files) {  // sums that fit the damage, as if it had happened while the backup was taken
    if (each.path.ends_with(file.filename().string())) each = {each.path, 15, base::sha256_of_file(file)};
  }
  entry.sha256 = seal(entry);
  save(entry, folder(entry));
  journal::Journal(journal_file())
      .append({.kind = "backup.created", .data = {{"id", entry.id}, {"sha256", entry.sha256}}});
  expect_damaged(entry, "pg_restore ended with 1");
}

TEST_F(Verify, NamesTheTableWhoseRowsAreNotThere) {
  fill_shop();
  auto entry = take();
  entry.contents.rows["public.orders"] = 1001;
  entry.sha256 = seal(entry);
  save(entry, folder(entry));
  journal::Journal(journal_file())
      .append({.kind = "backup.created", .data = {{"id", entry.id}, {"sha256", entry.sha256}}});
  expect_damaged(entry, "public.orders: 1001 rows in the backup, 1000 restored");
}

TEST_F(Verify, SaysThatAnExtensionIsNotInstalledHereAndJudgesNothing) {
  auto entry = take();
  entry.extensions.push_back({"no_such_extension", "1.0"});
  save(entry, folder(entry));
  journal::Journal(journal_file())
      .append({.kind = "backup.created", .data = {{"id", entry.id}, {"sha256", entry.sha256}}});
  const auto error = pg::error_of([&] { prove(); });
  EXPECT_EQ(error.code(), Code::configuration);
  EXPECT_NE(error.message().find("extension no_such_extension is not installed"), std::string::npos)
      << error.message();
  EXPECT_FALSE(find_backup(dir(), "latest").proof);
}

TEST_F(Verify, TriesAnotherCollationWhereTheBackupsIsNotHere) {
  auto entry = take();
  entry.attributes.collate = entry.attributes.ctype = "xx_XX.UTF-8";
  entry.sha256 = seal(entry);
  save(entry, folder(entry));
  journal::Journal(journal_file())
      .append({.kind = "backup.created", .data = {{"id", entry.id}, {"sha256", entry.sha256}}});
  const auto proof = prove().proof();
  EXPECT_TRUE(proof.ok) << joined(proof.differences);
  ASSERT_EQ(proof.notes.size(), 1U);
  EXPECT_NE(proof.notes[0].find("tried with the collation C"), std::string::npos);
}

TEST_F(Verify, HasAnErrorForABackupThatIsNotThere) {
  EXPECT_EQ(pg::error_of([&] { prove("nothing"); }).code(), Code::backup);
}
