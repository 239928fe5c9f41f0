#include "notify/delivery_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"

namespace notify {

// Whoever held the lock before may have removed the file between our opening and our locking it: then the next one
// to come locks another file of the same name, and two would think that they are alone.
static bool still_there(int descriptor, const std::filesystem::path& file) {
  struct stat ours{};
  struct stat named{};
  return ::fstat(descriptor, &ours) == 0 && ::stat(file.c_str(), &named) == 0 && ours.st_ino == named.st_ino &&
         ours.st_dev == named.st_dev;
}

DeliveryLock::DeliveryLock(std::filesystem::path file) : file_(std::move(file)) {
  while (true) {
    const int opened = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (opened < 0) {
      throw base::Error{base::Code::file,
                        fmt::format("cannot lock a message in {}: {}", file_.string(), std::strerror(errno)),
                        "Make the folder writable: it is the one the journal is in."};
    }
    if (::flock(opened, LOCK_EX | LOCK_NB) != 0) {
      ::close(opened);
      return;
    }
    if (still_there(opened, file_)) {
      descriptor_ = opened;
      return;
    }
    ::close(opened);  // somebody has just finished with it: again, and each turn means that another one got through
  }
}

DeliveryLock::~DeliveryLock() {
  if (descriptor_ < 0) return;
  ::unlink(file_.c_str());  // before the lock goes: afterwards it may be somebody else's
  ::close(descriptor_);
}

}  // namespace notify
