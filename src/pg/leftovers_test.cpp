#include "pg/leftovers.h"

#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/files.h"
#include "pg/session.h"
#include "pg/temporary_server.h"

namespace pg {

namespace fs = std::filesystem;

static fs::path folder_in(const fs::path& parent, const std::string& name) {
  const auto folder = parent / name;
  fs::create_directories(folder / "data");
  base::write_file(folder / "lock", base::read_file("/proc/sys/kernel/random/boot_id"));
  return folder;
}

TEST(Leftovers, FoldersThatNobodyHoldsGo) {
  const base::TemporaryFolder parent;
  const auto left = folder_in(parent.path(), "lk-pg-0123456789abcdef");
  const auto used = folder_in(parent.path(), "lk-pg-00000000deadbeef");
  const auto elsewhere = folder_in(parent.path(), "lk-pg-1111111111111111");
  base::write_file(elsewhere / "lock", "another boot\n");
  const auto begun = parent.path() / "lk-pg-2222222222222222";  // its lock is not there yet
  fs::create_directories(begun);
  const auto other = folder_in(parent.path(), "lk-pg-notes");
  const int held = ::open((used / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  clear_leftovers(parent.path(), ::geteuid());
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(used));
  EXPECT_TRUE(fs::exists(elsewhere));
  EXPECT_TRUE(fs::exists(begun));
  EXPECT_TRUE(fs::exists(other));
  ::close(held);
}

// Also of a server whose data is kept elsewhere, which names the folder of its sockets nowhere.
TEST(Leftovers, ARunningServersFolderStays) {
  const base::TemporaryFolder kept;
  fs::permissions(kept.path(), fs::perms(0711));  // as root the server runs as another user
  for (const auto& folder : {std::optional<fs::path>(), std::optional<fs::path>(kept.path() / "kept")}) {
    const TemporaryServer server({.folder = folder});
    const fs::path sockets = Session({.target = server.url()}).host();
    clear_leftovers(sockets.parent_path(), ::geteuid());
    EXPECT_TRUE(fs::exists(sockets));
    EXPECT_EQ(Session({.target = server.url()}).query("SELECT 1 AS one").integer(0, "one"), 1);
  }
}

// A segment as PostgreSQL makes one, by a process that is gone.
static int segment_of_the_dead(std::int32_t magic) {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  if (const auto child = ::fork(); child == 0) {
    const int id = ::shmget(IPC_PRIVATE, 56, IPC_CREAT | 0600);
    void* at = ::shmat(id, nullptr, 0);
    std::memcpy(at, &magic, sizeof magic);
    ::_exit(::write(ends[1], &id, sizeof id) == sizeof id ? 0 : 1);
  } else {
    ::waitpid(child, nullptr, 0);
  }
  int id = -1;
  if (::read(ends[0], &id, sizeof id) != sizeof id) id = -1;
  ::close(ends[0]);
  ::close(ends[1]);
  return id;
}

TEST(Leftovers, SegmentsOfDeadServersGo) {
  const base::TemporaryFolder parent;
  const int left = segment_of_the_dead(679834894);
  const int other = segment_of_the_dead(1);
  ASSERT_GE(left, 0);
  ASSERT_GE(other, 0);
  shmid_ds facts{};
  ASSERT_EQ(::shmctl(left, IPC_STAT, &facts), 0);
  while (std::time(nullptr) - facts.shm_ctime < 1) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  clear_leftovers(parent.path(), ::geteuid());
  EXPECT_NE(::shmctl(left, IPC_STAT, &facts), 0);
  EXPECT_EQ(::shmctl(other, IPC_STAT, &facts), 0);
  ::shmctl(other, IPC_RMID, nullptr);
}

}  // namespace pg
