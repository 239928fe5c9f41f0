// The catalogue of kinds: complete, on its page, and read whatever an event holds.
#include "journal/events.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "journal/events/check_watched.h"
#include "journal/events/migration_failed.h"
#include "journal/events/question_asked.h"
#include "journal/events/run_began.h"
#include "journal/events/step_finished.h"
#include "journal/summary.h"
#include "journal/typed.h"
#include "testing/case_file.h"

namespace journal {

using base::Json;
using namespace std::chrono_literals;

TEST(EventKinds, AreNamedAsTheirFiles) {
  for (const auto& entry : events()) {
    EXPECT_EQ(base::replace_all(std::string(entry.id), "-", "."), entry.item->kind);
    EXPECT_EQ(find_kind(entry.item->kind), entry.item);
    EXPECT_TRUE(entry.item->about.ends_with('.')) << entry.id;
  }
  EXPECT_EQ(find_kind("run.rescheduled"), nullptr);
}

// With --update the page is brought up to date instead.
TEST(EventKinds, AreOnTheirPage) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "docs/journal.md";
  const auto page = base::read_file(file);
  const std::string_view from = "<!-- kinds -->\n";
  const auto begin = page.find(from) + from.size();
  const auto end = page.find("<!-- /kinds -->");
  ASSERT_NE(end, std::string::npos);
  if (cases::updating())
    base::write_file(file, page.substr(0, begin) + kinds_table() + page.substr(end), 0644);
  else
    EXPECT_EQ(page.substr(begin, end - begin), kinds_table());
}

TEST(EventKinds, LiveWithDataOfAnyShape) {
  for (const auto& entry : events()) {
    EXPECT_NO_THROW(entry.item->sentence(Json::object())) << entry.id;
    for (const Json& strange :
         {Json(nullptr), Json(7), Json("x"), Json::array({1, "a"}), Json{{"a", 1}}, Json(-1.5), Json(true)}) {
      Json data = Json::object();
      for (const auto& field : entry.item->fields()) data[field.key] = strange;
      EXPECT_NO_THROW(entry.item->sentence(data)) << entry.id << " " << strange.dump();
      EXPECT_NO_THROW(entry.item->sentence(strange)) << entry.id;
    }
  }
}

TEST(TypedEvents, AreReadAsTheyWereWritten) {
  const StepFinished finished{
      .step = "a/b", .state = "failed", .duration = 1500ms, .verdict = "ended with 3", .exit_code = 3};
  const auto written = event(finished);
  EXPECT_EQ(
      written.data.dump(),
      R"({"step":"a/b","state":"failed","duration_ms":1500,"verdict":"ended with 3","evidence":"","exit_code":3})");
  const auto found = as<StepFinished>(written);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->duration, 1500ms);
  EXPECT_EQ(found->exit_code, 3);
  EXPECT_EQ(found->chosen, "");
  EXPECT_FALSE(as<MigrationFailed>(written));
}

TEST(TypedEvents, HoldListsAndObjects) {
  const RunBegan began{.title = "Night",
                       .facts = {{"Risk", "High"}, {"Owner", "Dana"}},
                       .steps = {{.id = "a", .due = -60min}, {.id = "b"}},
                       .target = {.database = "shop"}};
  const auto written = event(began, {.database = "shop"});
  EXPECT_EQ(written.data["facts"].dump(), R"({"Risk":"High","Owner":"Dana"})");
  EXPECT_EQ(written.data["steps"][0]["due_ms"], -3600000);
  EXPECT_TRUE(written.data["steps"][1]["due_ms"].is_null());
  EXPECT_EQ(written.data["target"].dump(), R"({"database":"shop"})");
  const auto found = as<RunBegan>(written).value();
  EXPECT_EQ(found.facts, began.facts);
  EXPECT_EQ(found.steps, began.steps);
  EXPECT_EQ(found.target, began.target);
  EXPECT_FALSE(event(RunBegan{}, {}).data.contains("target"));
}

TEST(TypedEvents, ReadWhatFitsOfWhatDoesNot) {
  const auto read = [](const Json& data) { return Codec<QuestionAsked>::read(data); };
  EXPECT_EQ(read({{"choices", {"a", 3, nullptr}}}).choices, (std::vector<std::string>{"a", "3"}));
  EXPECT_EQ(read({{"choices", "alone"}}).choices, std::vector<std::string>{"alone"});
  EXPECT_EQ(read({{"question", {{"what", "GO?"}, {"who", "Dana"}}}}).question, "what: GO?\nwho: Dana");
  EXPECT_FALSE(read({{"by_vote", "yes"}}).by_vote);
  EXPECT_FALSE(read({{"work", 7}}).work);
  EXPECT_EQ(read({{"work", {{"exit_code", "x"}, {"verdict", "differs"}}}}).work->verdict, "differs");
}

TEST(Summary, ShowsFieldsThatAreNotKnown) {
  EXPECT_EQ(summary({.kind = "run.finished", .data = {{"state", "passed"}, {"weather", "rain"}, {"crew", {1, 2}}}}),
            "passed (weather rain, crew 2)");
  EXPECT_EQ(summary({.kind = "note", .data = {{"text", "seen"}, {"step", "a"}}}), "seen");
}

TEST(Summary, TellsAWatchedRound) {
  const CheckWatched watched{.suite = "health",
                             .results = {{.check = "disk", .verdict = "warn"}, {.check = "locks", .verdict = "pass"}},
                             .round = 3,
                             .changes = {{.check = "disk", .from = "pass", .to = "warn", .evidence = "91 % full"}}};
  EXPECT_EQ(summary(event(watched, {.database = "shop"})),
            "health watched, round 3: 1 pass, 1 warn; disk went from pass to warn: 91 % full");
}

}  // namespace journal
