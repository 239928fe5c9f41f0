#include "migration/parsed.h"

#include <thread>

#include <gtest/gtest.h>

#include "sql/lenient.h"

namespace migration {

static std::vector<Script> many(std::size_t count) {
  std::vector<Script> scripts;
  for (std::size_t at = 0; at < count; ++at)
    scripts.push_back({.shown = fmt::format("{}.sql", at), .text = fmt::format("CREATE TABLE t{} (id int);\n", at)});
  return scripts;
}

static std::vector<const Script*> pointers(const std::vector<Script>& scripts) {
  std::vector<const Script*> out;
  for (const auto& script : scripts) out.push_back(&script);
  return out;
}

TEST(ParsedFiles, GivesEachFileItsOwnStatementsInAnyOrderAndToAnyThread) {
  const auto scripts = many(5'000);  // more than a batch
  ParsedFiles files(pointers(scripts));
  const auto check = [&](std::size_t at) {
    const auto& parsed = files.of(scripts[at]);
    ASSERT_TRUE(parsed.ok());
    ASSERT_EQ(parsed.statements.size(), 1u);
    EXPECT_EQ(parsed.statements.front().as<sql::CreateTable>()->table.name, fmt::format("t{}", at));
  };
  std::jthread backwards([&] {
    for (auto at = scripts.size(); at > 0; --at) check(at - 1);
  });
  for (std::size_t at = 0; at < scripts.size(); ++at) check(at);
}

TEST(ParsedFiles, MayEndBeforeAnythingWasAsked) {
  const auto scripts = many(5'000);
  for (int round = 0; round < 20; ++round) ParsedFiles files(pointers(scripts));
}

TEST(ParsedFiles, ReadsTheRestOfAFileThatDoesNotParse) {
  const Script script{.shown = "one.sql",
                      .text = "CREATE TABLE a (id int);\nCREATE TABEL b (id int);\nDROP TABLE a;\n"};
  const auto parsed = parse_leniently(script);
  ASSERT_TRUE(parsed.error);
  EXPECT_EQ(parsed.error->place()->line, 2);
  EXPECT_FALSE(parsed.failure);
  ASSERT_EQ(parsed.statements.size(), 3u);
  EXPECT_TRUE(sql::is_unparsed(parsed.statements[1]));
  ASSERT_EQ(parsed.refused.size(), 1u);
}

TEST(ParsedFiles, SaysWhyNothingCanBeRead) {
  const Script script{.shown = "one.sql", .text = "SELECT '\xff';"};
  const auto parsed = parse_leniently(script);
  ASSERT_TRUE(parsed.error);
  EXPECT_TRUE(parsed.failure);
  EXPECT_TRUE(parsed.statements.empty());
}

TEST(ParsedFiles, AnswersForNoOtherFile) {
  const auto scripts = many(1);
  const Script other{.shown = "other.sql", .text = "SELECT 1;"};
  ParsedFiles files(pointers(scripts));
  EXPECT_FALSE(files.has(other));
  EXPECT_THROW(files.of(other), base::Error);
}

}  // namespace migration
