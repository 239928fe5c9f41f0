// A command that goes on beside the steps: what it prints goes to a file, without secrets.
#pragma once

#include <filesystem>
#include <optional>
#include <thread>

#include "base/process.h"
#include "runner/secrets.h"

namespace runner {

class BackgroundProcess {
 public:
  /// Starts it. `secrets` outlives this.
  BackgroundProcess(base::Command command, std::filesystem::path log, const Secrets& secrets);
  /// Ends it, its family included, and waits until it is gone.
  ~BackgroundProcess() = default;
  BackgroundProcess(const BackgroundProcess&) = delete;
  BackgroundProcess& operator=(const BackgroundProcess&) = delete;

  /// Its exit code where it has ended by itself within `patience`; 127 where it could not be started.
  [[nodiscard]] std::optional<int> ended_within(base::Milliseconds patience);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace runner
