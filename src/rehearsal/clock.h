// The rehearsal's clock: runs with real time, and jumps over every wait.
#pragma once

#include <atomic>
#include <optional>

#include "base/clock.h"

namespace rehearsal {

class Clock : public base::Clock {
 public:
  /// `start`: what the clock shows now; nothing: the machine's time.
  explicit Clock(std::optional<base::Instant> start = {});
  [[nodiscard]] base::Instant now() const override;
  /// Returns at once; the clock is `span` further.
  bool sleep(base::Milliseconds span, const std::stop_token& stop = {}) override;
  void jump(base::Milliseconds span) { ahead_ += std::max<long long>(0, span.count()); }
  /// All waits that were jumped over, so far.
  [[nodiscard]] base::Milliseconds jumped() const { return base::Milliseconds(ahead_.load()); }

 private:
  base::Milliseconds offset_{0};
  std::atomic<long long> ahead_{0};  // milliseconds
};

}  // namespace rehearsal
