#include "report/fill.h"

#include <gtest/gtest.h>

#include "run_view/sample_events_test.h"
#include "runbook/markdown.h"

namespace report {

using namespace std::chrono_literals;

namespace {

// A runbook, and a night in which its steps go as the test says.
class FilledNight {
 public:
  explicit FilledNight(std::string text) : text_(std::move(text)), book_(runbook::parse(text_, "RUNBOOK.md")) {
    base::Json steps = base::Json::array();
    for (const auto& step : book_.steps) {
      if (step.kind != "note") steps.push_back({{"id", step.id}, {"title", step.title}, {"kind", step.kind}});
    }
    night_.add("run.began", {{"title", book_.title}, {"steps", steps}});
  }
  // The n-th step that is no note.
  [[nodiscard]] const runbook::Step& step(std::size_t n) const {
    for (const auto& step : book_.steps) {
      if (step.kind != "note" && n-- == 0) return step;
    }
    throw std::out_of_range("no such step");
  }
  FilledNight& passes(std::size_t n, base::Json more = {}) {
    night_.began(step(n).id).finished(step(n).id, "passed", 1s, std::move(more));
    return *this;
  }
  FilledNight& ends(std::size_t n, const std::string& state, const std::string& verdict) {
    night_.began(step(n).id).finished(step(n).id, state, 1s, {{"verdict", verdict}});
    return *this;
  }
  FilledNight& signs(std::size_t n, const std::string& about, const std::string& answer, const std::string& by,
                     const std::string& reason = "", const std::string& state = "passed") {
    night_.began(step(n).id).answered(step(n).id, about, answer, by, reason).finished(step(n).id, state, 0s);
    return *this;
  }
  FilledNight& votes(std::size_t n, const std::vector<std::pair<std::string, std::string>>& cast) {
    night_.began(step(n).id);
    for (const auto& [by, vote] : cast) {
      const bool last = &vote == &cast.back().second;
      night_.add(
          "vote.cast",
          {{"step", step(n).id}, {"vote", vote}, {"by", by}, {"role", "lead"}, {"reason", last ? "now green" : ""}});
    }
    night_.finished(step(n).id, "passed", 0s);
    return *this;
  }
  FilledNight& fills(std::size_t n, const base::Json& fields, const std::string& evidence = "") {
    night_.began(step(n).id);
    night_.add("question.answered", {{"step", step(n).id}, {"when", "field"}, {"by", "Dana"}, {"fields", fields}});
    night_.finished(step(n).id, "passed", 0s, {{"evidence", evidence}});
    return *this;
  }
  FilledNight& prints(std::size_t n, const std::string& output) {
    night_.began(step(n).id).add("step.output", {{"step", step(n).id}, {"text", output}});
    night_.finished(step(n).id, "passed", 1s, {{"verdict", "as expected"}});
    return *this;
  }
  // The filled text without the comment at its end, after holding that nothing else was touched.
  std::string filled() {
    const auto filling = fill(text_, book_, run_view::build_run_view(night_.events()));
    auto out = edited(text_, filling.edits);
    EXPECT_EQ(take_back(out, text_, filling.edits), text_);
    EXPECT_NO_THROW(static_cast<void>(runbook::parse(out, "filled")));
    const auto comment = out.find("<!-- Filled in from run ");
    EXPECT_NE(comment, std::string::npos);
    return out.substr(0, comment);
  }
  [[nodiscard]] const runbook::Runbook& book() const { return book_; }

 private:
  std::string text_;
  runbook::Runbook book_;
  run_view::Night night_;
};

}  // namespace

TEST(Filled, TicksBoxesAndSaysWho) {
  FilledNight night("# N\n\n## A\n- [ ] **Call** the team\n  at once\n  - [ ] first\n- [ ] Leave\n- [ ] Later\n");
  night.signs(0, "task", "done", "Dana").passes(1).signs(2, "task", "skip", "Priya", "no *time* | <b>", "skipped");
  EXPECT_EQ(night.filled(),
            "# N\n\n## A\n- [x] **Call** the team\n  at once\n  - [x] first\n    *✓ Dana, 02:00:00 UTC*\n"
            "- [ ] Leave\n  *· skipped, Priya, 02:00:01 UTC: no \\*time\\* \\| \\<b\\>*\n- [ ] Later\n\n");
}

TEST(Filled, KeepsIdsAndTitles) {
  FilledNight night("# N\n\n## A\n- [ ] Call the team\n- [ ] Leave\n\n```bash\ntrue\n```\n");
  night.signs(0, "task", "done", "Dana").signs(1, "task", "done", "Dana").prints(2, "x\n");
  const auto again = runbook::parse(night.filled(), "again");
  for (std::size_t n = 0; n < 3; ++n) EXPECT_NE(again.step(night.step(n).id), nullptr) << night.step(n).id;
  EXPECT_TRUE(again.step(night.step(0).id)->ticked);
}

TEST(Filled, FillsBlanksAndMarksInPlace) {
  FilledNight night(
      "# N\n\n## A\n**Checkpoint:** Backup\n- **Time:** T+____\n- **Size:** ____ GB (checked: ____)\n"
      "- **Status:** ✓ / ✗\n");
  const auto& fields = night.step(0).fields;
  ASSERT_EQ(fields.size(), 4U);
  night.fills(0, {{fields[1].name, "12 | <b>"}, {fields[2].name, "yes"}, {fields[3].name, "✗"}}, "Time: T+12 min");
  EXPECT_EQ(night.filled(),
            "# N\n\n## A\n**Checkpoint:** Backup\n- **Time:** T+12 min\n- **Size:** 12 \\| \\<b\\> GB "
            "(checked: yes)\n"
            "- **Status:** ~~✓~~ / **✗**\n\n");
}

TEST(Filled, FillsEmptyCells) {
  FilledNight night(
      "# N\n\n## A\n| Metric | Target | Actual |\n|---|---|---|\n| Time | < 30 min | |\n| Errors | \\| 1% "
      "|   |\n");
  night.fills(0, {{"Time", "12 min"}, {"Errors", "0 | 1"}});
  EXPECT_EQ(night.filled(),
            "# N\n\n## A\n| Metric | Target | Actual |\n|---|---|---|\n| Time | < 30 min | 12 min |\n"
            "| Errors | \\| 1% | 0 \\| 1 |\n\n");
}

TEST(Filled, TicksBoxesInLinesAndCells) {
  const std::string text =
      "# N\n\n## A\n- **Result:** [ ] PASS / [ ] FAIL\n\n| Check | Done | Signature |\n|---|---|---|\n| Lag | [ ] | "
      "by "
      "____ |\n";
  const auto book = runbook::parse(text, "x");
  run_view::Night night;
  night.add("run.began", {{"title", "N"}});
  for (const auto& step : book.steps) {
    base::Json fields = base::Json::object();
    for (const auto& field : step.fields)
      fields[field.name] = field.choices.empty() ? "Dana | R" : field.choices.size() > 1 ? field.choices[0] : "";
    night.began(step.id);
    night.add("question.answered", {{"step", step.id}, {"when", "field"}, {"by", "Dana"}, {"fields", fields}});
    night.finished(step.id, "passed", 0s);
  }
  const auto filling = fill(text, book, run_view::build_run_view(night.events()));
  const auto out = edited(text, filling.edits);
  EXPECT_EQ(out.substr(0, out.find("<!--")),
            "# N\n\n## A\n- **Result:** [x] PASS / [ ] FAIL\n\n| Check | Done | Signature |\n|---|---|---|\n"
            "| Lag | [x] | by Dana \\| R |\n\n");
}

TEST(Filled, MarksTheDecision) {
  const std::string text =
      "# N\n\n## Go/No-Go\n**GO if ALL:**\n- backup proved\n\n**NO-GO if ANY:**\n- errors\n\n**Decision:** GO / "
      "NO-GO\n\nMore.\n";
  FilledNight go(text);
  go.signs(0, "gate", "GO", "Priya", "all green");
  EXPECT_NE(go.filled().find("**Decision:** **GO** / ~~NO-GO~~\n*✓ Priya, 02:00:00 UTC: all green*\n\nMore."),
            std::string::npos)
      << go.filled();
  FilledNight no(text);
  no.signs(0, "gate", "NO-GO", "Priya", "", "failed");
  EXPECT_NE(no.filled().find("**Decision:** ~~GO~~ / **NO-GO**\n*✗ failed, Priya"), std::string::npos) << no.filled();
}

TEST(Filled, NamesEverybodyWhoVoted) {
  FilledNight night("# N\n\n## Go/No-Go\n**Decision:** GO / NO-GO\n\nMore.\n");
  night.votes(0, {{"Dana", "GO"}, {"Priya", "NO-GO"}, {"Priya", "GO"}});
  EXPECT_NE(night.filled().find("*✓ Dana (lead): GO, Priya (lead): GO (now green), 02:00:00 UTC*"), std::string::npos)
      << night.filled();
}

TEST(Filled, AttachesOutputsBelowTheirFences) {
  FilledNight night("# N\n\n## A\n- [ ] Do\n  ```bash\n  date\n  ```\n  then this\n\n> ```sql\n> SELECT 1;\n> ```\n");
  night.prints(0, "```\n<script>\x1b[31mred\n").prints(2, "");
  EXPECT_EQ(night.filled(),
            "# N\n\n## A\n- [ ] Do\n  ```bash\n  date\n  ```\n"
            "  *✓ passed in 1.0 s, 02:00:00 UTC: as expected*\n  ````text\n  ```\n  <script>red\n  ````\n"
            "\n  then this\n\n> ```sql\n> SELECT 1;\n> ```\n> *✓ passed in 1.0 s, 02:00:01 UTC: as expected*\n\n");
}

TEST(Filled, KeepsCrlfAndByteOrderMark) {
  FilledNight night("\xef\xbb\xbf# N\r\n\r\n## A\r\n- [ ] Do\r\n\r\nThen:\r\n\r\n```bash\r\ndate\r\n```");
  night.signs(0, "task", "done", "Dana").prints(1, "a\nb\n");
  EXPECT_EQ(night.filled(),
            "\xef\xbb\xbf# N\r\n\r\n## A\r\n- [x] Do\r\n  *✓ Dana, 02:00:00 UTC*\r\n\r\nThen:\r\n\r\n```bash\r\ndate\r\n```"
            "\r\n*✓ passed in 1.0 s, 02:00:00 UTC: as expected*\r\n```text\r\na\r\nb\r\n```\r\n\r\n");
}

// What goes in stays what it is: no text ends a fence, opens a tag, ticks a box or makes a step.
TEST(Filled, NothingBreaksOut) {
  const std::string text =
      "# N\n\n## A\n- [ ] Do\n\nThen:\n\n```bash\ndate\n```\n\n**Checkpoint:** C\n- **Value:** ____\n\n"
      "| Metric | Actual |\n|---|---|\n| Time | |\n";
  const std::vector<std::string> nasty{
      "<script>alert(1)</script>",
      "````\n# Heading\n- [ ] box\n```bash\nrm -rf /\n```\n",
      "~~~\n<!-- -->\n```",
      "| a | b |\n|---|---|\n",
      "\x1b[2J\x1b]0;x\a",
      std::string("nul\0nul", 7),
      "exe\u202egpj",
      "---\n===\n",
      "\n\n## Another\n\n",
      "*x* _y_ `z` [a](javascript:alert(1)) ![i](http://x) ____ \\",
      "-->",
  };
  for (const auto& text_in : nasty) {
    FilledNight night(text);
    const auto value = night.step(2).fields.at(0).name;
    night.signs(0, "task", "done", text_in, text_in).prints(1, text_in);
    night.fills(2, {{value, text_in}}).fills(3, {{"Time", text_in}});
    const auto out = night.filled();
    const auto again = runbook::parse(out, "again");
    EXPECT_EQ(again.counts.headings, 2) << out;
    EXPECT_EQ(again.counts.checkboxes, 1) << out;
    EXPECT_EQ(again.counts.fences.at("bash"), 1) << out;
    EXPECT_EQ(again.counts.tables, 1) << out;
    EXPECT_EQ(again.counts.blanks, 0) << out;
    EXPECT_EQ(std::ranges::count(again.steps, "task", &runbook::Step::kind), 1) << out;
    EXPECT_EQ(std::ranges::count(again.steps, "command", &runbook::Step::kind), 1) << out;
    EXPECT_EQ(std::ranges::count(again.steps, "query", &runbook::Step::kind), 0) << out;
    EXPECT_EQ(std::ranges::count(again.steps, "gate", &runbook::Step::kind), 0) << out;
    EXPECT_EQ(out.find('\x1b'), std::string::npos);
    EXPECT_EQ(out.find("\u202e"), std::string::npos);
    runbook::for_each_block(runbook::read_markdown(out), [&](const runbook::Block& block) {
      EXPECT_NE(block.kind, runbook::Block::Kind::html) << out;
      EXPECT_TRUE(block.kind != runbook::Block::Kind::fence || block.closed) << out;
    });
  }
}

TEST(Filled, LeavesAFenceAloneThatIsNeverClosed) {
  const std::string text = "# N\n\n## A\n- [ ] Do\n\nThen:\n\n```bash\ndate\n";
  const auto book = runbook::parse(text, "x");
  run_view::Night night;
  night.began(book.steps[1].id).finished(book.steps[1].id, "skipped", 0s);
  EXPECT_EQ(edited(text, fill(text, book, run_view::build_run_view(night.events())).edits), text);
}

TEST(Filled, CutsALongOutputInTheMiddle) {
  FilledNight night("# N\n\n## A\n```bash\nseq 1000\n```\n");
  std::string output;
  for (int i = 1; i <= 1000; ++i) output += std::to_string(i) + "\n";
  night.prints(0, output);
  const auto out = night.filled();
  EXPECT_NE(out.find("… 960 more lines …"), std::string::npos);
  EXPECT_NE(out.find("\n1000\n```"), std::string::npos);
  EXPECT_LT(out.size(), 1000U);
}

}  // namespace report
