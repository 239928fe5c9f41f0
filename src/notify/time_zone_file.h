// A time zone as the machine's database has it, read without lending it to the whole process: glibc converts only to
// the process's own zone (TZ), and GCC 12 has no std::chrono::time_zone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notify/time_zone_rule.h"

namespace notify {

class ZoneFile {
 public:
  /// The bytes of /usr/share/zoneinfo/NAME. Nothing where they are not such a file. Source: RFC 9636 (TZif).
  static std::optional<ZoneFile> parse(std::string_view bytes);
  [[nodiscard]] const ZoneOffset& at(long long seconds_since_1970) const;

 private:
  struct Change {
    long long from = 0;
    std::size_t offset = 0;
  };
  std::vector<ZoneOffset> offsets_;  // never empty; the first holds before all changes
  std::vector<Change> changes_;
  std::optional<ZoneRule> rule_;  // after the last change
};

}  // namespace notify
