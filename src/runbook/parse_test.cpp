#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "runbook/runbook.h"
#include "runbook/steps.h"

namespace runbook {

static std::vector<std::string> ids(const Runbook& runbook, bool notes = false) {
  std::vector<std::string> out;
  for (const auto& step : runbook.steps) {
    if (notes || step.kind != "note") out.push_back(step.kind + " " + step.id);
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(Parse, TitleAndFactsStandAtTheTop) {
  const auto book = parse(
      "# Night of the **Ships**\n\n**Date:** 2025-12-07  \n**Risk Level:** Low\n\n## A\n\n**Owner:** Dana\n", "r.md");
  EXPECT_EQ(book.title, "Night of the Ships");
  ASSERT_EQ(book.facts.size(), 2u);
  EXPECT_EQ(book.facts[1].name, "Risk Level");
  EXPECT_EQ(book.facts[1].value, "Low");
}

TEST(Parse, StepsKeepTheOrderOfTheFile) {
  const auto book = parse("# T\n## A\n- [ ] one\n```bash\ntwo\n```\n## B\n```sql\nselect 3\n```\n", "r.md");
  EXPECT_EQ(ids(book), (Strings{"task a/one", "command a/two", "query b/select-3"}));
  EXPECT_EQ(book.steps[2].phase, 1u);
  EXPECT_EQ(book.steps[1].line, 4);
  EXPECT_EQ(book.steps[1].text_line, 5);
}

TEST(Parse, EqualIdsAreNumberedAndAnAttributeReplacesThemWholly) {
  const auto book = parse("# T\n## A\n```bash\nls\n```\n```bash\nls\n```\n```bash {id=list}\nls\n```\n", "r.md");
  EXPECT_EQ(ids(book), (Strings{"command a/ls", "command a/ls-2", "command list"}));
}

TEST(Parse, ALabelBeforeAFenceIsItsName) {
  const auto book = parse("# T\n## A\n**Verification Queries:**\n\n```sql\nselect 1\n```\n", "r.md");
  EXPECT_EQ(ids(book), (Strings{"query a/verification-queries"}));
}

TEST(Parse, SectionsOnDemandAreNoPartOfTheMainLine) {
  const char* text =
      "# T\n## Work\n### Rollback Plan Preparation\n- [ ] test it\n### If it fails: rollback\n```bash\nundo\n```\n"
      "## Rollback Procedures\n### Verify\n```bash\nrollback\n```\n## Troubleshooting Guide\n```bash\nhelp\n```\n"
      "## Emergency Contacts\n## Appendix: SQL\n```sql\nselect 1\n```\n## Quick Reference "
      "Commands\n```bash\nls\n```\n## After\n- [ ] rest\n";
  const auto book = parse(text, "r.md");
  EXPECT_EQ(ids(book), (Strings{"task rollback-plan-preparation/test-it", "task after/rest"}));
  Strings procedures;
  for (const auto& each : book.procedures)
    procedures.push_back(fmt::format("{} {} {}", name(each.purpose), each.title, each.steps.size()));
  EXPECT_EQ(procedures, (Strings{"rollback If it fails: rollback 1", "rollback Rollback Procedures 1",
                                 "troubleshooting Troubleshooting Guide 1", "contacts Emergency Contacts 0",
                                 "appendix Appendix: SQL 1", "reference Quick Reference Commands 1"}));
  ASSERT_EQ(book.phases.size(), 2u);
  EXPECT_EQ(book.steps.back().phase, 1u);
}

TEST(Parse, ExpectedOutputBelongsToTheFenceBeforeIt) {
  const auto book =
      parse("# T\n## A\n```bash\nls\n```\n\nExpected output:\n```\nfile\n```\n**Expected:** no errors in the log\n",
            "r.md");
  ASSERT_EQ(book.steps.size(), 1u);
  ASSERT_EQ(book.steps[0].expectations.size(), 2u);
  EXPECT_EQ(book.steps[0].expectations[0].text, "file\n");
  EXPECT_TRUE(book.steps[0].expectations[1].prose);
}

TEST(Parse, ExpectedChangesAreNoOutput) {
  const auto book = parse("# T\n## A\n```bash\nls\n```\n**Expected Changes:**\n- a table\n", "r.md");
  EXPECT_TRUE(book.steps[0].expectations.empty());
}

TEST(Parse, CommentsAndAttributesExpectToo) {
  const auto book = parse(
      "# T\n## A\n```bash {expect=\"3 rows\"}\na\n# Expected: {\"a\":X}\nb\n# Expected tests:\n# one\n# two\n# "
      "Expected duration: 5 min\n```\n",
      "r.md");
  ASSERT_EQ(book.steps[0].expectations.size(), 3u);
  EXPECT_EQ(book.steps[0].expectations[0].text, "{\"a\":X}");
  EXPECT_EQ(book.steps[0].expectations[1].text, "one\ntwo");
  EXPECT_EQ(book.steps[0].expectations[2].text, "3 rows");
}

TEST(Parse, TemplatesKeepSubjectAndBody) {
  const auto book = parse(
      "# T\n## Communication Templates\n### Start\n**Subject:** Now - [DATE]\n\n**Body:**\n```\nDear [NAME]\n```\n",
      "r.md");
  ASSERT_EQ(book.templates.size(), 1u);
  EXPECT_EQ(book.templates[0].title, "Start");
  EXPECT_EQ(book.templates[0].subject, "Now - [DATE]");
  EXPECT_EQ(book.templates[0].body, "Dear [NAME]\n");
  EXPECT_TRUE(book.steps.empty());
}

TEST(Parse, CarriageReturnsAndAByteOrderMarkChangeNothing) {
  const std::string plain = "# T\n\n## A\n\n- [ ] one\n\n```bash {id=x}\necho hi\n```\n";
  const auto windows = parse("\xEF\xBB\xBF" + base::replace_all(plain, "\n", "\r\n"), "r.md");
  EXPECT_EQ(ids(windows), ids(parse(plain, "r.md")));
  EXPECT_EQ(windows.steps[1].text, "echo hi\n");
  EXPECT_EQ(windows.title, "T");
}

TEST(Parse, FrontMatterIsFactsAndNoHeading) {
  const auto book = parse("---\ntitle: \"Night\"\nowner: Dana\n---\n\n## A\n- [ ] one\n", "r.md");
  EXPECT_EQ(book.counts.headings, 1);
  ASSERT_EQ(book.facts.size(), 2u);
  EXPECT_EQ(book.facts[0].value, "Night");
  EXPECT_EQ(book.steps[0].line, 7);
}

TEST(Parse, AFenceThatIsNeverClosedIsNotRun) {
  const auto book = parse("# T\n## A\n```bash\necho hi\n\n## B\n- [ ] lost\n", "r.md");
  ASSERT_EQ(book.steps.size(), 1u);
  EXPECT_EQ(book.steps[0].problem, "the fence that line 3 opens is never closed");
}

TEST(Parse, TextThatIsNotTextIsNamedWithItsLine) {
  try {
    parse(std::string_view("# T\n\nfine\n\0\n", 12), "r.md");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::text);
    EXPECT_EQ(error.place()->line, 4);
    EXPECT_EQ(error.place()->file, "r.md");
  }
  try {
    parse("# T\n\ncaf\xe9\n", "r.md");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.place()->line, 3);
  }
}

TEST(Parse, AFileWithoutHeadingsHasStepsToo) {
  const auto book = parse("- [ ] one\n\n```bash\nls\n```\n", "night.md");
  EXPECT_EQ(book.title, "night.md");
  EXPECT_EQ(ids(book), (Strings{"task runbook/one", "command runbook/ls"}));
  EXPECT_EQ(book.phases.size(), 1u);
}

TEST(Parse, AnEmptyFileIsAnEmptyRunbook) {
  const auto book = parse("", "empty.md");
  EXPECT_TRUE(book.steps.empty());
  EXPECT_TRUE(book.readings.empty());
}

TEST(Parse, WhatStandsInTheFileButIsNotUnderstoodStaysAsText) {
  const auto book = parse("# T\n## A\nCall **everybody**.\n\n<!-- secret -->\n\n> quoted\n\n    indented\n", "r.md");
  ASSERT_EQ(ids(book, true), (Strings{"note a/note"}));
  EXPECT_EQ(book.steps[0].text, "Call **everybody**.\n\n<!-- secret -->\n\n> quoted\n\n    indented");
}

TEST(Parse, NestingWithoutEndIsNoTrap) {
  const std::string deep(3000, '>');
  EXPECT_EQ(parse("# T\n## A\n" + deep + " quoted\n", "r.md").counts.headings, 2);
}

// Every line of the seeds and of the example is read as something, once, and none is lost.
TEST(Parse, EveryLineIsAccountedForOnce) {
  std::vector<std::filesystem::path> files{std::filesystem::path(LOCKKEEPER_SOURCE) / "examples/shop/RUNBOOK.md"};
  const auto seeds = std::filesystem::path(LOCKKEEPER_SOURCE) / "../shared/seeds";
  if (std::filesystem::exists(seeds)) {
    for (const auto& entry : std::filesystem::directory_iterator(seeds)) files.push_back(entry.path());
  }
  for (const auto& file : files) {
    const auto book = load(file);
    int next = 1;
    for (const auto& reading : book.readings) {
      EXPECT_EQ(reading.first, next) << file;
      next = reading.last + 1;
    }
    std::ifstream stream(file);
    int lines = 0;
    for (std::string line; std::getline(stream, line);) ++lines;
    EXPECT_EQ(next - 1, lines) << file;
    EXPECT_FALSE(to_text(book, 80).empty());
    EXPECT_FALSE(to_json(book).dump().empty());
  }
}

TEST(Parse, WideTextStaysWithinTheTerminal) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "examples/shop/RUNBOOK.md";
  for (const std::size_t width : {80u, 100u, 120u}) {
    auto book = load(file);
    book.file = "RUNBOOK.md";  // a path is as long as it is, and is never cut
    const auto text = to_text(book, width);
    for (const auto line : base::lines(text)) EXPECT_LE(base::display_width(line), width) << line;
  }
}

}  // namespace runbook
