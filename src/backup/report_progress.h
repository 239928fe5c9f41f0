// Hands out progress with the time since the work began in it.
#pragma once

#include <chrono>
#include <string>

#include "backup/backup.h"

namespace backup {

class ReportProgress {
 public:
  explicit ReportProgress(OnProgress to) : to_(std::move(to)), began_(std::chrono::steady_clock::now()) {}
  void operator()(std::string doing, long long bytes = 0, long long of_bytes = 0) const {
    if (to_) to_({.doing = std::move(doing), .elapsed = elapsed(), .bytes = bytes, .of_bytes = of_bytes});
  }
  [[nodiscard]] base::Milliseconds elapsed() const {
    return std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - began_);
  }

 private:
  OnProgress to_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace backup
