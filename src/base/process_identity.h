// A process as more than its number, which the system gives away again.
#pragma once

#include <optional>
#include <string>

namespace base {

struct ProcessIdentity {
  std::string host = {};  // the machine's name
  std::string boot = {};  // the id of the machine's present boot
  int pid = 0;            // as the process itself sees it
  long long started = 0;  // clock ticks after that boot: proc(5), field 22 of stat
  bool operator==(const ProcessIdentity&) const = default;
};

/// Nothing when there is no such process (a zombie is none).
std::optional<ProcessIdentity> process_identity(int pid);

/// Ours, asked for once; anew after a fork. Without what could not be read.
ProcessIdentity own_identity();

}  // namespace base
