#include "runbook/baton.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"

namespace runbook {

Baton::Baton(const std::filesystem::path& file) {
  // Supervisors of our children close what they inherit, so the lock is ours alone.
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw base::Error{base::Code::file, fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)),
                      "See that the folder of the journal may be written to."};
  }
}

Baton::~Baton() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Baton::take() {
  return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
}

bool Baton::share() {
  return ::flock(descriptor_, LOCK_SH | LOCK_NB) == 0;
}

void Baton::give() {
  ::flock(descriptor_, LOCK_UN);
}

}  // namespace runbook
