#include "base/file_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"

namespace base {

FileLock::FileLock(std::filesystem::path file, const FileLockOptions& options)
    : file_(std::move(file)), remove_(options.remove) {
  std::error_code ignored;  // opening the file says what is wrong
  if (file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path(), ignored);
  open();
  if (options.take) take();
}

FileLock::~FileLock() {
  if (descriptor_ < 0) return;
  if (held_ && remove_) ::unlink(file_.c_str());  // before the lock goes: afterwards it may be somebody else's
  ::close(descriptor_);
}

void FileLock::open() {
  // Supervisors of our children close what they inherit, so the lock is ours alone.
  descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw Error{Code::file, fmt::format("cannot open {}: {}", file_.string(), std::strerror(errno)),
                "See that the folder exists and may be written to."};
  }
}

bool FileLock::is_the_file() const {
  struct stat ours{};
  struct stat there{};
  return ::fstat(descriptor_, &ours) == 0 && ::stat(file_.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
         ours.st_dev == there.st_dev;
}

// The file may have been removed between our opening and our locking it: the next one to come would lock another file
// of the same name, and two would think that they are alone. Each turn means that somebody else got through.
bool FileLock::lock(int how) {
  while (::flock(descriptor_, how | LOCK_NB) == 0) {
    if (is_the_file()) return true;
    ::close(descriptor_);
    open();
  }
  return false;
}

bool FileLock::take() {
  return held_ = lock(LOCK_EX);
}

bool FileLock::share() {
  held_ = false;
  return lock(LOCK_SH);
}

void FileLock::release() {
  held_ = false;
  ::flock(descriptor_, LOCK_UN);
}

}  // namespace base
