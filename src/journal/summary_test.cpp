#include "journal/summary.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace journal {

static std::string of(const std::string& kind, const base::Json& data) {
  return summary({.kind = kind, .data = data});
}

TEST(Summary, SaysWhatHappened) {
  EXPECT_EQ(of("step.finished",
               {{"step", "backup"}, {"state", "passed"}, {"duration_ms", 12400}, {"verdict", "as expected"}}),
            "backup passed in 12.4 s: as expected");
  EXPECT_EQ(of("question.answered", {{"step", "go"}, {"answer", "GO"}, {"by", "Priya"}, {"reason", "all green"}}),
            "go: GO, by Priya, because all green");
  EXPECT_EQ(
      of("migration.failed", {{"version", "3"}, {"name", "add_x"}, {"message", "no table"}, {"sqlstate", "42P01"}}),
      "3 add_x: no table (42P01)");
  EXPECT_EQ(of("migration.applied", {{"version", "20251117"}, {"name", "20251117_add"}, {"duration_ms", 5}}),
            "20251117_add in 5 ms");
  EXPECT_EQ(
      of("check.finished", {{"suite", "preflight"},
                            {"results", {{{"verdict", "pass"}}, {{"verdict", "warn"}}, {{"verdict", "pass"}}}}}),
      "preflight: 2 pass, 1 warn");
  EXPECT_EQ(of("report.written", {{"paths", {"a.md", "b.html"}}}), "a.md, b.html");
  EXPECT_EQ(
      of("migration.statement", {{"version", "3"}, {"name", "add_x"}, {"done", 2}, {"of", 9}, {"duration_ms", 40}}),
      "3 add_x, statement 2 of 9 in 40 ms");
  EXPECT_EQ(of("run.paused", {{"step", "go"}, {"reason", "nobody answered"}}), "go: nobody answered");
  EXPECT_EQ(of("step.output", {{"step", "s"}, {"text", "one\ntwo\n"}}), "s, 2 lines: one");
}

TEST(Summary, LivesWithWhatIsMissing) {
  for (const char* kind : {"run.began",        "run.resumed",
                           "run.finished",     "step.began",
                           "step.finished",    "step.output",
                           "question.asked",   "question.answered",
                           "migration.began",  "migration.applied",
                           "migration.undone", "migration.failed",
                           "lock.waiting",     "lock.taken",
                           "lock.released",    "backup.created",
                           "backup.verified",  "backup.restored",
                           "check.finished",   "baseline.captured",
                           "report.written",   "note",
                           "what.else"}) {
    EXPECT_NO_THROW(of(kind, base::Json::object())) << kind;
    EXPECT_NO_THROW(of(kind, base::Json::array({1}))) << kind;
    EXPECT_NO_THROW(of(kind, {{"step", nullptr},
                              {"duration_ms", "x"},
                              {"results", {1}},
                              {"paths", 3},
                              {"text", 5},
                              {"verdict", {{"a", 1}}}}))
        << kind;
  }
  EXPECT_EQ(of("what.else", {{"a", "b"}, {"c", 3}, {"d", {1, 2}}}), "a b, c 3");
}

TEST(Summary, StaysOnOneLine) {
  const std::string text = of("note", {{"text", fmt::format("{:x<50}\n\x1b[31m{:y<500}", "", "")}});
  EXPECT_EQ(text.find_first_of("\n\x1b"), std::string::npos);
  EXPECT_LE(base::display_width(text), 160U);
}

}  // namespace journal
