#include "runbook/judgement.h"

#include <gtest/gtest.h>

namespace runbook {

static std::vector<std::string> dangers_of(const std::string& fences) {
  std::vector<std::string> out;
  for (const auto& step : parse("# Night\n## Work\n" + fences, "RUNBOOK.md").steps)
    out.insert(out.end(), step.dangers.begin(), step.dangers.end());
  return out;
}

static std::string shell(const std::string& text) {
  return "```bash\n" + text + "\n```\n\n";
}

using Dangers = std::vector<std::string>;

TEST(Judgement, AsksAboutWhatIsNotKnownNotToHarm) {
  for (const char* line :
       {"rm -rf ./data", "find pg_wal -mtime +7 -delete", "psql $URL -c \"DROP DATABASE IF EXISTS shop\"",
        "sudo -u postgres dropdb shop", "psql db <<SQL\nTRUNCATE orders;\nSQL", "lockkeeper down --steps 1",
        "npx prisma migrate reset", "aws s3 rm --recursive s3://x", "rm file", "kubectl delete pod x",
        "psql -c 'delete from t where id = 1'", "./bin/anything", "frobnicate"}) {
    EXPECT_EQ(dangers_of(shell(line)).size(), 1U) << line;
  }
  for (const char* line : {"echo rm -rf /", "psql -c 'select 1'", "grep 'DROP DATABASE' file", "lockkeeper up",
                           "f=$(mktemp)\nrm \"$f\""})
    EXPECT_EQ(dangers_of(shell(line)), Dangers{}) << line;
}

TEST(Judgement, BelievesAuto) {
  EXPECT_EQ(dangers_of("```bash {auto}\nrm -rf ./data\n```\n"), Dangers{});
}

TEST(Judgement, KnowsWhatFencesBeforeHaveSet) {
  EXPECT_EQ(dangers_of(shell("X=ls") + shell("$X -l")), Dangers{});
  EXPECT_EQ(dangers_of(shell("f() { dropdb shop; }") + shell("f")), Dangers{"drops the database shop (line 4)"});
}

// It may be skipped, and then the variable is empty.
TEST(Judgement, ReliesOnNothingThatAnAskedFenceSets) {
  const auto found = dangers_of(shell("X=ls; rm y") + shell("$X -l"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1], "the program that $X stands for is not known (line 8)");
}

TEST(Judgement, WhatAFenceMadeIsItsOwnUntilItsEnd) {
  EXPECT_EQ(dangers_of(shell("d=$(mktemp -d)\nrm -r \"$d\"")), Dangers{});
  EXPECT_EQ(dangers_of(shell("d=$(mktemp -d)") + shell("rm -r \"$d\"")).size(), 1U);
}

TEST(Judgement, SendsNothingToTheWrongDatabase) {
  for (const char* fence :
       {"```sql\n\\c reporting\nSELECT 1;\n```\n", "```sql\npsql \"$STAGING_URL\"\nSELECT 1;\n```\n",
        "```sql\npsql -h replica\nSELECT 1;\n```\n"}) {
    const auto book = parse(std::string("# T\n\n") + fence, "r.md");
    for (const auto& step : book.steps)
      EXPECT_TRUE(step.kind == "task" || !step.dangers.empty() || !step.asks.empty()) << fence;
    EXPECT_FALSE(book.steps.empty()) << fence;
  }
  EXPECT_EQ(dangers_of("```sql\npsql\nSELECT 1;\n```\n"), Dangers{});
}

TEST(Judgement, NamesStatementsByTheirLines) {
  EXPECT_EQ(dangers_of("```sql\nSELECT 1;\nDELETE FROM\n  orders;\n```\n"),
            Dangers{"deletes every row of orders (line 5)"});
}

TEST(Judgement, LooksAtTheStatementsThatAreSent) {
  EXPECT_FALSE(dangers_of("```sql\nSELECT '\n\\ ' ||\n'; DROP TABLE u7; --';\n```\n").empty());
  EXPECT_EQ(dangers_of("```sql\n\\timing on\nSELECT 1;\n```\n"), Dangers{});
}

TEST(Judgement, StatementsBelowASessionMayBeMeantForIt) {
  const std::string below = "```sql\nSELECT count(*) FROM users;\n```\n";
  const auto asks = [&](const std::string& opens) {
    return parse("# Night\n## Work\n" + shell(opens) + below, "RUNBOOK.md").steps.back().asks;
  };
  EXPECT_EQ(asks("psql -U sg -d sg -h other-host -p 3333").size(), 1U);
  EXPECT_EQ(asks("ssh db1").size(), 1U);
  EXPECT_TRUE(asks("psql \"$DATABASE_URL\"").empty());
  EXPECT_TRUE(asks("ls").empty());
}

}  // namespace runbook
