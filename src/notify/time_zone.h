// A time zone: instants as the people who read the messages know them, always with the zone beside the time.
#pragma once

#include <ctime>
#include <optional>
#include <string>

#include "base/clock.h"
#include "notify/time_zone_file.h"

namespace notify {

/// An instant taken apart in a zone.
struct Local {
  int year = 0;
  int month = 0;  // 1 to 12
  int day = 0;
  int hour = 0;
  int minute = 0;
  int weekday = 0;         // 0: Sunday
  std::string short_zone;  // "CET", "UTC", "UTC-03:00" where the zone has no letters
  std::string offset;      // "UTC+01:00"; "UTC"
};

class Zone {
 public:
  /// `name`: "Europe/Berlin", "UTC"; empty: the machine's. Throws Error{Code::configuration} for one that is not
  /// there.
  explicit Zone(const std::string& name);
  static const Zone& utc();
  [[nodiscard]] Local local(base::Instant instant) const;
  /// The instant at which clocks of the zone show what they show at `shown` in UTC. Nothing where they never do, or
  /// twice: in the hours in which they are set.
  [[nodiscard]] std::optional<base::Instant> instant_of(base::Instant shown) const;
  /// "Sunday, 6 December 2026"
  [[nodiscard]] std::string date(base::Instant instant) const;
  /// "02:00"
  [[nodiscard]] std::string bare_time(base::Instant instant) const;
  /// "02:00 CET (UTC+01:00)"; "02:00 UTC"
  [[nodiscard]] std::string time(base::Instant instant) const;
  /// "CET (UTC+01:00)" as it is at this instant.
  [[nodiscard]] std::string zone(base::Instant instant) const;

 private:
  [[nodiscard]] ZoneOffset offset_at(std::time_t seconds) const;

  bool of_machine_ = false;
  std::optional<ZoneFile> file_;  // nothing: UTC, or the machine's own
};

}  // namespace notify
