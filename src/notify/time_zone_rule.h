// The rule that a time zone follows after what its file lists, as POSIX writes it: "CET-1CEST,M3.5.0,M10.5.0/3".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace notify {

/// What clocks show: seconds east of UTC, and the letters for it.
struct ZoneOffset {
  long seconds = 0;
  std::string letters;
};

class ZoneRule {
 public:
  /// Nothing where the text cannot be read. Source: RFC 9636, 3.3; POSIX.1-2024, 8.3 (TZ).
  static std::optional<ZoneRule> parse(std::string_view text);
  [[nodiscard]] const ZoneOffset& at(long long seconds_since_1970) const;

 private:
  struct Change {
    enum class Kind { month_week_day, julian, zero_based } kind = Kind::month_week_day;
    int month = 0;
    int week = 0;  // 5: the last
    int day = 0;
    long time = 7200;  // seconds of the day, by the clock that is left; may be negative or beyond a day
  };
  static std::optional<Change> parse_change(std::string_view& text);
  [[nodiscard]] static long long second_of(const Change& change, int year);  // as if the clock showed UTC

  ZoneOffset standard_;
  std::optional<ZoneOffset> summer_;
  Change begin_;
  Change end_;
};

}  // namespace notify
