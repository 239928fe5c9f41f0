// Leaving and asking while the journal's disk is full; a dead-man that is gone; a fence of another journal.
#include <fstream>
#include <sys/mount.h>

#include "maintenance/guard.h"
#include "maintenance/on_server_test.h"

using namespace maintenance;
using namespace std::chrono_literals;

class FullDisk : public MaintenanceTest {
 protected:
  void SetUp() override {
    if (::mount("tmpfs", disk_.path().c_str(), "tmpfs", 0, "size=600k") != 0) GTEST_SKIP() << "cannot mount a disk";
    mounted_ = true;
    MaintenanceTest::SetUp();
  }
  void TearDown() override {
    if (!mounted_) return;
    MaintenanceTest::TearDown();
    ::umount2(disk_.path().c_str(), MNT_DETACH);
  }
  [[nodiscard]] std::filesystem::path file() const { return disk_.path() / ".lockkeeper/journal.db"; }
  void fill() const {
    std::ofstream full(disk_.path() / "full");
    const std::string piece(512, 'x');
    while (full << piece << std::flush) continue;
  }
  Surroundings with(journal::Journal& journal) {
    return {.session = *session_, .config = config_, .journal = journal};
  }
  base::TemporaryFolder disk_{"lockkeeper-disk"};
  bool mounted_ = false;
};

TEST_F(FullDisk, OfTheJournalDoesNotKeepTheApplicationOut) {
  config_.maintenance.fence = "read_only";
  const auto before = fingerprint();
  {
    journal::Journal journal(file());
    enter(with(journal), {});
  }
  fill();
  {
    journal::Journal journal(file());
    EXPECT_TRUE(status(with(journal)).on) << "it can be asked";
    const auto left = leave(with(journal), {});
    ASSERT_TRUE(left.record);
    EXPECT_NE(left.unrecorded.find("disk full"), std::string::npos) << left.unrecorded;
    EXPECT_TRUE(may_write());
    EXPECT_EQ(fingerprint(), before);
  }
  std::filesystem::remove(disk_.path() / "full");
  journal::Journal journal(file());
  EXPECT_TRUE(status(with(journal)).on) << "the journal does not know";
  EXPECT_EQ(leave(with(journal), {}).unrecorded, "");
  EXPECT_FALSE(status(with(journal)).on);
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(FullDisk, KeepsEnteringFromBeginning) {
  config_.maintenance.fence = "read_only";
  journal::Journal journal(file());
  fill();
  const auto before = fingerprint();
  EXPECT_EQ(pg::error_of([&] { enter(with(journal), {}); }).code(), base::Code::journal);
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(MaintenanceTest, StatusSaysThatTheTimeIsOverAndTheDeadManGone) {
  config_.maintenance.fence = "read_only";
  base::FakeClock clock(base::system_clock().now());
  auto around = [&]() -> Surroundings {
    return {.session = *session_, .config = config_, .journal = journal_, .clock = clock};
  };
  const auto entered = enter(around(), {.span = 10min});
  const auto lines = [&] { return fmt::format("{}", fmt::join(status(around()).disagreements, "\n")); };
  EXPECT_EQ(lines(), "there is no dead-man: nobody leaves when the time is over");
  base::write_file(folder_of(journal_) / entered.record.id / "guard", R"({"pid": 999999999, "born": "1"})");
  EXPECT_EQ(lines(), "the dead-man is gone: nobody leaves when the time is over or the run dies");
  clock.advance(11min);
  EXPECT_TRUE(lines().starts_with("its time was over at ")) << lines();
  leave(around(), {});
  EXPECT_EQ(lines(), "");
}

TEST_F(MaintenanceTest, StatusSeesAFenceThatAnotherJournalKnowsOf) {
  config_.maintenance.fence = "read_only";
  enter(surroundings(), {});
  journal::Journal another(folder_.path() / "another/journal.db");
  const Surroundings elsewhere{.session = *session_, .config = config_, .journal = another};
  const auto seen = status(elsewhere);
  EXPECT_FALSE(seen.record);
  ASSERT_EQ(seen.disagreements.size(), 2U);
  EXPECT_EQ(seen.disagreements[0], app_ + " may only read in this database");
  leave(surroundings(), {});
  EXPECT_TRUE(status(elsewhere).disagreements.empty());
}
