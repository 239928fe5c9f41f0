// The counts of the five seed runbooks are known, counted by hand; the rules behind them are held by tests of our
// own.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "runbook/runbook.h"

namespace runbook {

struct Known {
  const char* file;
  Counts counts;
};

class SeedCounts : public testing::TestWithParam<Known> {};

TEST_P(SeedCounts, EqualTheTableCountedByHand) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "../shared/seeds" / GetParam().file;
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the seed runbooks are not here: " << file;
  const auto counts = load(file).counts;
  const auto& wanted = GetParam().counts;
  EXPECT_EQ(counts.headings, wanted.headings);
  EXPECT_EQ(counts.checkboxes, wanted.checkboxes);
  EXPECT_EQ(counts.fences, wanted.fences);
  EXPECT_EQ(counts.checkpoints, wanted.checkpoints);
  EXPECT_EQ(counts.blanks, wanted.blanks);
  EXPECT_EQ(counts.tables, wanted.tables);
  EXPECT_EQ(counts.templates, wanted.templates);
  EXPECT_EQ(counts.decisions, wanted.decisions);
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, SeedCounts,
    testing::Values(Known{"000-citadelbuy-production-runbook.md",
                          {93, 89, {{"bash", 32}, {"sql", 9}, {"none", 5}}, 5, 33, 1, 5, 9}},
                    Known{"001-production-migration-runbook.md",
                          {42, 64, {{"bash", 19}, {"sql", 5}, {"none", 1}}, 0, 0, 0, 0, 0}},
                    Known{"002-deployment-runbook.md",
                          {28, 29, {{"bash", 14}, {"sql", 6}, {"none", 4}}, 0, 5, 0, 0, 1}},
                    Known{"003-production-checklist.md", {28, 51, {{"bash", 3}, {"sql", 2}}, 0, 0, 2, 0, 2}},
                    Known{"004-citadelbuy-execution-guide.md", {42, 32, {{"bash", 21}, {"sql", 24}}, 0, 0, 1, 0, 0}}),
    [](const auto& known) { return "S" + std::to_string(known.index); });

// Runbooks of our own in the styles of public ones, each construct counted by hand.
class SampleCounts : public testing::TestWithParam<Known> {};

TEST_P(SampleCounts, NothingIsLost) {
  const auto text =
      base::read_file(std::filesystem::path(LOCKKEEPER_SOURCE) / "src/runbook/samples" / GetParam().file);
  const auto& wanted = GetParam().counts;
  for (const auto& variant : {text, "\xEF\xBB\xBF" + base::replace_all(text, "\n", "\r\n")}) {
    const auto counts = parse(variant, GetParam().file).counts;
    EXPECT_EQ(counts.headings, wanted.headings);
    EXPECT_EQ(counts.checkboxes, wanted.checkboxes);
    EXPECT_EQ(counts.fences, wanted.fences);
    EXPECT_EQ(counts.checkpoints, wanted.checkpoints);
    EXPECT_EQ(counts.blanks, wanted.blanks);
    EXPECT_EQ(counts.tables, wanted.tables);
    EXPECT_EQ(counts.templates, wanted.templates);
    EXPECT_EQ(counts.decisions, wanted.decisions);
    EXPECT_EQ(counts.inline_checkboxes, wanted.inline_checkboxes);
    EXPECT_EQ(counts.empty_cells, wanted.empty_cells);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Samples, SampleCounts,
    testing::Values(Known{"failover.md", {14, 7, {{"bash", 4}, {"sql", 1}, {"none", 2}}, 0, 1, 2, 0, 0, 0, 1}},
                    Known{"credential_rotation.md", {7, 34, {{"bash", 31}, {"none", 1}}, 0, 0, 0, 0, 0, 0, 0}},
                    Known{"release_process.md", {6, 0, {{"bash", 1}, {"console", 7}}, 0, 0, 1, 0, 0, 0, 4}},
                    Known{"deployment_day.md", {10, 5, {{"bash", 2}, {"none", 1}}, 1, 2, 3, 1, 3, 2, 10}},
                    Known{"broken.md", {4, 3, {{"bash", 3}, {"sql", 1}, {"none", 1}}, 0, 0, 1, 0, 0, 1, 1}},
                    Known{"test_sheet.md", {7, 2, {{"bash", 1}}, 0, 5, 3, 0, 0, 19, 3}},
                    Known{"incident.md", {9, 3, {{"bash", 1}, {"sql", 2}}, 0, 2, 1, 0, 1, 0, 5}}),
    [](const auto& known) {
      return base::replace_all(std::filesystem::path(known.param.file).stem().string(), "-", "_");
    });

// Every blank, every box in a line and every empty cell that somebody fills in has a field to ask for it.
TEST(Samples, EveryBlankIsAsked) {
  const std::map<std::string, std::size_t> wanted{
      {"failover.md", 2}, {"credential_rotation.md", 0}, {"release_process.md", 4}, {"deployment_day.md", 13},
      {"broken.md", 2},   {"test_sheet.md", 21},         {"incident.md", 7}};
  for (const auto& [file, count] : wanted) {
    const auto book = load(std::filesystem::path(LOCKKEEPER_SOURCE) / "src/runbook/samples" / file);
    std::size_t fields = 0;
    for (const auto& step : book.steps) fields += step.fields.size();
    for (const auto& procedure : book.procedures) {
      for (const auto& step : procedure.steps) fields += step.fields.size();
    }
    EXPECT_EQ(fields, count) << file;
  }
}

TEST(Counts, HashesInsideFencesAreNoHeadings) {
  EXPECT_EQ(parse("# a\n```bash\n# not one\n```\n## b\n", "r.md").counts.headings, 2);
}

TEST(Counts, ShellNamesCountAsBashAndNoNameAsNone) {
  const auto counts =
      parse("```sh\na\n```\n```shell\nb\n```\n~~~bash\nc\n~~~\n```\nd\n```\n```yaml\ne: f\n```\n", "r.md").counts;
  EXPECT_EQ(counts.fences, (std::map<std::string, long long>{{"bash", 3}, {"none", 1}, {"yaml", 1}}));
}

TEST(Counts, FencesInsideCheckBoxesCount) {
  const auto counts = parse("- [ ] **A**\n  ```bash\n  ls\n  ```\n  - [x] nested\n", "r.md").counts;
  EXPECT_EQ(counts.checkboxes, 2);
  EXPECT_EQ(counts.fences.at("bash"), 1);
}

TEST(Counts, BlanksAreUnderscoresThatAreNoRuleNoNameAndNoCode) {
  const auto counts = parse("Name: ____ (phone: ___)\n\n_____\n\na___b\n\n```bash\necho ____\n```\n", "r.md").counts;
  EXPECT_EQ(counts.blanks, 2);
}

TEST(Counts, ACheckpointIsALabelWithSomethingToConfirm) {
  EXPECT_EQ(parse("**Checkpoint:** done\n- **Time:** T+____\n", "r.md").counts.checkpoints, 1);
  EXPECT_EQ(parse("The script writes a checkpoint and resumes from it.\n", "r.md").counts.checkpoints, 0);
}

TEST(Counts, TemplatesAreTheFencesUnderABody) {
  const auto counts =
      parse("## Mails\n**Subject:** Hi\n\n**Body:**\n```\nDear [NAME]\n```\n\n## Config\n```\na=b\n```\n", "r.md")
          .counts;
  EXPECT_EQ(counts.templates, 1);
}

TEST(Counts, DecisionListsAreBulletsUnderAnIfOrCriteria) {
  const char* text =
      "### Immediate Rollback If:\n- it burns\n\n**GO if ALL conditions met:**\n- [ ] calm\n\n"
      "And:\n\n- [ ] **Define Abort Criteria**\n  - data lost\n\n"
      "**Optional (if needed):**\n- a\n\n**If Issues Occur:**\n1. stay calm\n\n## Success Criteria\n\n| a | b "
      "|\n|---|---|\n| 1 | 2 |\n";
  EXPECT_EQ(parse(text, "r.md").counts.decisions, 3);
}

}  // namespace runbook
