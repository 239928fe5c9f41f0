#include "pg/leftovers.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace pg {

namespace fs = std::filesystem;

static bool is_ours(const fs::path& folder, uid_t user) {
  const auto name = folder.filename().string();
  constexpr std::string_view prefix = "lk-pg-";
  if (!name.starts_with(prefix) || name.size() != prefix.size() + 16) return false;
  if (!std::all_of(name.begin() + prefix.size(), name.end(),
                   [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }))
    return false;
  struct stat facts{};
  return ::lstat(folder.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode) &&
         (facts.st_uid == user || facts.st_uid == ::geteuid());
}

static std::string line_of(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

// The server's processes hold the lock, and those that are left of it. Another machine that shares the folder may not
// see it.
static bool is_left(const fs::path& folder) {
  const auto boot = line_of("/proc/sys/kernel/random/boot_id");
  if (boot.empty() || line_of(folder / "lock") != boot) return false;
  const int lock = ::open((folder / "lock").c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (lock < 0) return false;
  const bool free = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
  ::close(lock);
  return free;
}

// Of PGShmemHeader in PostgreSQL's storage/pg_shmem.h, the same in 13 to 18.
struct SegmentHeader {
  std::int32_t magic;
  pid_t maker;
};
static constexpr std::int32_t segment_magic = 679834894;

static bool is_left_segment(int id, const shmid_ds& facts, uid_t user) {
  if (facts.shm_perm.uid != user || facts.shm_nattch != 0 || facts.shm_segsz < sizeof(SegmentHeader)) return false;
  if (std::time(nullptr) - facts.shm_ctime < 1) return false;  // somebody may be about to attach to it
  if (::kill(facts.shm_cpid, 0) == 0 || errno != ESRCH) return false;
  const void* at = ::shmat(id, nullptr, SHM_RDONLY);
  if (at == reinterpret_cast<void*>(-1)) return false;
  const bool made_by_postgres = static_cast<const SegmentHeader*>(at)->magic == segment_magic;
  ::shmdt(at);
  return made_by_postgres;
}

static void clear_segments(uid_t user) {
  shm_info all{};
  const int last = ::shmctl(0, SHM_INFO, reinterpret_cast<shmid_ds*>(&all));
  for (int at = 0; at <= last; ++at) {
    shmid_ds facts{};
    const int id = ::shmctl(at, SHM_STAT, &facts);
    if (id >= 0 && is_left_segment(id, facts, user)) ::shmctl(id, IPC_RMID, nullptr);
  }
}

void clear_leftovers(const fs::path& parent, uid_t user) {
  std::error_code failed;
  std::vector<fs::path> folders;
  for (fs::directory_iterator each(parent, failed), end; !failed && each != end; each.increment(failed)) {
    if (is_ours(each->path(), user)) folders.push_back(each->path());
  }
  for (const auto& folder : folders) {
    if (is_left(folder)) fs::remove_all(folder, failed);
  }
  clear_segments(user);
}

}  // namespace pg
