#include <gtest/gtest.h>

#include "report/diff_runs.h"
#include "report/diff_texts.h"
#include "run_view/sample_events_test.h"

namespace report {

static std::string lines_text(const std::vector<base::LineChange>& lines) {
  std::string out;
  for (const auto& line : lines) out += line.sign + line.text + "\n";
  return out;
}

TEST(CompareLines, ShowsTheFewestChanges) {
  EXPECT_EQ(lines_text(base::compare_lines("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n")), " b\n-c\n+X\n d\n");
  EXPECT_EQ(lines_text(base::compare_lines("a\n", "a\n")), "");
  EXPECT_EQ(lines_text(base::compare_lines("", "a\nb\n")), "+a\n+b\n");
  EXPECT_EQ(lines_text(base::compare_lines("a\nb\na\n", "a\n", 0)), "-b\n-a\n");
}

static runbook::Runbook book(const std::string& text) {
  return runbook::parse(text, "RUNBOOK.md");
}

static constexpr const char* text =
    "# N\n\n## One\n- [ ] Alpha\n- [ ] Bravo\n- [ ] Charlie\n\n## Two\n```bash\necho 1\necho 2\n```\n";

static std::string changes_of(const std::string& after) {
  return to_text(compare(book(text), book(after)));
}

TEST(CompareTexts, FindsWhatCameAndWent) {
  const auto shown =
      changes_of("# N\n\n## One\n- [ ] Alpha\n- [ ] Delta\n- [ ] Charlie\n\n## Two\n```bash\necho 1\necho 3\n```\n");
  EXPECT_NE(shown.find("+ one/delta  added (line 5)"), std::string::npos) << shown;
  EXPECT_NE(shown.find("- one/bravo  removed (line 5 before)"), std::string::npos) << shown;
  EXPECT_NE(shown.find("      echo 1\n    - echo 2\n    + echo 3\n"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Steps: 1 added, 1 removed, 1 changed, 2 alike."), std::string::npos) << shown;
}

TEST(CompareTexts, FindsWhatMoved) {
  const auto shown =
      changes_of("# N\n\n## One\n- [ ] Charlie\n- [ ] Alpha\n- [ ] Bravo\n\n## Two\n```bash\necho 1\necho 2\n```\n");
  EXPECT_NE(shown.find("> one/charlie  moved (line 4, was 6)"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Steps: 1 moved, 3 alike."), std::string::npos) << shown;
}

TEST(CompareTexts, FindsAStepAgainByItsText) {
  const auto shown =
      changes_of("# N\n\n## Two\n```bash\necho 1\necho 2\n```\n\n## One\n- [ ] Alpha\n- [ ] Bravo\n- [ ] Charly\n");
  EXPECT_NE(shown.find("title: Charlie → Charly"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("added"), std::string::npos) << shown;
}

TEST(CompareTexts, TellsTextFromSteps) {
  EXPECT_NE(changes_of(text).find("byte for byte"), std::string::npos);
  EXPECT_NE(changes_of(std::string(text) + "\nA remark.\n").find("only the text around them"), std::string::npos);
}

TEST(CompareRuns, TellsHowEachStepCameOut) {
  const auto comparison = compare(run_view::build_run_view(run_view::finished_night()),
                                  run_view::build_run_view(run_view::failed_night()));
  EXPECT_TRUE(comparison.same_text);
  std::map<std::string, const StepComparison*> by_id;
  for (const auto& step : comparison.steps) by_id[step.id] = &step;
  EXPECT_FALSE(by_id.at("preflight")->differs());
  EXPECT_TRUE(by_id.at("up")->states_differ);
  EXPECT_TRUE(by_id.at("up")->answers_differ);
  EXPECT_EQ(by_id.at("orphans")->side[1].state, "waiting");
  EXPECT_EQ(to_json(comparison)["steps"].size(), 7U);
}

TEST(CompareRuns, ShowsStepsThatOnlyOneHas) {
  auto events = run_view::finished_night();
  events[0].data["steps"][1]["id"] = "renamed";
  const auto comparison =
      compare(run_view::build_run_view(run_view::finished_night()), run_view::build_run_view(events));
  const auto shown = to_text(comparison);
  EXPECT_NE(shown.find("+ renamed  waiting (only in the second)"), std::string::npos) << shown;
}

TEST(CompareRuns, ANightIsLikeItself) {
  const auto view = run_view::build_run_view(run_view::killed_night());
  EXPECT_NE(to_text(compare(view, view)).find("0 steps differ, 7 came out alike."), std::string::npos);
}

}  // namespace report
