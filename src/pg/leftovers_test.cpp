#include "pg/leftovers.h"

#include <csignal>
#include <cstring>
#include <ctime>
#include <sys/shm.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/files.h"

namespace pg {

namespace fs = std::filesystem;

static fs::path folder_in(const fs::path& parent, const std::string& name) {
  const auto folder = parent / name;
  fs::create_directories(folder / "data");
  base::write_file(folder / "namespace", fs::read_symlink("/proc/self/ns/pid").string() + "\n");
  return folder;
}

TEST(Leftovers, FoldersThatNobodyWorksInGo) {
  const base::TemporaryFolder parent;
  const auto left = folder_in(parent.path(), "lk-pg-0123456789abcdef");
  const auto used = folder_in(parent.path(), "lk-pg-00000000deadbeef");
  const auto elsewhere = folder_in(parent.path(), "lk-pg-1111111111111111");
  base::write_file(elsewhere / "namespace", "pid:[1]\n");
  const auto other = folder_in(parent.path(), "lk-pg-notes");
  const auto child = ::fork();
  if (child == 0) {
    if (::chdir((used / "data").c_str()) == 0) ::pause();
    ::_exit(0);
  }
  while (fs::read_symlink("/proc/" + std::to_string(child) + "/cwd") != fs::canonical(used / "data"))
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  clear_leftovers(parent.path(), ::geteuid());
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(used));
  EXPECT_TRUE(fs::exists(elsewhere));
  EXPECT_TRUE(fs::exists(other));
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
