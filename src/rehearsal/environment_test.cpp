#include "rehearsal/environment.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace rehearsal {

static const Copy copy{.host = "/tmp/lk", .database = "shop"};

static std::optional<Change> change(const std::vector<Change>& all, const std::string& name) {
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Change& each) { return each.name == name; });
  return found == all.rend() ? std::nullopt : std::optional(*found);
}

static std::optional<std::string> replaced(const std::string& entry) {
  const auto name = entry.substr(0, entry.find('='));
  const base::Environment environment{{name, entry.substr(name.size() + 1)}};
  const auto found = change(replace_addresses(environment, copy), name);
  if (!found) return std::nullopt;
  return found->value.value_or("(taken away)");
}

TEST(ReplaceAddresses, PutsTheCopyInPlaceOfEveryUrl) {
  for (const char* entry :
       {"DATABASE_URL=postgresql://app:secret@db.internal:5432/shop", "REPORTS=postgres://db/reports",
        "ASYNC=postgresql+asyncpg://app@db/shop", "SPACED= postgresql://db/shop", "UPPER=POSTGRESQL://db/shop"}) {
    EXPECT_EQ(replaced(entry), copy.url()) << entry;
  }
}

TEST(ReplaceAddresses, PutsTheCopyInPlaceOfConnectionStrings) {
  EXPECT_EQ(replaced("DSN=host=db.internal dbname=shop user=app password=x"),
            "host=/tmp/lk port=5432 dbname=shop user=postgres");
  EXPECT_EQ(replaced("DSN=service=prod"), "host=/tmp/lk port=5432 dbname=shop user=postgres");
  EXPECT_EQ(replaced("JDBC=jdbc:postgresql://db/shop"), "jdbc:postgresql://localhost:1/shop");
}

TEST(ReplaceAddresses, TakesAwayWhatLibpqReads) {
  for (const char* entry :
       {"PGSERVICE=prod", "PGHOSTADDR=10.0.0.5", "PGPASSWORD=x", "PGOPTIONS=-c x=1", "PGSSLMODE=require"})
    EXPECT_EQ(replaced(entry), "(taken away)") << entry;
  EXPECT_EQ(replaced("PGHOST=db.internal"), "/tmp/lk");
  EXPECT_EQ(replaced("PGDATABASE=other"), "shop");
}

TEST(ReplaceAddresses, LeavesEverythingElse) {
  for (const char* entry : {"HOME=/root", "NOTE=postgres is a database", "URL=https://example.com/postgresql://x",
                            "REDIS_URL=redis://cache:6379", "OPTS=host=x", "EMPTY="})
    EXPECT_EQ(replaced(entry), std::nullopt) << entry;
}

TEST(ReplaceAddresses, SetsAddressesThatTheRunbookReadsAndNobodyHasSet) {
  const base::Environment environment{{"STAGING_DATABASE_URL", "kept"}};
  const auto all = replace_addresses(environment, copy, {"PROD_DATABASE_URL", "STAGING_DATABASE_URL", "BACKUP_ID"});
  EXPECT_EQ(change(all, "PROD_DATABASE_URL")->value, copy.url());
  EXPECT_EQ(change(all, "DATABASE_URL")->value, copy.url());
  EXPECT_FALSE(change(all, "STAGING_DATABASE_URL"));
  EXPECT_FALSE(change(all, "BACKUP_ID"));
}

TEST(CopyUrl, HoldsNamesWithAnyCharacters) {
  const Copy odd{.host = "/tmp/a b", .database = "sh'op \"x\"/é"};
  EXPECT_EQ(odd.url(), "postgresql://postgres@%2Ftmp%2Fa%20b:5432/sh%27op%20%22x%22%2F%C3%A9");
}

TEST(VariablesIn, FindsNamesInEveryForm) {
  EXPECT_EQ(variables_in("psql $PROD_DATABASE_URL -c \"$X\" ${Y:-z} $1 $$ $(date) a$"),
            (std::set<std::string>{"PROD_DATABASE_URL", "X", "Y"}));
}

TEST(Surroundings, PutsEverythingBack) {
  ::setenv("PG_TEST_KEPT", "before", 1);
  ::unsetenv("PG_TEST_NEW");
  {
    const Surroundings changed({{"PG_TEST_KEPT", std::nullopt}, {"PG_TEST_NEW", "x"}, {"LK_TEST_OTHER", "y"}},
                               base::own_environment());
    EXPECT_EQ(std::getenv("PG_TEST_KEPT"), nullptr);
    EXPECT_STREQ(std::getenv("PG_TEST_NEW"), "x");
    EXPECT_EQ(std::getenv("LK_TEST_OTHER"), nullptr);  // commands get it handed on
  }
  EXPECT_STREQ(std::getenv("PG_TEST_KEPT"), "before");
  EXPECT_EQ(std::getenv("PG_TEST_NEW"), nullptr);
}

}  // namespace rehearsal
