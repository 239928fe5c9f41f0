#include "journal/audit.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "journal/journal.h"
#include "journal/testing_sqlite_store.h"

namespace journal {

// Six events, then `sql` done to the file by somebody; what the journal says about it.
static Audit after(const std::vector<std::string>& sql) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  {
    Journal journal(file);
    for (int i = 1; i <= 6; ++i) journal.append({.run = "r", .kind = "note", .actor = "dana", .data = {{"i", i}}});
  }
  for (const auto& statement : sql) change_table(file, statement);
  return Journal(file).verify();
}

static std::string reason_after(const std::vector<std::string>& sql) {
  const auto audit = after(sql);
  EXPECT_EQ(audit.first_changed.has_value(), !audit.reason.empty());
  return audit.reason;
}

TEST(Audit, FindsNothingInAnUntouchedJournal) {
  const auto audit = after({});
  EXPECT_EQ(audit.events, 6);
  EXPECT_FALSE(audit.first_changed);
  EXPECT_EQ(audit.head.size(), 64U);
}

TEST(Audit, NamesTheEventWhateverColumnWasChanged) {
  for (const std::string change :
       {"time = '2026-01-01T00:00:00.000Z'", "run = 'other'", "kind = 'Note'", "actor = 'sam'", "pid = pid + 1",
        "data = '{\"i\":4 }'", "data = '{}'", "data = 'not json'", "prev = hash", "hash = prev", "run = ''",
        "kind = CAST(kind AS BLOB)", "pid = pid || '0'", "time = ''"}) {
    const auto audit = after({"UPDATE events SET " + change + " WHERE seq = 4"});
    EXPECT_EQ(audit.first_changed, 4) << change;
    EXPECT_EQ(audit.reason, "event 4 was changed") << change;
    EXPECT_EQ(audit.events, 3) << change;
  }
}

TEST(Audit, NamesTheFirstOfSeveral) {
  EXPECT_EQ(reason_after({"UPDATE events SET actor = 'sam' WHERE seq IN (2, 5)", "DELETE FROM events WHERE seq = 3"}),
            "event 2 was changed");
}

TEST(Audit, NamesMissingEvents) {
  EXPECT_EQ(reason_after({"DELETE FROM events WHERE seq = 3"}), "event 3 is missing");
  EXPECT_EQ(reason_after({"DELETE FROM events WHERE seq IN (1, 2)"}), "events 1 to 2 are missing");
  EXPECT_EQ(reason_after({"UPDATE events SET seq = 9 WHERE seq = 4"}), "event 4 is missing");
  EXPECT_EQ(reason_after({"DELETE FROM events WHERE seq = 3", "UPDATE events SET seq = seq - 1 WHERE seq > 3"}),
            "event 3 is missing, and those after it renumbered");
}

TEST(Audit, NoticesACutOffTail) {
  EXPECT_EQ(reason_after({"DELETE FROM events WHERE seq = 6"}), "event 6 was cut off");
  EXPECT_EQ(reason_after({"DELETE FROM events WHERE seq > 3"}), "events 4 to 6 were cut off");
  EXPECT_EQ(reason_after({"DELETE FROM events"}), "events 1 to 6 were cut off");
  EXPECT_EQ(reason_after({"DELETE FROM head"}),
            "the head row is gone: what came after event 6 may have been cut off");
}

TEST(Audit, NamesAddedEvents) {
  EXPECT_EQ(reason_after({"INSERT INTO events SELECT 7, time, run, kind, actor, pid, data, hash, hash, process, "
                          "database FROM events WHERE seq = 6"}),
            "event 7 was added past the head row");
  EXPECT_EQ(reason_after({"INSERT INTO events SELECT 0, time, run, kind, actor, pid, data, prev, hash, process, "
                          "database FROM events WHERE seq = 1"}),
            "event 0 was added");
  // Room made at 3, a forged one put there.
  EXPECT_EQ(
      reason_after({"UPDATE events SET seq = -seq WHERE seq > 2", "UPDATE events SET seq = 1 - seq WHERE seq < 0",
                    "INSERT INTO events SELECT 3, time, run, kind, 'eve', pid, data, prev, hash, process, database "
                    "FROM events WHERE seq = 4"}),
      "event 3 was added, and those after it renumbered");
}

// A chain forged with the right hashes, as far as it goes.
static Record forged(long long seq, const std::string& actor, const std::string& prev) {
  Record record{.seq = seq,
                .time = "t",
                .run = "r",
                .kind = "note",
                .actor = actor,
                .pid = 1,
                .data = "{}",
                .prev = prev,
                .hash = ""};
  record.hash = hash_of(record);
  return record;
}

TEST(Audit, NamesTheEventThatWasReplacedWithAFittingHash) {
  const Record first = forged(1, "dana", std::string(genesis));
  const Record second = forged(2, "dana", first.hash);
  const Record third = forged(3, "dana", second.hash);
  const Record fake = forged(2, "eve", first.hash);
  Auditor auditor;
  EXPECT_TRUE(auditor.follows(first, true));
  EXPECT_TRUE(auditor.follows(fake, true));
  EXPECT_FALSE(auditor.follows(third, true));
  const auto damage = auditor.explain(third, std::nullopt, std::nullopt);
  EXPECT_EQ(damage.seq, 2);
  EXPECT_EQ(damage.reason, "event 2 was changed: event 3 was written after another one");
}

TEST(Audit, ComparesTheLastEventWithTheHeadRow) {
  const Record first = forged(1, "dana", std::string(genesis));
  Auditor auditor;
  EXPECT_TRUE(auditor.follows(forged(1, "eve", std::string(genesis)), true));
  EXPECT_EQ(auditor.compare(Head{.seq = 1, .hash = first.hash})->reason,
            "event 1 was changed: the head row holds another hash");
  EXPECT_EQ(auditor.compare(Head{.seq = 0, .hash = std::string(genesis)})->reason,
            "event 1 was added past the head row");
  EXPECT_FALSE(auditor.compare(Head{.seq = 1, .hash = auditor.hash()}));
}

}  // namespace journal
