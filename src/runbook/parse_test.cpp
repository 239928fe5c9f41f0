#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "runbook/runbook.h"

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
  EXPECT_EQ(ids(book), (Strings{"command a/two", "task a/one", "query b/select-3"}));
  EXPECT_EQ(book.steps[2].phase, 1u);
  EXPECT_EQ(book.steps[0].line, 4);
  EXPECT_EQ(book.steps[0].text_line, 5);
  EXPECT_EQ(book.steps[0].task, "a/one");
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
  EXPECT_EQ(windows.steps[0].text, "echo hi\n");
  EXPECT_EQ(windows.title, "T");
}

TEST(Parse, FrontMatterIsFactsAndNoHeading) {
  const auto book = parse("---\ntitle: \"Night\"\nowner: Dana\n---\n\n## A\n- [ ] one\n", "r.md");
  EXPECT_EQ(book.counts.headings, 1);
  ASSERT_EQ(book.facts.size(), 2u);
  EXPECT_EQ(book.facts[0].value, "Night");
  EXPECT_EQ(book.steps[0].line, 7);
}

TEST(Parse, AFenceThatIsNeverClosedIsNotRunAndSwallowsNothing) {
  const auto book = parse("# T\n## A\n```bash\necho hi\n\n## B\n- [ ] not lost\n", "r.md");
  EXPECT_EQ(ids(book), (Strings{"command a/echo-hi", "task b/not-lost"}));
  EXPECT_EQ(book.steps[0].problem, "the fence that line 3 opens is never closed");
  EXPECT_EQ(book.steps[1].line, 7);
  EXPECT_TRUE(parse("# T\n\n- a\n  ```bash\n  ls\n\n## B\n", "r.md").steps[1].problem.starts_with("the fence"));
}

TEST(Parse, AFenceOpenedInsideAnotherIsNotRun) {
  const auto book = parse("# T\n## A\n```shell\nls\n```sql\nselect 1\n```\n\n## B\n- [ ] b\n", "r.md");
  EXPECT_EQ(ids(book), (Strings{"command a/ls", "task b/b"}));
  EXPECT_EQ(book.steps[0].problem, "line 5 opens another fence inside the one that line 3 opens");
  EXPECT_EQ(parse("# T\n````bash\ncat <<EOF\n```sql\n```\nEOF\n````\n", "r.md").steps[0].problem, "");
}

TEST(Parse, NumberedItemsThatTellPeopleWhatToDoAreTasks) {
  const auto book = parse(
      "# T\n## Work\n1. Open the dashboard\n2. Drain the node:\n   ```bash\n   drain db1\n   ```\n3. **Wait** for "
      "it\n\n"
      "## Objectives\n1. Verify everything\n\n## More\n**If issues occur:**\n1. Call somebody\n\n"
      "Core:\n1. Products\n2. Orders\n",
      "r.md");
  EXPECT_EQ(ids(book), (Strings{"task work/open-the-dashboard", "command work/drain-the-node", "task work/wait"}));
}

TEST(Parse, ATableOfContentsIsNoWork) {
  EXPECT_TRUE(ids(parse("# T\n\n1. [Verify](#verify)\n2. [Run](#run)\n", "r.md")).empty());
}

TEST(Parse, CellsToFillAreFields) {
  const auto book = parse(
      "# T\n## A\n| Step | Expected | Actual | Pass? |\n|---|---|---|:-:|\n| Open | < 30 min | | [ ] |\n"
      "| Close | It looks like it did on the day before | | [x] |\n\n**Result**: [ ] PASS / [ ] FAIL\n",
      "r.md");
  ASSERT_EQ(ids(book), (Strings{"checkpoint a/actual", "checkpoint a/a"}));
  Strings names;
  for (const auto& field : book.steps[0].fields) names.push_back(fmt::format("{} {}", field.line, field.name));
  EXPECT_EQ(names, (Strings{"5 Open: Actual", "5 Open: Pass?", "6 Close: Actual"}));
  EXPECT_EQ(book.steps[0].fields[0].expected, "< 30 min");
  EXPECT_EQ(book.steps[0].fields[1].choices, (Strings{"✓", "✗"}));
  EXPECT_EQ(book.steps[0].fields[2].expected, "");
  EXPECT_EQ(book.steps[1].fields[0].name, "Result");
  EXPECT_EQ(book.steps[1].fields[0].choices, (Strings{"PASS", "FAIL"}));
  EXPECT_EQ(book.counts.inline_checkboxes, 4);
  EXPECT_EQ(book.counts.empty_cells, 2);
}

TEST(Parse, OtherBoxesAreTasksToo) {
  const auto book = parse("# T\n## A\n- ☐ call\n- [] look\n- ☑ sent\n* [x]done\n", "r.md");
  EXPECT_EQ(ids(book), (Strings{"task a/call", "task a/look", "task a/sent", "task a/done"}));
  EXPECT_TRUE(book.steps[2].ticked);
  EXPECT_EQ(book.counts.checkboxes, 4);
  EXPECT_EQ(book.counts.inline_checkboxes, 0);
}

TEST(Parse, ConsoleFencesRunTheirCommandsAndExpectTheRest) {
  const auto book = parse(
      "# T\n## A\n```console\n$ pg_isready\naccepting connections\n# a comment\n$ ls \\\n>   -l\n```\n"
      "```bash\n$ date\nSat\n```\n```console\nshop=# select 1;\n ?column?\n----------\n 1\n```\n"
      "```console\nPhase complete\n```\nRun this command:\n```console\n./release.py\n```\n",
      "r.md");
  EXPECT_EQ(ids(book),
            (Strings{"command a/pg-isready", "command a/date", "query a/select-1", "command a/run-this-command"}));
  EXPECT_EQ(book.steps[0].text, "pg_isready\n\n# a comment\nls \\\n  -l\n");
  EXPECT_EQ(book.steps[0].expectations[0].text, "accepting connections\n");
  EXPECT_EQ(book.steps[0].text_line, 4);
}

TEST(Parse, WhatNeverEndsGoesOnBeside) {
  const auto book = parse("# T\n```bash\ntail -f /var/log/x | grep error &\nls\ntop\n```\n", "r.md");
  ASSERT_EQ(book.steps[0].left_out.size(), 2u);
  EXPECT_EQ(book.steps[0].left_out[0].beside, "tail -f /var/log/x | grep error");
  EXPECT_EQ(book.steps[0].left_out[1].beside, "");
}

TEST(Parse, MojibakeIsMendedInWhatPeopleRead) {
  const auto book =
      parse("# T âœ“\n**Checkpoint:** done\n- **Status:** âœ“ / âœ—\n\n```bash\necho âœ“\n```\n", "r.md");
  EXPECT_EQ(book.title, "T ✓");
  EXPECT_EQ(book.steps[0].fields[0].choices, (Strings{"✓", "✗"}));
  EXPECT_EQ(book.steps[1].text, "echo âœ“\n");
  EXPECT_EQ(parse("# café â bientôt\n", "r.md").title, "café â bientôt");
}

TEST(Parse, LinksAreKeptWithTheirLines) {
  const auto book = parse("# T\nSee\n[the other](OTHER.md#a).\n\n| a |\n|---|\n| <https://x.org> |\n", "r.md");
  ASSERT_EQ(book.links.size(), 2u);
  EXPECT_EQ(book.links[0].line, 3);
  EXPECT_EQ(book.links[0].target, "OTHER.md#a");
  EXPECT_EQ(book.links[1].line, 7);
}

TEST(Parse, AdmonitionsCommentsAndFrontMatterSayHowTheyWereRead) {
  const auto book =
      parse("---\ntags:\n  - db\n  - p0\n---\n# T\n> [!WARNING]\n> hot\n\n<!-- - [ ] no -->\n\n> plain\n", "r.md");
  ASSERT_EQ(book.facts.size(), 1u);
  EXPECT_EQ(book.facts[0].value, "db, p0");
  EXPECT_EQ(book.counts.checkboxes, 0);
  Strings as;
  for (const auto& reading : book.readings) as.push_back(reading.as);
  EXPECT_EQ(as, (Strings{"front matter", "title", "warning", "note", "comment", "note"}));
}

// Only a fence may become a script, whatever stands around it.
TEST(Parse, TextOutsideAFenceNeverBecomesAScript) {
  const auto book = parse(
      "---\nowner: $(touch owned)\n---\n# `touch owned` $(touch owned)\n\n## `touch owned`; touch owned\n"
      "1. Run `touch owned`\n- [ ] `touch owned` $(touch owned)\n\n| `touch owned` | $(touch owned) |\n|---|---|\n"
      "| `touch owned` | |\n\n**$(touch owned):**\n```bash {id=\"$(touch owned)\" cwd=$(touch_owned)}\necho "
      "fine\n```\n"
      "Expected output:\n```\n$ touch owned\n```\n```text\n$ touch owned\n```\n    touch owned\n\n`touch owned`\n",
      "$(touch owned).md");
  int scripts = 0;
  for (const auto& step : book.steps) {
    if (step.kind != "command" && step.kind != "query") continue;
    ++scripts;
    EXPECT_EQ(step.text, "echo fine\n");
  }
  EXPECT_EQ(scripts, 1);
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
  EXPECT_EQ(ids(book), (Strings{"command runbook/ls", "task runbook/one"}));
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
  }
}

}  // namespace runbook
