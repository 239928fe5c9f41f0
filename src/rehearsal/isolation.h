// A rehearsal's own files and no network: commands run with a root folder in which every change is made beside the
// machine's files and is gone afterwards.
//
// Linux only, and only where the kernel lets this user (mount and network namespaces, overlayfs). Where it does not,
// the rehearsal says so, and the tools that change files go to stand-ins.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace rehearsal {

struct Isolation {
  std::string root = {};    // for chroot; empty: not isolated
  std::string reason = {};  // why not
};

struct IsolationWish {
  std::filesystem::path scratch = {};              // an empty folder of ours
  std::vector<std::filesystem::path> shared = {};  // the same files inside and outside: sockets, the journal
  std::vector<std::pair<std::string, std::string>> folders = {};  // made inside; shows the other one, if not empty
};

/// Takes the calling thread, and what it starts from now on, off the network and into a mount namespace of its own;
/// its own root folder stays. Nothing is left when the process ends. Not root: only from a process with one thread.
Isolation isolate(const IsolationWish& wish);

/// Lets go of what was changed, so that `scratch` can be removed. The network stays away.
void end_isolation(const std::filesystem::path& scratch);

}  // namespace rehearsal
