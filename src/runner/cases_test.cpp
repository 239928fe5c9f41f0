// Runs the .cases beside each kind of step: Markdown in, steps and what came of them out.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/scene.h"
#include "runner/steps.h"

namespace runner {

pg::TemporaryServer& test_server() {
  static pg::TemporaryServer server;
  return server;
}

namespace {

struct Case {
  std::string file;
  int line = 0;
  std::string name;
  std::map<std::string, std::vector<std::string>> parts = {};
  std::optional<int> exit_code = {};
};

}  // namespace

static std::vector<Case> read_cases() {
  std::vector<Case> out;
  const auto folder = std::filesystem::path(LOCKKEEPER_SOURCE) / "src/runner/steps";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cases") continue;
    const std::string text = base::read_file(entry.path());
    std::string part;
    int number = 0;
    for (const auto line : base::lines(text)) {
      ++number;
      if (line.starts_with("case: ")) {
        out.push_back({.file = entry.path().stem().string(), .line = number, .name = std::string(line.substr(6))});
        part.clear();
      } else if (out.empty()) {
        continue;
      } else if (line.starts_with("  ") && !part.empty()) {
        out.back().parts[part].emplace_back(line.substr(2));
      } else if (base::trim(line).empty()) {
        if (part == "runbook" || part == "answers") out.back().parts[part].emplace_back();
      } else if (line.starts_with("exit ")) {
        out.back().exit_code = std::stoi(std::string(line.substr(5)));
      } else {
        part = line;
        out.back().parts[part];
      }
    }
  }
  return out;
}

static std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

class StepCase : public testing::TestWithParam<Case> {};

TEST_P(StepCase, Holds) {
  const auto& given = GetParam();
  SCOPED_TRACE(fmt::format("{}.cases:{}: {}", given.file, given.line, given.name));
  Scene scene;
  scene.asks = given.name.find("asks") != std::string::npos || given.name.find("dangerous") != std::string::npos;
  scene.write(joined(given.parts.at("runbook")));
  const auto book = runbook::load(scene.file());
  if (const auto wanted = given.parts.find("steps"); wanted != given.parts.end()) {
    std::vector<std::string> found;
    for (const auto& step : book.steps) found.push_back(fmt::format("{} {}: {}", step.kind, step.id, does(step)));
    EXPECT_EQ(joined(found), joined(wanted->second));
  }
  if (!given.exit_code) return;
  if (given.file == "query") scene.database = test_server().url();
  std::vector<AnswerEntry> entries;
  if (const auto answers = given.parts.find("answers"); answers != given.parts.end()) {
    base::write_file(scene.folder.path() / "answers.toml", joined(answers->second));
    entries = read_answers(scene.folder.path() / "answers.toml");
  }
  AnswersFile people(entries);
  const auto result = scene.run(&people);
  auto ran = given.parts.at("run");
  if (ran == std::vector<std::string>{"nothing"}) ran.clear();
  EXPECT_EQ(joined(scene.finished()), joined(ran)) << scene.screen.text;
  if (const auto output = given.parts.find("output"); output != given.parts.end()) {
    EXPECT_EQ(scene.screen.text, joined(output->second));
  }
  EXPECT_EQ(result.exit_code, *given.exit_code);
}

INSTANTIATE_TEST_SUITE_P(Cases, StepCase, testing::ValuesIn(read_cases()), [](const auto& one) {
  return base::replace_all(fmt::format("{}_{}", one.param.file, one.param.line), "-", "_");
});

TEST(StepKinds, EachHasAPageThatBeginsWithItsName) {
  for (const auto& entry : steps()) {
    EXPECT_TRUE(entry.page.starts_with(fmt::format("# step: {}\n", entry.id))) << entry.id;
  }
}

}  // namespace runner
