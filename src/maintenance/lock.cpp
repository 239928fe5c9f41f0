#include "maintenance/lock.h"

#include "base/error.h"
#include "maintenance/maintenance.h"

namespace maintenance {

std::filesystem::path folder_of(const journal::Journal& journal) {
  return journal.file().parent_path() / "maintenance";
}

static std::filesystem::path lock_file(const journal::Journal& journal) {
  const auto folder = folder_of(journal);
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);  // where it cannot be made, the lock says why
  return folder / "lock";
}

Lock::Lock(const journal::Journal& journal) : lock_(lock_file(journal)) {
  if (lock_.held()) return;
  throw base::Error{base::Code::lock_held, "another process is entering or leaving maintenance mode",
                    "Wait until it has ended ('lockkeeper maintenance status'), then try again."};
}

}  // namespace maintenance
