#include "check/requirements.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace check {

using namespace std::chrono_literals;

static base::Instant at(std::string_view text) {
  return base::parse_instant(text).value();
}

static journal::Event event(std::string_view time, std::string kind, base::Json data) {
  return {.time = at(time), .kind = std::move(kind), .data = std::move(data)};
}

static std::vector<std::string> missing(std::string_view wanted, const std::vector<journal::Event>& events) {
  const Requirement each[] = {read_requirement(wanted)};
  std::vector<std::string> out;
  for (const auto& one : unmet(each, events, "shop", at("2026-12-06T02:00:00Z"))) out.push_back(one.what);
  return out;
}

using Words = std::vector<std::string>;

TEST(Requirements, AreReadWithTheirSpan) {
  EXPECT_EQ(read_requirement("backup proved 12h").within, base::Milliseconds(12h));
  EXPECT_EQ(read_requirement(" preflight ").within, base::Milliseconds(24h));
  EXPECT_EQ(read_requirement("review").kind, Requirement::Kind::review);
  for (const auto* wrong : {"", "backup", "backup proved soon", "preflights", "review 2h", "two people"})
    EXPECT_THROW(static_cast<void>(read_requirement(wrong)), base::Error) << wrong;
}

TEST(Requirements, ABackupCountsOnceARestoreProvedIt) {
  const auto created = event("2026-12-05T20:00:00Z", "backup.created", {{"id", "b1"}, {"database", "shop"}});
  const auto proved = event("2026-12-05T20:10:00Z", "backup.verified", {{"id", "b1"}, {"ok", true}});
  EXPECT_EQ(missing("backup proved 24h", {}), Words{"no backup of shop was proved by restoring it"});
  EXPECT_EQ(missing("backup proved 24h", {created}), Words{"no backup of shop was proved by restoring it"});
  EXPECT_EQ(missing("backup proved 24h", {created, proved}), Words{});
  EXPECT_EQ(missing("backup proved 5h", {created, proved}),
            Words{"the newest backup of shop that was proved is 6 h old, and the limit is 5 h"});
}

TEST(Requirements, OfAnotherDatabaseOrWithDifferencesItDoesNot) {
  const auto other = event("2026-12-05T20:00:00Z", "backup.created", {{"id", "b1"}, {"database", "staging"}});
  const auto created = event("2026-12-05T20:00:00Z", "backup.created", {{"id", "b1"}, {"database", "shop"}});
  const auto proved = event("2026-12-05T20:10:00Z", "backup.verified", {{"id", "b1"}, {"ok", true}});
  const auto failed = event("2026-12-05T21:00:00Z", "backup.verified", {{"id", "b1"}, {"ok", false}});
  EXPECT_EQ(missing("backup proved", {other, proved}).size(), 1U);
  EXPECT_EQ(missing("backup proved", {created, failed}).size(), 1U);
  EXPECT_EQ(missing("backup proved", {created, proved, failed}).size(), 1U);
}

TEST(Requirements, TheLastPreflightOfThisDatabaseCounts) {
  const auto run = [](std::string_view time, std::string_view database, std::string_view verdict) {
    return event(time, "check.finished",
                 {{"suite", "preflight"},
                  {"database", database},
                  {"results", {{{"check", "ungranted-locks"}, {"verdict", verdict}}}}});
  };
  EXPECT_EQ(missing("preflight 2h", {}), Words{"the preflight checks of shop were never run"});
  EXPECT_EQ(missing("preflight 2h", {run("2026-12-06T01:00:00Z", "staging", "pass")}).size(), 1U);
  EXPECT_EQ(missing("preflight 2h", {run("2026-12-06T01:00:00Z", "shop", "warn")}), Words{});
  EXPECT_EQ(missing("preflight 2h",
                    {run("2026-12-06T00:30:00Z", "shop", "pass"), run("2026-12-06T01:00:00Z", "shop", "fail")}),
            Words{"of the preflight checks ungranted-locks failed"});
  EXPECT_EQ(missing("preflight 2h", {run("2026-12-05T20:00:00Z", "shop", "pass")}),
            Words{"the preflight checks of shop were run 6 h ago, and the limit is 2 h"});
}

}  // namespace check
