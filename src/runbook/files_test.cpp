// Steps that run files: what they are judged by, and that it is said which files that were.
#include <gtest/gtest.h>

#include "runbook/runbook.h"

namespace runbook {

static ReadFiles with(std::map<std::string, std::string> files) {
  return {.read = [files = std::move(files)](const std::string& path) -> std::optional<std::string> {
            const auto found = files.find(path);
            return found == files.end() ? std::nullopt : std::optional(found->second);
          },
          .on_path = [](const std::string&) { return false; }};
}

static std::vector<std::string> paths(const Step& step) {
  std::vector<std::string> out;
  for (const auto& file : step.files) out.push_back(file.path);
  return out;
}

using Texts = std::vector<std::string>;

TEST(StepsThatRunFiles, AreJudgedByThem) {
  const auto book = parse("# A\n\n```bash\npsql -f a.sql\n```\n\n```bash\npsql -f b.sql\n```\n", "a.md",
                          with({{"a.sql", "SELECT 1;\n"}, {"b.sql", "TRUNCATE orders;\n"}}));
  EXPECT_EQ(book.steps.at(0).dangers, Texts{});
  EXPECT_EQ(paths(book.steps.at(0)), Texts{"a.sql"});
  EXPECT_EQ(book.steps.at(1).dangers, Texts{"b.sql: empties orders (line 8)"});
}

TEST(StepsThatRunFiles, AreAskedWhereNoFileIsKnown) {
  const auto book = parse("# A\n\n```bash\npsql -f a.sql\n```\n", "a.md");
  EXPECT_EQ(book.steps.at(0).dangers, Texts{"what a.sql has in it is not known (line 4)"});
  EXPECT_TRUE(book.steps.at(0).files.empty());
}

TEST(StepsThatRunFiles, RestOnWhatTheShellHasReadBefore) {
  const auto book = parse("# A\n\n```bash\n. ./env.sh\n```\n\n```bash\npsql -c \"SELECT * FROM $TABLE\"\n```\n",
                          "a.md", with({{"./env.sh", "TABLE=orders\n"}}));
  EXPECT_EQ(book.steps.at(1).dangers, Texts{});
  EXPECT_EQ(paths(book.steps.at(1)), Texts{"./env.sh"});
}

TEST(StepsThatRunFiles, RestOnTheProjectsFile) {
  const std::map<std::string, std::string> files{{"Makefile", "deploy:\n\t./deploy\n"},
                                                 {"night.mk", "deploy:\n"},
                                                 {"package.json", "{}"},
                                                 {"compose.yaml", "services: {}\n"}};
  const auto paths_of = [&](const std::string& command) {
    return paths(parse("# A\n\n```bash\n" + command + "\n```\n", "a.md", with(files)).steps.at(0));
  };
  EXPECT_EQ(paths_of("make deploy"), Texts{"Makefile"});
  EXPECT_EQ(paths_of("sudo -E make -f night.mk deploy"), Texts{"night.mk"});
  EXPECT_EQ(paths_of("npm run migrate:up"), Texts{"package.json"});
  EXPECT_EQ(paths_of("docker compose up -d"), Texts{"compose.yaml"});
  EXPECT_EQ(paths_of("docker ps"), Texts{});
}

TEST(StepsThatRunFiles, StandInTheFolderOfTheirFence) {
  const auto book = parse("# A\n\n```bash {cwd=sql}\npsql -f a.sql\n```\n\n```bash\npsql -f a.sql\n```\n", "a.md",
                          with({{"sql/a.sql", "SELECT 1;\n"}}));
  EXPECT_EQ(book.steps.at(0).dangers, Texts{});
  EXPECT_EQ(book.steps.at(1).dangers, Texts{"what a.sql has in it is not known (line 8)"});
}

TEST(StepsThatRunFiles, TellTheWorstOfAFile) {
  const auto book = parse(
      "# A\n\n```bash\npsql -f a.sql\n```\n", "a.md",
      with(
          {{"a.sql", "CREATE TABLE a (x int);\nCREATE TABLE b (x int);\nCREATE TABLE c (x int);\nDROP TABLE d;\n"}}));
  EXPECT_EQ(book.steps.at(0).dangers,
            (Texts{"a.sql: drops the table d (line 4)", "a.sql: creates the table a (line 4)",
                   "a.sql: creates the table b (line 4)", "a.sql: 1 more (line 4)"}));
}

}  // namespace runbook
