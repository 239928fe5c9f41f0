// A process that runs what others wrote sees neither network nor files that are not its business.
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

#include "base/environment.h"

namespace base {

/// What stays to a sealed process beside the system's own files, which it can only read: nothing of the network, of
/// the folders for temporary files, sockets and shared memory, of homes and of other servers' data.
struct Seal {
  std::filesystem::path own = {};                    // a folder that is made for it, and that it writes in
  std::vector<std::filesystem::path> readable = {};  // programs that may lie in a hidden place
};

/// All that sealing needs, made before the fork.
class PreparedSeal {
 public:
  PreparedSeal() = default;
  PreparedSeal(const Seal& seal, uid_t uid, gid_t gid, const Environment& environment);
  [[nodiscard]] bool wanted() const { return !own_.empty(); }
  /// In the new process, which has one thread; system calls only. False, with errno, where the kernel refuses: then
  /// the process must not go on. Linux only.
  [[nodiscard]] bool apply() const;

 private:
  [[nodiscard]] bool make_namespaces() const;
  [[nodiscard]] bool show_again(int tree, const std::vector<std::string>& way) const;

  struct Shown {
    std::vector<std::string> way;  // every folder on it, the shown one last
  };
  std::string own_;
  std::vector<Shown> readable_;
  std::vector<std::string> own_way_;
  std::vector<std::string> hidden_;
  std::string uid_map_;
  std::string gid_map_;
  uid_t uid_ = 0;
  gid_t gid_ = 0;
};

}  // namespace base
