#include "rehearsal/clock.h"

namespace rehearsal {

Clock::Clock(std::optional<base::Instant> start) {
  if (start) offset_ = *start - base::system_clock().now();
}

base::Instant Clock::now() const {
  return base::system_clock().now() + offset_ + jumped();
}

bool Clock::sleep(base::Milliseconds span, const std::stop_token& stop) {
  jump(span);
  return !stop.stop_requested();
}

}  // namespace rehearsal
