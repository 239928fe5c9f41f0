#include "pg/leftovers.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <string>
#include <string_view>
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

// The shell that makes the folder names it in its arguments, and so do initdb and the server; whoever is left of a
// server works in its data folder.
static bool is_in_use(const fs::path& folder) {
  const auto name = folder.filename().string();
  std::error_code failed;
  for (fs::directory_iterator each("/proc", failed), end; !failed && each != end; each.increment(failed)) {
    const auto pid = each->path().filename().string();
    if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(each->path() / "cmdline", std::ios::binary);
    const std::string arguments{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::error_code gone;
    if (arguments.find(name) != std::string::npos ||
        fs::read_symlink(each->path() / "cwd", gone).string().find(name) != std::string::npos)
      return true;
  }
  return static_cast<bool>(failed);  // not known
}

// Processes of another container are not seen in ours.
static bool is_of_this_container(const fs::path& folder) {
  std::ifstream file(folder / "namespace");
  std::string written;
  std::error_code failed;
  return std::getline(file, written) && written == fs::read_symlink("/proc/self/ns/pid", failed).string();
}

// Of PGShmemHeader in PostgreSQL's storage/pg_shmem.h, the same in 13 to 18.
struct SegmentHeader {
  std::int32_t magic;
  pid_t maker;
};
static constexpr std::int32_t segment_magic = 679834894;

static bool is_left(int id, const shmid_ds& facts, uid_t user) {
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
    if (id >= 0 && is_left(id, facts, user)) ::shmctl(id, IPC_RMID, nullptr);
  }
}

void clear_leftovers(const fs::path& parent, uid_t user) {
  std::error_code failed;
  std::vector<fs::path> folders;
  for (fs::directory_iterator each(parent, failed), end; !failed && each != end; each.increment(failed)) {
    if (is_ours(each->path(), user)) folders.push_back(each->path());
  }
  for (const auto& folder : folders) {
    if (!is_of_this_container(folder) || is_in_use(folder)) continue;
    fs::remove_all(folder, failed);
  }
  clear_segments(user);
}

}  // namespace pg
