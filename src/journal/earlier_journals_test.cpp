// A journal that an earlier version wrote is read, verified and gone on with: records cannot be mended later.
#include <gtest/gtest.h>

#include "base/files.h"
#include "journal/journal.h"
#include "journal/summary.h"
#include "journal/testing_sqlite_store.h"

namespace journal {

namespace fs = std::filesystem;

// Of a night with a run, a failed migration, a restore, maintenance and messages; recorded with version 0.1.0.
static constexpr long long events_in_it = 91;
static constexpr auto head_of_it = "bc48ee529768dfcf77b300d9b2a06ca518b51e16b8f9b7660dc83461a8283d0a";

static fs::path copied_into(const base::TemporaryFolder& folder) {
  const auto file = folder.path() / "journal.db";
  fs::copy_file(fs::path(LOCKKEEPER_SOURCE) / "src/journal/samples/written_by_0_1_0.db", file);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  return file;
}

static long long format_of(const fs::path& file) {
  return Database(file, std::chrono::seconds(10)).number("PRAGMA user_version");
}

TEST(EarlierJournals, HoldTogether) {
  const base::TemporaryFolder folder;
  const Journal journal(copied_into(folder));
  const auto audit = journal.verify();
  EXPECT_EQ(audit.events, events_in_it);
  EXPECT_EQ(audit.first_changed, std::nullopt) << audit.reason;
  EXPECT_EQ(audit.head, head_of_it);
}

TEST(EarlierJournals, AreReadWhole) {
  const base::TemporaryFolder folder;
  const Journal journal(copied_into(folder));
  const auto events = journal.read();
  ASSERT_EQ(std::ssize(events), events_in_it);
  std::string previous(64, '0');
  for (const auto& event : events) {
    EXPECT_EQ(base::sha256(canonical(event, previous)), event.hash) << event.seq << " " << event.kind;
    EXPECT_FALSE(event.process);
    EXPECT_NE(summary(event), "") << event.seq << " " << event.kind;
    previous = event.hash;
  }
}

TEST(EarlierJournals, AreGoneOnWith) {
  const base::TemporaryFolder folder;
  Journal journal(copied_into(folder));
  EXPECT_EQ(format_of(journal.file()), 1) << "reading changes nothing";
  journal.append({.kind = "note", .data = {{"text", "years later"}}});
  EXPECT_EQ(format_of(journal.file()), 2);
  EXPECT_FALSE(journal.read().front().process);
  EXPECT_TRUE(journal.read().back().process);
  const auto audit = journal.verify();
  EXPECT_EQ(audit.events, events_in_it + 1);
  EXPECT_EQ(audit.first_changed, std::nullopt) << audit.reason;
}

TEST(EarlierJournals, AreReadAndVerifiedWhereNobodyMayWrite) {
  const base::TemporaryFolder folder;
  const auto file = copied_into(folder);
  fs::permissions(file, fs::perms::owner_read);
  const Journal journal(file);
  EXPECT_EQ(std::ssize(journal.read()), events_in_it);
  EXPECT_EQ(journal.verify().head, head_of_it);
}

TEST(EarlierJournals, ShowWhatWasChangedInThem) {
  const base::TemporaryFolder folder;
  const auto file = copied_into(folder);
  change_table(file, "UPDATE events SET actor = 'eve' WHERE seq = 40");
  const auto audit = Journal(file).verify();
  EXPECT_EQ(audit.first_changed, 40);
  EXPECT_EQ(audit.reason, "event 40 was changed");
}

}  // namespace journal
