// Files that nobody writes by hand and that a parser must survive: what grows, grows in one direction only. None of
// these looks at a clock; one that became quadratic, or recursive without end, would not come to its end.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "runner/show.h"

namespace runner {

static std::string times(std::string_view text, int count) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

static runbook::Runbook read(const std::string& text) {
  return runbook::parse("# T\n## A\n" + text + "\n", "r.md");
}

TEST(Large, NestingWithoutEnd) {
  EXPECT_EQ(read(times("- ", 100'000) + "a").counts.headings, 2);
  EXPECT_EQ(read(times(">", 100'000) + " a").counts.headings, 2);
  EXPECT_EQ(read(times("**a ", 50'000)).counts.headings, 2);
  EXPECT_EQ(read(times("*a **b ", 30'000)).counts.headings, 2);
  EXPECT_EQ(read(times("[", 100'000)).counts.headings, 2);
}

TEST(Large, LinesWithoutEnd) {
  const std::string line(500'000, 'a');
  EXPECT_EQ(read("```bash\necho " + line + "\n```\n").steps.size(), 1u);
  EXPECT_EQ(read("```sql\nselect '" + line + "';\n```\n").steps.size(), 1u);
  EXPECT_EQ(read(line + ":").steps.size(), 1u);
  EXPECT_EQ(read("### " + line).counts.headings, 3);
  EXPECT_EQ(read("- [ ] " + line).counts.checkboxes, 1);
  EXPECT_EQ(read("**" + line + ":** " + line).steps.size(), 1u);
  EXPECT_EQ(read("| " + line + " |\n|---|\n| |").counts.tables, 1);
  EXPECT_EQ(read(times("`", 100'000)).counts.headings, 2);
  EXPECT_EQ(read(times("____ [ ] T-5 ", 20'000)).counts.blanks, 20'000);
  EXPECT_EQ(read("```bash\n" + times("sudo ", 100'000) + "\n```\n").steps.size(), 1u);
}

TEST(Large, ThousandsOfTheSame) {
  EXPECT_EQ(read(times("- [ ] a\n", 5000)).steps.back().id, "a/a-5000");
  EXPECT_EQ(read(times("```bash {id=x}\nls\n```\n", 3000)).steps.back().id, "x-3000");
  EXPECT_EQ(read(times("### Option 1: x\n```bash\nls\n```\n", 1500)).steps.front().kind, "choice");
  EXPECT_EQ(read("```bash\n" + times("# Option 1: x\nls\n\n", 3000) + "```\n").steps.size(), 3001u);
  EXPECT_EQ(read(times("```bash\nls\n```\nOR\n", 1500)).steps.front().alternatives.size(), 1500u);
  EXPECT_EQ(read("```bash\n" + times("tail -f x\n", 10'000) + "```\n").steps[0].left_out.size(), 10'000u);
  EXPECT_EQ(read(times("**If NO-GO:**\n- a\n\n", 3000)).counts.decisions, 3000);
  EXPECT_EQ(read("| a | Actual |\n|---|---|\n" + times("| x | |\n", 5000)).counts.empty_cells, 5000);
  EXPECT_EQ(read(times("```sql\nselect 1\n", 2000)).counts.headings, 2);  // none of them closed
}

TEST(Large, AThousandStepsAreShown) {
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += fmt::format("### Step {}: T+{} minutes\n```bash\necho {}\n```\n- [ ] check {}\n", i, i, i, i);
  const auto book = read(text);
  EXPECT_EQ(book.steps.size(), 1000u);
  EXPECT_EQ(book.steps.back().line, 2 + 500 * 5);
  const auto shown = to_text(book);
  EXPECT_NE(shown.find("1000  task"), std::string::npos);
}

}  // namespace runner
