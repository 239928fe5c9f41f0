// Runs the .cases beside each kind of step: Markdown in, steps and what came of them out. The test program
// writes what comes out now with --update.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "pg/shared_server_test.h"
#include "runner/scene.h"
#include "runner/steps.h"
#include "testing/case_file.h"

namespace runner {

pg::TemporaryServer& test_server() {
  return pg::shared_server();
}

namespace {

struct StepCaseOf {
  std::string kind;
  std::size_t number = 0;  // in its file
  int line = 0;
};

}  // namespace

static cases::File cases_of(const std::string& kind) {
  return cases::File(cases::beside("src/runner/steps", kind), cases::Format::fields,
                     {"runbook", "answers", "steps", "run", "output", "exit"});
}

static std::vector<StepCaseOf> all_cases() {
  std::vector<StepCaseOf> out;
  for (const auto& entry : steps()) {
    const auto kind = std::string(entry.id);
    const auto file = cases_of(kind);
    for (std::size_t at = 0; at < file.cases().size(); ++at)
      out.push_back({.kind = kind, .number = at, .line = file.cases()[at].line});
  }
  return out;
}

static std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

class StepCase : public testing::TestWithParam<StepCaseOf> {};

TEST_P(StepCase, Holds) {
  const auto& [kind, number, line] = GetParam();
  auto file = cases_of(kind);
  const auto& given = file.cases().at(number);
  SCOPED_TRACE(file.where(given));
  const auto expect = [&](std::string_view key, const std::string& said) {
    const auto* wanted = given.find(key);
    if (wanted && !file.update(*wanted, said)) EXPECT_EQ(said, wanted->value);
  };
  Scene scene;
  scene.asks = given.title.find("asks") != std::string::npos || given.title.find("dangerous") != std::string::npos;
  scene.write(given.value("runbook"));
  const auto book = runbook::load(scene.file());
  std::vector<std::string> found;
  for (const auto& step : book.steps) found.push_back(fmt::format("{} {}: {}", step.kind, step.id, does(step)));
  expect("steps", joined(found));
  if (!given.has("exit")) return;
  if (kind == "query") scene.database = test_server().url();
  std::vector<AnswerEntry> entries;
  if (given.has("answers")) {
    base::write_file(scene.folder.path() / "answers.toml", given.value("answers"));
    entries = read_answers(scene.folder.path() / "answers.toml");
  }
  AnswersFile people(entries);
  const auto result = scene.run(&people);
  const auto finished = scene.finished();
  expect("run", finished.empty() ? "nothing\n" : joined(finished));
  expect("output", scene.screen.text);
  expect("exit", std::to_string(result.exit_code));
  if (HasFailure()) fmt::print("{}", scene.screen.text);
}

INSTANTIATE_TEST_SUITE_P(Cases, StepCase, testing::ValuesIn(all_cases()), [](const auto& one) {
  return base::replace_all(fmt::format("{}_{}", one.param.kind, one.param.line), "-", "_");
});

TEST(StepKinds, EachHasAPageThatBeginsWithItsName) {
  for (const auto& entry : steps()) {
    EXPECT_TRUE(entry.page.starts_with(fmt::format("# step: {}\n", entry.id))) << entry.id;
  }
}

}  // namespace runner
