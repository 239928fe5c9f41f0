// The walk itself: order, allowances, settings, large files.
#include "review/review.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "review/rules.h"

namespace review {

using findings::Finding;
using findings::Severity;

static migration::Migration migration_of(const std::string& name, const std::string& text) {
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = name + ".sql", .shown = name + ".sql", .text = text};
  out.header = migration::read_header(text);
  return out;
}

static const Settings today{.today = *base::parse_instant("2026-11-20T12:00:00Z")};

static std::vector<Finding> found_in(const std::string& text, const Settings& settings = today) {
  const auto migration = migration_of("001", text);
  return review({&migration}, {}, settings);
}

static std::vector<std::string> rules_of(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const auto& finding : findings)
    out.push_back(fmt::format("{}:{} {}", finding.file, finding.line, finding.rule));
  return out;
}

static const char* const no_where = "DELETE FROM orders;\n";

TEST(Review, JudgesEachMigrationAgainstWhatThoseBeforeLeft) {
  const auto first = migration_of("001", "CREATE TABLE orders (id bigint PRIMARY KEY, ref text);\n");
  const auto second = migration_of("002", "CREATE INDEX ref_idx ON orders (ref);\n");
  EXPECT_EQ(rules_of(review({&first, &second}, {}, today)),
            std::vector<std::string>{"002.sql:1 index-not-concurrent"});
  EXPECT_TRUE(review({&first, &second}, {}, today, 2).empty());
}

TEST(Review, WhatWasAbortedIsNotThere) {
  pg::Catalog catalog{.server_version = 150000, .search_path = {"public"}};
  const auto second = migration_of("002", "CREATE TABLE orders (id bigint PRIMARY KEY);\n");
  for (const auto* end : {"ROLLBACK", "ABORT"}) {
    const auto first = migration_of(
        "001", fmt::format("BEGIN;\nCREATE TABLE orders (id bigint PRIMARY KEY);\n{};\nSELECT 1;\n", end));
    for (const auto& finding : review({&first, &second}, catalog, today, 1))
      ADD_FAILURE() << end << ": " << finding.message;
  }
}

TEST(Review, LeavesThoseThatAreOnlyReplayedAlone) {
  const auto first = migration_of("001", "DELETE FROM orders;\n");
  const auto second = migration_of("002", "DELETE FROM orders;\n");
  EXPECT_EQ(rules_of(review({&first, &second}, {}, today, 1)), std::vector<std::string>{"002.sql:1 unbatched-write"});
}

TEST(Review, NamesTheStrongestOfTheLocksThatRowsAreWrittenUnder) {
  const auto found = found_in(
      "ALTER TABLE orders ADD COLUMN a int;\n"
      "ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES customers (id) NOT VALID;\n"
      "UPDATE orders SET a = 1 WHERE id > 5;\n");
  const auto at =
      std::find_if(found.begin(), found.end(), [](const auto& each) { return each.rule == "ddl-and-backfill"; });
  ASSERT_NE(at, found.end());
  EXPECT_TRUE(at->message.starts_with("orders is locked since line 1 (reads and writes are blocked)")) << at->message;
}

TEST(Review, ASmallTableThatIsUsedAllTheTimeWeighsMore) {
  const auto migration = migration_of("001", "CREATE INDEX ref_idx ON orders (ref);\n");
  pg::Catalog catalog{.server_version = 150000, .search_path = {"public"}};
  catalog.taken_at = *base::parse_instant("2026-11-20T12:00:00Z");
  catalog.relations[{"public", "orders"}] = {.name = {"public", "orders"},
                                             .estimated_rows = 10'000,
                                             .heap_bytes = 1'000'000,
                                             .columns = {{.name = "ref", .type = "text"}},
                                             .scans = 3'600 * 40};
  const auto severity = [&] {
    const auto found = review({&migration}, catalog, today);
    return found.size() == 1 ? found[0].severity : Severity::error;
  };
  EXPECT_EQ(severity(), Severity::advice);  // nobody knows since when the scans were counted
  catalog.counted_since = catalog.taken_at - std::chrono::seconds(30);
  EXPECT_EQ(severity(), Severity::advice);
  catalog.counted_since = catalog.taken_at - std::chrono::hours(1);
  EXPECT_EQ(severity(), Severity::warning);
  EXPECT_NE(review({&migration}, catalog, today)[0].message.find("read or changed 40 times a second"),
            std::string::npos);
}

TEST(Review, AFileThatDoesNotParseIsAFindingAtItsPlace) {
  const auto found = found_in("-- ä\nSELECT 1;\nCREATE TABEL x ();\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "syntax");
  EXPECT_EQ(found[0].line, 3);
  EXPECT_EQ(found[0].column, 8);
  EXPECT_EQ(found[0].text, "CREATE TABEL x ();");
}

TEST(Review, AStatementThatCannotBeReadLeavesTheOthers) {
  const auto found = found_in(
      "ALTER TABLE orders ADD b int;\nALTER TABLE orders ADD CONSTRAINT c NOT NUL b; -- ä\n"
      "\\echo next\nCREATE INDEX i ON orders (b);\n");
  EXPECT_EQ(rules_of(found),
            (std::vector<std::string>{"001.sql:2 syntax", "001.sql:3 syntax", "001.sql:4 work-under-lock",
                                      "001.sql:4 index-not-concurrent"}));
  EXPECT_EQ(found[0].column, 41);
  EXPECT_EQ(found[0].text, "ALTER TABLE orders ADD CONSTRAINT c NOT NUL b; -- ä");
  EXPECT_EQ(found[1].column, 1);
}

// Against a server, where what is not there is an error.
TEST(Review, WhatAStatementThatCannotBeReadNamesIsNotKnownAnyMore) {
  pg::Catalog catalog{.server_version = 150000, .search_path = {"public"}};
  catalog.relations[{"public", "orders"}] = {.name = {"public", "orders"},
                                             .columns = {{.name = "id", .type = "int"}}};
  const auto found = [&](const std::string& text) {
    const auto migration = migration_of("001", text);
    return rules_of(review({&migration}, catalog, today));
  };
  const std::vector<std::string> only{"001.sql:1 syntax"};
  EXPECT_EQ(found("CREATE TABLE tags (id bigint PRIMARY KEY,);\nCREATE INDEX i ON tags (id);\nDROP TABLE tags;\n"),
            only);
  EXPECT_EQ(found("ALTER TABLE orders ADD COLUMN total numeric(12, 2) DEFALT 0;\nSELECT 1;\n"
                  "ALTER TABLE orders ALTER COLUMN total SET DEFAULT 0;\n"),
            only);
  EXPECT_EQ(found("CREATE TYPE mood AS ENUM ('a',);\nALTER TYPE mood ADD VALUE 'b';\n"), only);
  EXPECT_EQ(found("DROP TABLE orders CASCAD;\nCREATE TABLE orders (id bigint PRIMARY KEY);\n"), only);
  // What it does not name is as it was.
  EXPECT_EQ(found("ALTER TABLE orders ADD COLUMN total numeric DEFALT 0;\nDROP TABLE tags;\n"),
            (std::vector<std::string>{"001.sql:1 syntax", "001.sql:2 will-fail", "001.sql:2 unknown-relation"}));
}

TEST(Review, WhatIsNoSqlAtAllIsOneFinding) {
  EXPECT_EQ(rules_of(found_in("# Release notes\n\nFirst; second;\nthird;\n")),
            std::vector<std::string>{"001.sql:1 syntax"});
}

TEST(Review, AllowsAStatementFromTheLinesAboveOrWithin) {
  const std::string allow = "-- lockkeeper: allow unbatched-write reason=\"test data\" by=ada\n";
  EXPECT_TRUE(found_in(allow + no_where).empty());
  EXPECT_TRUE(found_in("DELETE FROM orders -- lockkeeper: allow unbatched-write reason=\"x y\"\n;\n").empty());
  EXPECT_TRUE(found_in("/* lockkeeper: allow unbatched-write reason=\"x\" */\nDELETE FROM orders;\n").empty());
  // Not the next statement.
  EXPECT_EQ(rules_of(found_in(allow + no_where + no_where)), std::vector<std::string>{"001.sql:3 unbatched-write"});
}

TEST(Review, AllowsAWholeFileFromItsHead) {
  const std::string head = "-- Description: x\n-- lockkeeper: allow unbatched-write reason=\"test data\"\n\n";
  EXPECT_TRUE(found_in(head + no_where + no_where).empty());
}

TEST(Review, AllowsSeveralRulesAtOnce) {
  EXPECT_TRUE(found_in("-- lockkeeper: allow drop-column, drop-table reason=\"x\"\n"
                       "ALTER TABLE orders DROP COLUMN a;\n")
                  .empty());
}

TEST(Review, AnAllowanceWithoutAReasonAllowsNothing) {
  EXPECT_EQ(rules_of(found_in(std::string("-- lockkeeper: allow unbatched-write\n") + no_where)),
            (std::vector<std::string>{"001.sql:1 allow-incomplete", "001.sql:2 unbatched-write"}));
  EXPECT_EQ(
      rules_of(found_in(std::string("-- lockkeeper: allow unbatched-write reason=\"x\" until=soon\n") + no_where)),
      (std::vector<std::string>{"001.sql:1 allow-incomplete", "001.sql:2 unbatched-write"}));
}

TEST(Review, AnAllowanceEndsWithItsDay) {
  const auto until = [](const std::string& day) {
    return rules_of(found_in("-- lockkeeper: allow unbatched-write reason=\"x\" until=" + day + "\n" + no_where));
  };
  EXPECT_TRUE(until("2026-11-20").empty());  // its last hours
  EXPECT_EQ(until("2026-11-19"), (std::vector<std::string>{"001.sql:1 allow-expired", "001.sql:2 unbatched-write"}));
}

TEST(Review, RulesAreSwitchedOffAndWeighedAnew) {
  auto settings = today;
  settings.severities["unbatched-write"] = Severity::error;
  ASSERT_EQ(found_in(no_where, settings).size(), 1U);
  EXPECT_EQ(found_in(no_where, settings)[0].severity, Severity::error);
  settings.off.insert("unbatched-write");
  EXPECT_TRUE(found_in(no_where, settings).empty());
}

TEST(Review, AllowancesOfRulesThatAreOffAreNotMissed) {
  auto settings = today;
  settings.off.insert("allow-unused");
  EXPECT_TRUE(found_in("-- lockkeeper: allow unbatched-write reason=\"x\"\nSELECT 1;\n", settings).empty());
}

TEST(Review, ALargeFileIsJudgedToItsEndWithTrueLines) {
  std::string text;
  int line = 1;
  for (; text.size() < 400'000; line += 2) text += "INSERT INTO products (id, sku)\n  VALUES (1, 'x; y');\n";
  text += "CREATE INDEX i ON orders (ref);\n";
  const auto found = found_in(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].line, line);
  EXPECT_EQ(found[0].rule, "index-not-concurrent");
}

TEST(Review, WithoutALockTimeoutEveryStrongLockIsAQueue) {
  auto settings = today;
  settings.lock_timeout = base::Milliseconds(0);
  const auto found =
      found_in("ALTER TABLE orders ADD COLUMN extra text;\nALTER TABLE orders ADD COLUMN more text;\n", settings);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "lock-timeout");
}

TEST(Review, KnowsFortyRulesAndMore) {
  EXPECT_GE(rules().size(), 40U);
}

}  // namespace review
