#include "notify/values.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "notify/message.h"

namespace notify {

static base::Instant at(std::string_view text) {
  return *base::parse_instant(text);
}

// 2 a.m. in Berlin, three hours.
static Values berlin(const std::string& start = "2026-12-06T01:00Z", const char* duration = "3h") {
  const config::Messages messages{.time_zone = "Europe/Berlin", .values = {{"Support", "support@example.com"}}};
  const Given given{
      .zero = at(start), .duration = base::parse_span(duration), .values = {{"list key features", "speed"}}};
  return values_of({}, runbook::parse("# Night\n", "night.md"), messages, given, at("2026-12-01T12:00Z"));
}

static std::string filled(std::string_view text, const Values& values = berlin()) {
  return fill(text, "night.md", 1, [&](const Blank& blank) { return look_up(values, blank); }).text;
}

TEST(Values, EveryTimeStatesItsZone) {
  EXPECT_EQ(filled("on [DATE] at [START_TIME]"), "on Sunday, 6 December 2026 at 02:00 CET (UTC+01:00)");
  EXPECT_EQ(filled("until [END TIME]"), "until 05:00 CET (UTC+01:00)");
}

TEST(Values, WhereTheTextStatesTheZoneItIsStatedOnce) {
  EXPECT_EQ(filled("from [START TIME] to [END TIME] [TIMEZONE]."), "from 02:00 to 05:00 CET (UTC+01:00).");
}

TEST(Values, AZoneThatTheTextNamesBehindTheTimeIsNotNamedTwice) {
  const auto in = [](const char* zone, std::string_view text) {
    const config::Messages messages{.time_zone = zone};
    const auto values = values_of({}, runbook::parse("# N\n", "n.md"), messages,
                                  {.zero = at("2026-12-05T23:30Z"), .duration = base::parse_span("3h")}, {});
    return filled(text, values);
  };
  EXPECT_EQ(in("UTC", "[START TIME] UTC"), "23:30 UTC");
  EXPECT_EQ(in("UTC", "from [START TIME] (UTC)"), "from 23:30 (UTC)");
  EXPECT_EQ(in("Europe/London", "[START TIME] (UTC)"), "23:30 (UTC)");
  EXPECT_EQ(in("Europe/London", "[START TIME] GMT"), "23:30 GMT");
  EXPECT_EQ(in("Europe/London", "23:30 [TIMEZONE] (UTC)"), "23:30 GMT (UTC)");
  EXPECT_EQ(in("Europe/Berlin", "[START TIME] CET"), "00:30 CET");
  EXPECT_EQ(in("Europe/Berlin", "[START TIME] CETERA"), "00:30 CET (UTC+01:00) CETERA");
  // The time is converted to the zone that is promised, with its date where that is another one.
  EXPECT_EQ(in("Europe/Berlin", "on [DATE] at [START TIME] UTC"),
            "on Sunday, 6 December 2026 at Saturday, 5 December 2026, 23:30 UTC");
  EXPECT_EQ(in("Europe/Berlin", "until [END TIME] UTC"), "until 02:30 UTC");
}

TEST(Values, ZonesWithoutLettersAreTheirOffset) {
  const config::Messages messages{.time_zone = "America/Sao_Paulo"};
  const auto values = values_of({}, runbook::parse("# N\n", "n.md"), messages, {.zero = at("2026-12-06T05:00Z")}, {});
  EXPECT_EQ(filled("[START_TIME]", values), "02:00 UTC-03:00");
}

TEST(Values, AnEndOnTheNextDaySaysSo) {
  EXPECT_EQ(filled("until [END_TIME]", berlin("2026-12-05T22:00Z")),
            "until Sunday, 6 December 2026, 02:00 CET (UTC+01:00)");
}

TEST(Values, SummerTimeEndsInsideTheWindow) {
  // 2026-10-25: at 01:00 UTC Berlin's clocks go from 03:00 back to 02:00.
  EXPECT_EQ(filled("[START_TIME] [END_TIME]", berlin("2026-10-25T00:30Z", "1h")),
            "02:30 CEST (UTC+02:00) 02:30 CET (UTC+01:00)");
}

TEST(Values, TheWordsBesideTimeSayWhich) {
  const std::string start = "02:00 CET (UTC+01:00)";
  const std::string end = "05:00 CET (UTC+01:00)";
  EXPECT_EQ(filled("- [TIME]: Maintenance begins"), "- " + start + ": Maintenance begins");
  EXPECT_EQ(filled("- [TIME]: Expected completion"), "- " + end + ": Expected completion");
  EXPECT_EQ(filled("- [TIME]: System fully restored"), "- " + end + ": System fully restored");
  EXPECT_EQ(filled("complete any transactions before [TIME]"), "complete any transactions before " + start);
  EXPECT_EQ(filled("We expect to complete by [TIME]"), "We expect to complete by " + end);
  EXPECT_EQ(filled("Expected completion: [TIME]"), "Expected completion: " + end);
}

TEST(Values, ATimeThatNobodyHasSaidIsNotGuessed) {
  for (const char* text : {"[TIME]", "New expected completion time: [TIME]", "extended until [TIME]", "[id]"})
    EXPECT_EQ(filled(text), text);
  Values nothing;
  EXPECT_EQ(filled("[START_TIME] [END_TIME] [DATE]", nothing), "[START_TIME] [END_TIME] [DATE]");
}

TEST(Values, WhatIsGivenByNameWins) {
  EXPECT_EQ(filled("[List key features], [SUPPORT]"), "speed, support@example.com");
  auto values = berlin();
  values.named["TIME"] = {.text = "04:00 UTC", .source = "--set"};
  EXPECT_EQ(filled("New expected completion time: [TIME]", values), "New expected completion time: 04:00 UTC");
}

TEST(Values, PatternsOfADateAreFilledFromTZero) {
  EXPECT_EQ(filled("#migration-YYYYMMDD YYYY-MM-DD DD.MM.YYYY"), "#migration-20261206 2026-12-06 06.12.2026");
}

TEST(Values, TheRunsEventsFillThem) {
  std::vector<journal::Event> events;
  const auto add = [&](const char* time, const char* kind, base::Json data) {
    events.push_back(
        {.seq = std::ssize(events) + 1, .time = at(time), .run = "r1", .kind = kind, .data = std::move(data)});
  };
  add("2026-12-06T00:00Z", "run.began",
      {{"path", "/n.md"}, {"steps", base::Json::array({{{"id", "a"}, {"due_ms", 0}}})}});
  add("2026-12-06T01:10Z", "step.began", {{"step", "a"}});
  add("2026-12-06T01:20Z", "backup.created", {{"id", "b-7"}});
  add("2026-12-06T01:30Z", "migration.applied", {{"version", "001"}, {"name", "consent"}});
  add("2026-12-06T02:00Z", "run.finished", {{"state", "passed"}});
  const auto values = values_of(events, runbook::parse("# Night\n\n**Estimated Duration:** 30-60 minutes\n", "n.md"),
                                {.time_zone = "UTC"}, {}, at("2026-12-06T02:01Z"));
  EXPECT_EQ(filled("{{run}} <backup id> [MIGRATIONS] [RESULT]", values), "r1 b-7 consent passed");
  EXPECT_EQ(filled("from [START_TIME] to [END_TIME]", values), "from 01:10 UTC to 02:00 UTC");
  EXPECT_EQ(filled("it took [DURATION]", values), "it took 50 min");
}

TEST(Values, TheLongerOfTwoDurationsHolds) {
  const auto window = [](const char* text) {
    return window_of({}, runbook::parse(std::string("# N\n\n**Estimated Duration:** ") + text + "\n", "n.md"), {},
                     {});
  };
  EXPECT_EQ(window("30-60 minutes").duration, std::chrono::minutes(60));
  EXPECT_EQ(window("2 hours").duration, std::chrono::hours(2));
  EXPECT_EQ(window("soon").duration, std::chrono::hours(0));
}

TEST(Values, AnUnknownZoneIsRefused) {
  EXPECT_THROW(Zone("Europe/Berlim"), base::Error);
  EXPECT_THROW(Zone("../../etc/passwd"), base::Error);
}

TEST(Message, TheFirstSeedsAnnouncementIsWholeAndItsRollbackIsNot) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "../shared/seeds/000-citadelbuy-production-runbook.md";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "../shared/seeds is not here";
  const auto text = base::read_file(file);
  const auto book = runbook::parse(text, "000.md");
  const auto rendered = [&](const char* title) {
    const auto& from = find_template(book, title);
    return render(from, place_of(from, text), "000.md", berlin());
  };
  const auto first = rendered("Initial Announcement");
  EXPECT_TRUE(first.complete());
  EXPECT_EQ(first.subject.text, "Scheduled Maintenance - Sunday, 6 December 2026 at 02:00 CET (UTC+01:00)");
  EXPECT_NE(first.body.text.find("from 02:00 to 05:00 CET (UTC+01:00)."), std::string::npos);
  for (const char* title : {"T-4 Hours", "T+0", "T+Complete"}) EXPECT_TRUE(rendered(title).complete()) << title;
  const auto rollback = rendered("Rollback");
  ASSERT_EQ(rollback.unfilled().size(), 1U);
  EXPECT_EQ(rollback.unfilled()[0].place.line, 1183);
  EXPECT_THROW(require_complete(rollback), base::Error);
}

}  // namespace notify
