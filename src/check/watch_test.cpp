#include "check/watch.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "pg/temporary_server.h"

using namespace check;
using namespace std::chrono_literals;
using Times = std::vector<base::Milliseconds>;

TEST(Schedule, ReadsWhatRunbooksSay) {
  EXPECT_EQ(parse_schedule("T+15m"), Times{15min});
  EXPECT_EQ(parse_schedule("T+15m, hourly x4, T+24h"), (Times{15min, 1h, 2h, 3h, 4h, 24h}));
  EXPECT_EQ(parse_schedule("daily × 2, every 30s x2"), (Times{30s, 1min, 24h, 48h}));
  EXPECT_EQ(parse_schedule("1h, hourly x1"), Times{1h});
  EXPECT_EQ(regular_schedule(3min, 1min), (Times{0min, 1min, 2min, 3min}));
}

TEST(Schedule, RefusesWhatHasNoEndOrNoSense) {
  for (const char* text : {"", " , ", "soon", "hourly", "every 0s x3", "hourly x9999", "T+"})
    EXPECT_THROW(parse_schedule(text), base::Error) << text;
  EXPECT_THROW(regular_schedule(24h, 1s), base::Error);
  EXPECT_THROW(regular_schedule(24h, 0s), base::Error);
}

TEST(Changes, TellsOnlyWhatIsNew) {
  const std::vector<Result> first{{"a", Verdict::pass, "fine"}, {"b", Verdict::warn, "hm"}};
  ASSERT_EQ(changes(nullptr, first).size(), 1U);
  EXPECT_EQ(changes(nullptr, first)[0].check, "b");
  EXPECT_TRUE(changes(&first, first).empty());
  const std::vector<Result> gone{{"server", Verdict::fail, "gone"}};
  ASSERT_EQ(changes(&first, gone).size(), 1U);
  const std::vector<Result> better{{"a", Verdict::pass, "fine"}, {"b", Verdict::pass, "well"}};
  ASSERT_EQ(changes(&first, better).size(), 1U);
  EXPECT_EQ(changes(&first, better)[0].from, Verdict::warn);
}

TEST(Changes, AnOutageIsOverWhenTheServerAnswersAndHidesNothingOfWhatWasBefore) {
  const std::vector<Result> first{
      {"a", Verdict::pass, "fine"}, {"b", Verdict::fail, "bad"}, {"c", Verdict::warn, "hm"}};
  const std::vector<Result> gone{{"server", Verdict::fail, "gone"}};
  const auto known = remember(remember({}, first), gone);
  EXPECT_TRUE(changes(&known, gone).empty());
  // b has recovered while nobody could ask, c is as it was.
  const std::vector<Result> back{
      {"a", Verdict::pass, "fine"}, {"b", Verdict::pass, "well"}, {"c", Verdict::warn, "hm"}};
  const auto told = changes(&known, back);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].check, "server");
  EXPECT_EQ(told[0].to, Verdict::pass);
  EXPECT_EQ(told[1].check, "b");
  EXPECT_EQ(told[1].from, Verdict::fail);
  EXPECT_EQ(told[1].to, Verdict::pass);
  const auto after = remember(known, back);
  EXPECT_TRUE(changes(&after, back).empty());
}

TEST(Watch, AsksByTheScheduleAndRecordsEveryRound) {
  pg::TemporaryServer server;
  const base::TemporaryFolder folder;
  journal::Journal journal(folder.path() / "journal.db");
  base::FakeClock clock(*base::parse_instant("2026-12-06T02:00:00Z"));
  std::vector<std::size_t> changed;
  WatchOptions options{
      .schedule = parse_schedule("T+15m, hourly x3"),
      .from = clock.now(),
      .connect = [&] { return pg::Session({.target = server.url()}); },
      .on_round =
          [&](const auto&, const auto& found, std::size_t round) {
            changed.push_back(found.size());
            if (round == 1) {
              pg::Session({.target = server.url()}).execute("CREATE TABLE t AS SELECT 1 AS x UNION ALL SELECT 1");
              EXPECT_THROW(
                  pg::Session({.target = server.url()}).execute("CREATE UNIQUE INDEX CONCURRENTLY t_x ON t (x)"),
                  base::Error);
            }
            if (round == 3) server.stop();
          }};
  const auto watched = watch(options, {}, journal, clock, {});
  EXPECT_EQ(watched.rounds, 4U);
  EXPECT_EQ(watched.failed, (std::vector<std::string>{"duplicates", "invalid-indexes", "server"}));
  ASSERT_EQ(changed.size(), 4U);
  EXPECT_EQ(changed[1], 2U);
  EXPECT_EQ(changed[2], 0U) << "what is known already is not told again";
  EXPECT_EQ(changed[3], 1U);
  EXPECT_EQ(journal.read({.kind = "check.watched"}).size(), 4U);
  EXPECT_EQ(clock.now(), *base::parse_instant("2026-12-06T05:00:00Z"));
}

TEST(Watch, LeavesOutWhatLiesBehindAndStopsWhenTold) {
  const base::TemporaryFolder folder;
  journal::Journal journal(folder.path() / "journal.db");
  base::FakeClock clock(*base::parse_instant("2026-12-06T02:00:00Z"));
  std::stop_source stop;
  stop.request_stop();
  const WatchOptions options{
      .schedule = parse_schedule("T+15m, hourly x3"), .from = clock.now() - 90min, .connect = {}};
  const auto watched = watch(options, {}, journal, clock, stop.get_token());
  EXPECT_EQ(watched.planned, 2U);
  EXPECT_EQ(watched.rounds, 0U);
  EXPECT_TRUE(watched.stopped);
}
