// A rehearsal's own files and no network: commands run with a root folder in which every change is made beside the
// machine's files and is gone afterwards.
//
// A process of its own, the keeper, makes and holds the namespaces; each shell of the rehearsal enters them when it
// starts. So it works for an ordinary user too: the kernel gives namespaces to processes with one thread only, and
// this program has several. Linux only, and only where the kernel lets this user (namespaces, overlayfs).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/process.h"

namespace rehearsal {

struct Isolation {
  std::string root = {};    // for chroot, inside; empty: not isolated
  std::string reason = {};  // why not
  pid_t keeper = 0;         // whose namespaces they are
};

struct IsolationWish {
  std::filesystem::path scratch = {};              // an empty folder of ours
  std::filesystem::path work = {};                 // where commands work: what they change first of all
  std::vector<std::filesystem::path> shared = {};  // the same files inside and outside: sockets, the journal
  std::vector<std::pair<std::string, std::string>> folders = {};  // made inside; shows the other one, if not empty
};

/// Takes the calling process, which has one thread, off the network and into a mount namespace of its own; its own
/// root folder stays. Nothing is left when the processes in it have ended.
Isolation isolate(const IsolationWish& wish);

/// Takes the calling process, which has one thread, into the isolation: namespaces and root folder. False, with
/// errno, where the kernel refuses.
bool enter(const Isolation& isolation);

/// A process that isolates itself and stays, so that others can enter, until this is gone or we have died.
class Keeper {
 public:
  /// `program`: one that calls answer_call() first of all; `folder`: the rehearsal's, known to it by folder_variable.
  Keeper(const IsolationWish& wish, const std::filesystem::path& program, const std::filesystem::path& folder);
  [[nodiscard]] const Isolation& isolation() const { return isolation_; }

 private:
  std::unique_ptr<base::Daemon> process_;
  Isolation isolation_;
};

/// What the keeper's process does; it does not come back by itself.
int keep(const std::filesystem::path& folder);
/// The name it is started by.
constexpr auto keeper_name = "lockkeeper-isolation";

}  // namespace rehearsal
