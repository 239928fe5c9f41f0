#include "facts/fact.h"

#include <gtest/gtest.h>

#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/events/step_made.h"
#include "journal/typed.h"

namespace facts {

static std::string names(const std::vector<Claim>& claims) {
  std::vector<std::string> out;
  for (const auto& each : claims)
    out.push_back((each.denies ? "not " : "") + each.fact + (each.limit ? " " + each.limit->number_text : ""));
  return fmt::format("{}", fmt::join(out, ", "));
}

TEST(Denials, SayWhatHasToHoldInstead) {
  EXPECT_EQ(names(denials_in("Backup failure")), "backup-taken");
  EXPECT_EQ(names(denials_in("Backup missing or unverified")), "backup-verified");
  EXPECT_EQ(names(denials_in("No backup")), "backup-taken");
  EXPECT_EQ(names(denials_in("Replication lag > 10 s")), "not replication-lag > 10.0 s");
  EXPECT_EQ(names(denials_in("Disk space below 20 % free")), "not free-disk < 20 %");
  EXPECT_EQ(names(denials_in("Database health issues")), "health-checks");
  EXPECT_EQ(names(denials_in("Long-running transactions active")), "long-transactions");
  EXPECT_EQ(names(denials_in("Critical team member unavailable")), "");
  EXPECT_EQ(names(denials_in("Unusual traffic patterns")), "");
}

// Patterns that could match in many ways would take hours.
TEST(Claims, OfAHostileTextAreReadInNoTime) {
  for (const char* piece :
       {" a_a_a_a_a", " (s) (s)", " completed successfully", " is the", " - - (", " 1 2 3 %", "))((",
        " verified (test restore", " migrations 7 of 7", " no long-running", " backup", " database db"}) {
    for (const char* start : {"backup", "Verify the", "migrations", "replication lag", "disk space"}) {
      std::string text = start;
      while (text.size() < 2000) text += piece;
      const auto began = std::chrono::steady_clock::now();
      static_cast<void>(claims_in(text + " x"));
      static_cast<void>(denials_in(text + " x"));
      EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10)) << start << piece;
    }
  }
}

TEST(Rows, OfACriteriaTableAreClaims) {
  EXPECT_EQ(names(claims_in_row("Migration duration", "< 30 min")), "duration < 30 min");
  EXPECT_EQ(names(claims_in_row("Rollback required", "No")), "not rollback");
  EXPECT_EQ(names(claims_in_row("Data integrity", "100%")), "rows-kept");
  EXPECT_EQ(names(claims_in_row("Migrations applied", "7 of 7")), "migrations-applied");
  EXPECT_EQ(names(claims_in_row("Error rate change", "< 1%")), "");
  EXPECT_EQ(names(claims_in_row("Replication lag", "< 5s")), "replication-lag < 5.0 s");
}

namespace {

struct Events {
  std::vector<journal::Event> all = {};
  void add(journal::Event event, int hours, const std::string& run = "r") {
    event.run = run;
    event.time = base::Instant{base::Milliseconds{hours * 3'600'000LL}};
    all.push_back(std::move(event));
  }
  [[nodiscard]] Evidence seen(const std::string& database) const {
    return from_events(
        all,
        {.database = {.database = database}, .run = "r", .now = base::Instant{base::Milliseconds{10 * 3'600'000LL}}});
  }
};

}  // namespace

static std::string of(std::string_view text, const Evidence& evidence) {
  return tell(judge(claims_in(text).at(0), evidence));
}

TEST(FromEvents, ABackupOfAnotherDatabaseIsNone) {
  Events events;
  events.add(journal::event(journal::BackupCreated{.id = "b-1", .database = "other"}, {.database = "other"}), 8);
  EXPECT_EQ(of("Backup taken", events.seen("shop")), "✗ backup taken: no backup of shop is on record");
  EXPECT_EQ(of("Backup taken", events.seen("other")), "✓ backup taken: b-1, taken 2 h ago");
}

TEST(FromEvents, AProofOfOtherFilesIsNone) {
  Events events;
  const pg::Identity shop{.database = "shop"};
  events.add(journal::event(journal::BackupCreated{.id = "b-1", .database = "shop", .sha256 = "aa"}, shop), 8);
  events.add(journal::event(journal::BackupVerified{.id = "b-1", .ok = true, .sha256 = "bb"}, shop), 9);
  EXPECT_EQ(of("Test restore successful", events.seen("shop")),
            "✗ backup verified: b-1, taken 2 h ago, never restored to prove it");
  events.add(journal::event(journal::BackupVerified{.id = "b-1", .ok = true, .sha256 = "aa"}, shop), 9);
  EXPECT_EQ(of("Test restore successful", events.seen("shop")),
            "✓ backup verified: b-1, taken 2 h ago, proved by restoring 1 h ago");
}

TEST(FromEvents, AProofWhoseEndIsNotToldIsNone) {
  Events events;
  const pg::Identity shop{.database = "shop"};
  events.add(journal::event(journal::BackupCreated{.id = "b-1", .database = "shop"}, shop), 8);
  events.add(journal::event(journal::BackupVerified{.id = "b-1"}, shop), 9);
  EXPECT_EQ(of("Test restore successful", events.seen("shop")),
            "✗ backup verified: b-1, taken 2 h ago, never restored to prove it");
}

TEST(FromEvents, ABackupOfATableIsNotOneOfTheDatabase) {
  Events events;
  const pg::Identity shop{.database = "shop_prod"};
  events.add(journal::event(journal::BackupCreated{.id = "b-1", .database = "shop_prod"}, shop), 8);
  events.add(journal::event(journal::BackupVerified{.id = "b-1", .ok = true}, shop), 9);
  EXPECT_EQ(judge(claims_in("Backup of orders_archive verified").at(0), events.seen("shop_prod")).holds,
            Holds::unknown);
  EXPECT_EQ(judge(claims_in("Backup of orders_archive taken").at(0), events.seen("shop_prod")).holds, Holds::unknown);
  EXPECT_EQ(judge(claims_in("Backup of shop_prod verified").at(0), events.seen("shop_prod")).holds, Holds::yes);
}

TEST(FromEvents, AFenceMadeABackupAndKeptTheApplicationOut) {
  Events events;
  const pg::Identity shop{.database = "shop"};
  events.add(
      journal::event(
          journal::StepMade{.what = "backup", .subject = "/b/shop.dump", .command = "pg_dump", .ok = false}, shop),
      7);
  EXPECT_EQ(of("Backup taken", events.seen("shop")), "✗ backup taken: no backup of shop is on record");
  events.add(
      journal::event(journal::StepMade{.what = "backup", .subject = "/b/shop.dump", .command = "pg_dump", .ok = true},
                     shop),
      8);
  events.add(
      journal::event(journal::StepMade{.what = "replicas", .subject = "api", .count = 0, .command = "kubectl"}, shop),
      9);
  EXPECT_EQ(of("Backup taken", events.seen("shop")), "✓ backup taken: /b/shop.dump by 'pg_dump', taken 2 h ago");
  EXPECT_EQ(of("Maintenance mode enabled", events.seen("shop")),
            "✓ maintenance: maintenance mode has been on for 1 h by 'kubectl'");
}

}  // namespace facts
