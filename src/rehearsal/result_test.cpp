#include "rehearsal/result.h"

#include <gtest/gtest.h>

namespace rehearsal {

static const char* const book = R"(# Move
## Before (T-1h)
```bash
sleep 60
```
## Work (T-0)
```sql
SELECT 1;
```
```bash
tail -f log
echo done
```
## Rollback
```bash
echo back
```
)";

static journal::Event finished(const std::string& step, const std::string& state, long long ms,
                               const std::string& verdict) {
  return {.kind = "step.finished",
          .data = {{"step", step}, {"state", state}, {"duration_ms", ms}, {"verdict", verdict}, {"evidence", ""}}};
}

static Result result_of(const std::vector<Setback>& setbacks) {
  const auto runbook = runbook::parse(book, "book.md");
  const std::vector<journal::Event> events{finished(runbook.steps[0].id, "passed", 40, ""),
                                           finished(runbook.steps[1].id, "waived", 10, "line 8: no; waived by Ana"),
                                           finished(runbook.steps[2].id, "passed", 5, "")};
  const std::vector<Call> calls{{.step = runbook.steps[0].id, .kind = "wait", .waited = base::Milliseconds(60'000)},
                                {.step = runbook.steps[2].id, .kind = "stand-in", .command = "kubectl get"},
                                {.step = runbook.steps[2].id, .kind = "stand-in", .command = "kubectl get"}};
  Result out{.id = "r", .copy = "empty", .states = {{"passed", 2}, {"waived", 1}}};
  read_record({.runbook = runbook, .events = events, .calls = calls, .setbacks = setbacks}, out);
  return out;
}

TEST(ReadRecord, AWaiverOfTheAnswersFileIsNoFailure) {
  const auto result = result_of({});
  EXPECT_TRUE(result.passed());
  ASSERT_EQ(result.waived.size(), 1U);
  EXPECT_EQ(result.waived[0].line, 7);
}

TEST(ReadRecord, AFailureThatWasPassedOverIsOne) {
  const auto id = runbook::parse(book, "book.md").steps[1].id;
  const auto result = result_of({{id, "failed", "SELECT 1: line 8: no", "column x does not exist"}});
  EXPECT_FALSE(result.passed());
  EXPECT_TRUE(result.waived.empty());
  EXPECT_EQ(result.states, (std::map<std::string, int>{{"passed", 2}, {"failed", 1}}));
  EXPECT_NE(to_text(result).find("column x does not exist"), std::string::npos);
}

TEST(ReadRecord, TellsPhasesWaitsStandInsAndWhatWasNotTried) {
  const auto result = result_of({});
  ASSERT_EQ(result.phases.size(), 2U);
  EXPECT_EQ(result.phases[0].took, base::Milliseconds(40));
  EXPECT_EQ(result.phases[0].waited, base::Milliseconds(60'000));
  EXPECT_EQ(result.phases[0].planned, base::Milliseconds(3600'000));
  ASSERT_EQ(result.stand_ins.size(), 1U);
  EXPECT_EQ(result.stand_ins[0].times, 2);
  const auto text = to_text(result);
  EXPECT_NE(text.find("tail -f log"), std::string::npos);
  EXPECT_NE(text.find("rollback procedure of 1 step"), std::string::npos);
  EXPECT_NE(text.find("kubectl get  (2 times)  (not declared)"), std::string::npos);
}

TEST(WayOn, GoesOnWhateverIsAsked) {
  const auto task = runner::Question{.when = "task", .choices = {{"done", ""}, {"skip", ""}, {"stop", ""}}};
  EXPECT_EQ(way_on(task, true).answer, "done");
  EXPECT_EQ(way_on(task, false).answer, "skip");
  EXPECT_EQ(way_on({.when = "gate", .choices = {{"GO", ""}, {"NO-GO", ""}}}, false).answer, "GO");
  EXPECT_EQ(way_on({.when = "choice", .choices = {{"A", ""}, {"B", ""}}}, false).answer, "A");
  EXPECT_EQ(way_on({.when = "something new", .choices = {{"first", ""}, {"second", ""}}}, false).answer, "first");
  const auto fields = way_on({.when = "field",
                              .fields = {{.name = "Status", .choices = {"✓", "✗"}},
                                         {.name = "Tables", .expected = "110+"},
                                         {.name = "Change", .expected = "< 1%"},
                                         {.name = "Rollback", .expected = "No"}}},
                             true);
  EXPECT_EQ(fields.fields.at("Status"), "✓");
  EXPECT_EQ(fields.fields.at("Tables"), "110");
  EXPECT_EQ(fields.fields.at("Rollback"), "No");
}

}  // namespace rehearsal
