#include "app/times.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "notify/time_zone.h"

namespace app {

// "Z", "+01:00", " UTC"
static bool says_offset(std::string_view text) {
  text = base::trim(text);
  const auto time = text.find(':');
  return time != std::string_view::npos && text.find_first_of("Zz+-U", time) != std::string_view::npos;
}

static base::Error not_a_time(const std::string& text) {
  return {base::Code::usage, fmt::format("'{}' is not a time", text),
          "Write it with its offset: 2026-12-06T02:00+01:00."};
}

base::Instant time_given(Project& project, const std::string& text) {
  const auto at = base::parse_instant(text);
  if (!at) throw not_a_time(text);
  if (says_offset(text)) return *at;
  const notify::Zone zone(project.config().messages.time_zone);
  const auto instant = zone.instant_of(*at);
  if (!instant) {
    throw base::Error{base::Code::usage,
                      fmt::format("'{}' is no time, or two, in the zone of the messages: clocks are set there", text),
                      "Write it with its offset: 2026-12-06T02:00+01:00."};
  }
  project.tell(fmt::format("{} is taken as {} {}\n", text, zone.date(*instant), zone.time(*instant)));
  return *instant;
}

}  // namespace app
