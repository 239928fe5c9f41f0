#include "runner/answers.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"

namespace runner {

static std::vector<AnswerEntry> read(std::string_view toml) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "answers.toml", toml);
  return read_answers(folder.path() / "answers.toml");
}

static Question task(const char* step) {
  return {.step = step, .when = "task", .text = "?", .choices = {{"done", ""}, {"skip", ""}, {"stop", ""}}};
}

TEST(Answers, TheFirstEntryThatFitsWins) {
  AnswersFile file(
      read("by = \"Ada\"\n[[answer]]\nstep = \"a/*\"\nwhen = \"task\"\nanswer = \"skip\"\nreason = "
           "\"no\"\n[[answer]]\nanswer = \"done\"\nby = \"Bob\"\n"));
  EXPECT_EQ(file.ask(task("a/b"))->answer, "skip");
  EXPECT_EQ(file.ask(task("a/b"))->by, "Ada");
  EXPECT_EQ(file.ask(task("c/b"))->by, "Bob");
}

TEST(Answers, AnEntryForEverythingAnswersOnlyWhatItCan) {
  AnswersFile file(read("[[answer]]\nanswer = \"done\"\n"));
  EXPECT_FALSE(file.ask({.step = "a", .when = "gate", .text = "?", .choices = {{"GO", ""}, {"NO-GO", ""}}}));
}

TEST(Answers, AnAnswerThatIsNoneIsAnError) {
  AnswersFile file(read("\n[[answer]]\nwhen = \"gate\"\nanswer = \"maybe\"\n"));
  try {
    file.ask({.step = "a", .when = "gate", .text = "?", .choices = {{"GO", ""}, {"NO-GO", ""}}});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.place()->line, 2);
    EXPECT_EQ(error.hint(), "Answer with one of GO, NO-GO.");
  }
}

TEST(Answers, FieldsComeFromTheFirstEntryThatHasThem) {
  AnswersFile file(
      read("[[answer]]\nwhen = \"field\"\nstep = \"x\"\nfields = { A = \"1\" }\n[[answer]]\nwhen = \"field\"\nfields "
           "= { A = \"2\", B = 3 }\n"));
  const auto answer =
      file.ask({.step = "x", .when = "field", .text = "?", .fields = {{.name = "A"}, {.name = "B"}, {.name = "C"}}});
  EXPECT_EQ(answer->fields, (std::map<std::string, std::string>{{"A", "1"}, {"B", "3"}}));
}

TEST(Answers, ARetryIsGivenOnce) {
  AnswersFile file(read("[[answer]]\nwhen = \"failed\"\nanswer = \"retry\"\n"));
  const Question failed{
      .step = "a", .when = "failed", .text = "?", .choices = {{"retry", ""}, {"skip", ""}, {"stop", ""}}};
  EXPECT_TRUE(file.ask(failed));
  EXPECT_FALSE(file.ask(failed));
}

TEST(Answers, WhatIsWrongIsNamedWithItsLine) {
  struct Row {
    const char* toml;
    int line;
    const char* hint;
  };
  for (const auto& row : {Row{"[[answer]]\nwhen = \"tasks\"\nanswer = \"done\"\n", 2, "Did you mean 'task'?"},
                          Row{"[[answer]]\nanswr = \"done\"\n", 2, "Did you mean 'answer'?"},
                          Row{"by = \"me\n", 1, "Mend the file; https://toml.io shows how it is written."},
                          Row{"[answer]\nanswer = \"x\"\n", 1, "Write [[answer]] with two brackets."}}) {
    try {
      read(row.toml);
      FAIL() << row.toml;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code(), base::Code::configuration);
      EXPECT_EQ(error.place()->line, row.line) << row.toml;
      EXPECT_EQ(error.hint(), row.hint);
    }
  }
}

TEST(TomlFor, IsReadBackAsTheAnswer) {
  const Question field{.step = "a/b", .when = "field", .text = "?", .fields = {{.name = "Backup \"Size\""}}};
  const auto entries = read(toml_for(field));
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].step, "a/b");
  EXPECT_TRUE(entries[0].answer.fields.contains("Backup \"Size\""));
  EXPECT_EQ(read(toml_for(task("a/b")))[0].answer.answer, "done");
}

}  // namespace runner
