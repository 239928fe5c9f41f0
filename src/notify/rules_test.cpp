#include "notify/rules.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace notify {

using namespace std::chrono_literals;

static base::Instant at(std::string_view text) {
  return *base::parse_instant(text);
}

namespace {

class Rules : public testing::Test {
 protected:
  void happened(const char* time, const char* kind, base::Json data = base::Json::object()) {
    events_.push_back(
        {.seq = std::ssize(events_) + 1, .time = at(time), .run = "r", .kind = kind, .data = std::move(data)});
  }
  void rule(config::MessageRule rule) {
    if (rule.channels.empty()) rule.channels = {"ops"};
    messages_.rules.push_back(std::move(rule));
  }
  [[nodiscard]] std::vector<TriggeredMessage> wanted(const char* now) const {
    std::string text = "# N\n## Templates\n";
    for (const char* title : {"T-4 Hours: Soon", "T+0", "x", "done", "on"})
      text += fmt::format("### {}\n**Subject:** s\n\n**Body:**\n```\nb\n```\n", title);
    const auto book = runbook::parse(text, "n.md");
    return messages_for(events_, book, messages_, window_, at(now));
  }

  std::vector<journal::Event> events_;
  config::Messages messages_;
  Window window_;
};

}  // namespace

TEST_F(Rules, AnEventAsksForItsMessageOnEachChannel) {
  rule({.event = "run.began", .template_name = "T+0", .channels = {"ops", "customers"}});
  happened("2026-12-06T01:00Z", "run.began");
  happened("2026-12-06T01:01Z", "step.began");
  const auto found = wanted("2026-12-06T01:02Z");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].key, "run.began/1/t-0/ops");
  EXPECT_EQ(found[1].channel, "customers");
  EXPECT_FALSE(found[0].late);
}

TEST_F(Rules, AskedAgainTheyGiveTheSameKeys) {
  rule({.event = "run.began", .template_name = "T+0"});
  happened("2026-12-06T01:00Z", "run.began");
  EXPECT_EQ(wanted("2026-12-06T01:02Z")[0].key, wanted("2026-12-06T01:30Z")[0].key);
}

TEST_F(Rules, NoGoIsNotGo) {
  rule({.event = "gate.no_go", .template_name = "x"});
  happened("2026-12-06T01:00Z", "question.answered", {{"when", "gate"}, {"answer", "GO"}});
  EXPECT_TRUE(wanted("2026-12-06T01:02Z").empty());
  happened("2026-12-06T01:01Z", "question.answered", {{"when", "gate"}, {"answer", "NO-GO"}});
  EXPECT_EQ(wanted("2026-12-06T01:02Z").size(), 1U);
}

TEST_F(Rules, AFailureIsToldOncePerAttempt) {
  rule({.event = "step.failed", .template_name = "x"});
  happened("2026-12-06T01:00Z", "step.began", {{"step", "a"}});
  happened("2026-12-06T01:01Z", "question.asked", {{"step", "a"}, {"when", "failed"}});
  happened("2026-12-06T01:02Z", "step.finished", {{"step", "a"}, {"state", "failed"}});
  EXPECT_EQ(wanted("2026-12-06T01:03Z").size(), 1U);
  happened("2026-12-06T01:04Z", "step.began", {{"step", "a"}});
  happened("2026-12-06T01:05Z", "question.asked", {{"step", "a"}, {"when", "failed"}});
  EXPECT_EQ(wanted("2026-12-06T01:06Z").size(), 2U);
}

TEST_F(Rules, StateAndStepNarrowThemDown) {
  rule({.event = "run.finished", .template_name = "done", .state = "passed"});
  rule({.event = "step.finished", .template_name = "on", .step = "maintenance/*"});
  happened("2026-12-06T01:00Z", "step.finished", {{"step", "backup/take"}, {"state", "passed"}});
  happened("2026-12-06T01:01Z", "step.finished", {{"step", "maintenance/on"}, {"state", "passed"}});
  happened("2026-12-06T01:02Z", "run.finished", {{"state", "failed"}});
  const auto found = wanted("2026-12-06T01:03Z");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].template_name, "on");
}

TEST_F(Rules, WhatIsLongAgoIsLetGo) {
  rule({.event = "run.began", .template_name = "T+0", .late = 10min});
  happened("2026-12-06T01:00Z", "run.began");
  EXPECT_TRUE(wanted("2026-12-06T01:11Z")[0].late);
}

TEST_F(Rules, ADueMessageIsAskedForFromItsTimeOn) {
  rule({.event = "due", .template_name = "Soon"});
  EXPECT_TRUE(wanted("2026-12-06T00:00Z").empty());  // nobody has said when T-0 is
  window_.planned = at("2026-12-06T06:00Z");
  EXPECT_TRUE(wanted("2026-12-06T01:59Z").empty());
  const auto found = wanted("2026-12-06T02:00Z");
  ASSERT_EQ(found.size(), 1U);
  const auto key = found[0].key;
  window_.planned = at("2026-12-06T05:30Z");  // moved: everybody is told anew
  EXPECT_NE(wanted("2026-12-06T02:00Z")[0].key, key);
}

TEST_F(Rules, ARuleThatDoesNotFitIsNamedAndTheOthersHold) {
  rule({.event = "run.began", .template_name = "nothing like it"});
  rule({.event = "run.began", .template_name = "nor this", .runbook = "other.md"});
  rule({.event = "run.began", .template_name = "T+0", .runbook = "n*.md"});
  happened("2026-12-06T01:00Z", "run.began");
  const auto found = wanted("2026-12-06T01:01Z");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].template_name, "T+0");
  EXPECT_EQ(found[1].problem, "n.md holds no template called \"nothing like it\"");
}

TEST_F(Rules, ADelayIsToldEveryHalfHourUntilTheEnd) {
  rule({.event = "delay", .template_name = "x", .every = 30min});
  happened("2026-12-06T01:00Z", "run.began");
  window_ = {.planned = at("2026-12-06T01:00Z"), .duration = 1h};
  EXPECT_TRUE(wanted("2026-12-06T01:59Z").empty());
  const auto first = wanted("2026-12-06T02:00Z");
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(wanted("2026-12-06T02:29Z")[0].key, first[0].key);
  const auto later = wanted("2026-12-06T04:10Z");  // one, not the five that nobody sent
  ASSERT_EQ(later.size(), 1U);
  EXPECT_NE(later[0].key, first[0].key);
  window_.ended = at("2026-12-06T04:11Z");
  EXPECT_TRUE(wanted("2026-12-06T04:12Z").empty());
}

}  // namespace notify
