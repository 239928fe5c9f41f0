#include "base/clock.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <sys/types.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/text.h"

namespace base {

namespace {

class SystemClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
  }
  // Goes on while the machine sleeps, as steady_clock does not.
  [[nodiscard]] Milliseconds ticks() const override {
    timespec since{};
    ::clock_gettime(CLOCK_BOOTTIME, &since);
    return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds(since.tv_sec) +
                                                    std::chrono::nanoseconds(since.tv_nsec));
  }
  bool sleep(Milliseconds span, const std::stop_token& stop) override {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    return !wake.wait_for(lock, stop, span, [&] { return stop.stop_requested(); });
  }
};

}  // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

std::string format_instant(Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     (instant - seconds).count());
}

std::optional<Instant> parse_instant(std::string_view text) {
  const std::string copy(trim(text));
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int used = 0;
  if (std::sscanf(copy.c_str(), "%4d-%2d-%2d%*1[T ]%2d:%2d%n", &year, &month, &day, &hour, &minute, &used) < 5 ||
      used == 0) {
    return std::nullopt;
  }
  std::string_view rest = std::string_view(copy).substr(static_cast<std::size_t>(used));
  double seconds = 0;
  if (rest.starts_with(':')) {
    char* end = nullptr;
    const std::string number(rest.substr(1));
    seconds = std::strtod(number.c_str(), &end);
    rest.remove_prefix(1 + static_cast<std::size_t>(end - number.c_str()));
  }
  int offset_minutes = 0;
  if (!rest.empty() && (rest[0] == '+' || rest[0] == '-')) {
    int offset_hours = 0;
    int minutes = 0;
    const std::string zone(rest.substr(1));
    int read = 0;
    const bool whole = (std::sscanf(zone.c_str(), "%2d:%2d%n", &offset_hours, &minutes, &read) == 2 && read == 5) ||
                       (std::sscanf(zone.c_str(), "%2d%n", &offset_hours, &read) == 1 && read == 2);
    // No zone has ever been further off than this. Source: PostgreSQL's MAX_TZDISP_HOUR.
    if (!whole || static_cast<std::size_t>(read) != zone.size() || zone.find_first_of("+- ") != std::string::npos ||
        offset_hours > 15 || minutes > 59)
      return std::nullopt;
    offset_minutes = (rest[0] == '-' ? -1 : 1) * (offset_hours * 60 + minutes);
  } else if (rest != "Z" && rest != "z" && !rest.empty() && rest != " UTC") {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || hour > 23 || minute > 59 || seconds >= 61) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute - offset_minutes) +
         Milliseconds(std::llround(seconds * 1000));
}

std::string format_for_people(Instant instant, bool local) {
  const auto time = std::chrono::system_clock::to_time_t(instant);
  if (!local) return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", fmt::gmtime(time));
  return fmt::format("{:%Y-%m-%d %H:%M:%S %Z}", fmt::localtime(time));
}

std::string format_span(Milliseconds span) {
  const auto ms = span.count();
  if (ms < 0) return "-" + format_span(-span);
  if (ms < 1000) return fmt::format("{} ms", ms);
  if (ms < 60'000) return fmt::format("{:.1f} s", static_cast<double>(ms) / 1000.0);
  const auto seconds = ms / 1000;
  if (seconds < 3600) {
    return seconds % 60 ? fmt::format("{} min {} s", seconds / 60, seconds % 60)
                        : fmt::format("{} min", seconds / 60);
  }
  const auto minutes = seconds / 60;
  if (minutes < 48 * 60) {
    return minutes % 60 ? fmt::format("{} h {} min", minutes / 60, minutes % 60) : fmt::format("{} h", minutes / 60);
  }
  return fmt::format("{} days", minutes / 60 / 24);
}

static std::optional<double> milliseconds_in(std::string_view unit) {
  constexpr double second = 1000;
  if (unit == "ms" || unit == "milliseconds" || unit == "millisecond") return 1;
  if (unit.empty() || unit == "s" || unit == "sec" || unit == "secs" || unit == "second" || unit == "seconds")
    return second;
  if (unit == "m" || unit == "min" || unit == "mins" || unit == "minute" || unit == "minutes") return 60 * second;
  if (unit == "h" || unit == "hr" || unit == "hrs" || unit == "hour" || unit == "hours") return 3600 * second;
  if (unit == "d" || unit == "day" || unit == "days") return 86400 * second;
  if (unit == "w" || unit == "week" || unit == "weeks") return 7 * 86400 * second;
  return std::nullopt;
}

// The leading number of `rest` and the word that follows it, both taken off; nothing if there is no number.
static std::optional<std::pair<double, std::string>> take_quantity(std::string_view& rest) {
  rest = trim(rest);
  std::size_t digits = 0;
  while (digits < rest.size() && (std::isdigit(static_cast<unsigned char>(rest[digits])) != 0 || rest[digits] == '.'))
    ++digits;
  if (digits == 0) return std::nullopt;
  const double number = std::strtod(std::string(rest.substr(0, digits)).c_str(), nullptr);
  rest = trim(rest.substr(digits));
  std::size_t letters = 0;
  while (letters < rest.size() && std::isalpha(static_cast<unsigned char>(rest[letters])) != 0) ++letters;
  const std::string unit = to_lower(rest.substr(0, letters));
  rest = trim(rest.substr(letters));
  return std::pair{number, unit};
}

std::optional<Milliseconds> parse_span(std::string_view text) {
  std::string_view rest = trim(text);
  if (rest.empty()) return std::nullopt;
  double total = 0;
  while (!rest.empty()) {
    const auto quantity = take_quantity(rest);
    if (!quantity) return std::nullopt;
    const auto scale = milliseconds_in(quantity->second);
    if (!scale) return std::nullopt;
    total += quantity->first * *scale;
  }
  if (total > 9e15) return std::nullopt;
  return Milliseconds(std::llround(total));
}

std::string format_bytes(long long bytes) {
  constexpr std::array<const char*, 6> units{"bytes", "kB", "MB", "GB", "TB", "PB"};
  if (bytes < 10240) return fmt::format("{} bytes", bytes);
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < units.size()) {
    value /= 1024;
    ++unit;
  }
  return value < 10 ? fmt::format("{:.1f} {}", value, units[unit]) : fmt::format("{:.0f} {}", value, units[unit]);
}

std::optional<long long> parse_bytes(std::string_view text) {
  std::string_view rest = text;
  const auto quantity = take_quantity(rest);
  if (!quantity || !rest.empty()) return std::nullopt;
  const auto& unit = quantity->second;
  double scale = 0;
  if (unit.empty() || unit == "b" || unit == "byte" || unit == "bytes") scale = 1;
  if (unit == "k" || unit == "kb" || unit == "kib") scale = 1024;
  if (unit == "m" || unit == "mb" || unit == "mib") scale = 1024.0 * 1024;
  if (unit == "g" || unit == "gb" || unit == "gib") scale = 1024.0 * 1024 * 1024;
  if (unit == "t" || unit == "tb" || unit == "tib") scale = 1024.0 * 1024 * 1024 * 1024;
  if (scale == 0 || quantity->first * scale > 9e18) return std::nullopt;
  return std::llround(quantity->first * scale);
}

}  // namespace base
