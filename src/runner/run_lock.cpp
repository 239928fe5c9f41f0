#include "runner/run_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"

namespace runner {

RunLock::RunLock(const std::filesystem::path& file) : file_(file) {
  open();
}

void RunLock::open() {
  // Supervisors of our children close what they inherit, so the lock is ours alone.
  descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw base::Error{base::Code::file, fmt::format("cannot open {}: {}", file_.string(), std::strerror(errno)),
                      "See that the folder of the journal may be written to."};
  }
}

RunLock::~RunLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool RunLock::is_the_file() const {
  struct stat ours{};
  struct stat there{};
  return ::fstat(descriptor_, &ours) == 0 && ::stat(file_.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

// The file may have been removed since it was opened, and others lock its successor.
bool RunLock::lock(int how) {
  while (::flock(descriptor_, how | LOCK_NB) == 0) {
    if (is_the_file()) return true;
    ::close(descriptor_);
    open();
  }
  return false;
}

bool RunLock::take() {
  return lock(LOCK_EX);
}

bool RunLock::share() {
  return lock(LOCK_SH);
}

void RunLock::give() {
  ::flock(descriptor_, LOCK_UN);
}

}  // namespace runner
