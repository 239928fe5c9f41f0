// Time as the program sees it: a real clock, a fake one for tests, and how instants and spans are written.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace base {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  /// Since some moment in the past; never set, so that what took how long is right also when `now` jumps.
  [[nodiscard]] virtual Milliseconds ticks() const { return now().time_since_epoch(); }
  /// Returns early, with false, when `stop` is requested.
  virtual bool sleep(Milliseconds span, const std::stop_token& stop = {}) = 0;
};

/// The machine's clock.
Clock& system_clock();

/// How long something takes, whatever people or time servers do to the clock meanwhile.
class Stopwatch {
 public:
  explicit Stopwatch(const Clock& clock) : clock_(clock), began_(clock.ticks()) {}
  [[nodiscard]] Milliseconds elapsed() const { return clock_.ticks() - began_; }

 private:
  const Clock& clock_;
  Milliseconds began_;
};

/// Stands still until told; sleeping moves it on and returns at once.
class FakeClock : public Clock {
 public:
  explicit FakeClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() const override { return now_; }
  bool sleep(Milliseconds span, const std::stop_token& stop = {}) override {
    now_ += span;
    return !stop.stop_requested();
  }
  void advance(Milliseconds span) { now_ += span; }

 private:
  Instant now_;
};

/// "2026-12-06T02:00:00.125Z": what journal, JSON and catalogue hold.
std::string format_instant(Instant instant);
/// Reads what format_instant writes, also with an offset ("+01:00") or without fractions or seconds. Nothing if not a
/// time.
std::optional<Instant> parse_instant(std::string_view text);
/// "2026-12-06 02:00:05 UTC" for people; local time when `local`.
std::string format_for_people(Instant instant, bool local = false);

/// "850 ms", "12.4 s", "3 min 20 s", "2 h 5 min".
std::string format_span(Milliseconds span);
/// Reads "2s", "500ms", "5 min", "10min", "1h30m", "45" (seconds), "2 days", "1 week". Nothing if not a span.
std::optional<Milliseconds> parse_span(std::string_view text);

/// "1.5 GB" in steps of 1024, as pg_size_pretty counts, and back ("20GB", "512 MB", "100 bytes").
std::string format_bytes(long long bytes);
std::optional<long long> parse_bytes(std::string_view text);

}  // namespace base
