#include "notify/time_zone.h"

#include <array>
#include <cctype>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"

namespace notify {

static std::optional<ZoneFile> read_zone(const std::string& name) {
  if (name.front() == '/' || name.find("..") != std::string::npos) return std::nullopt;
  const auto file = std::filesystem::path("/usr/share/zoneinfo") / name;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return std::nullopt;
  return ZoneFile::parse(base::read_file(file));
}

Zone::Zone(const std::string& name) : of_machine_(name.empty()) {
  if (of_machine_ || name == "UTC") return;
  file_ = read_zone(name);
  if (file_) return;
  throw base::Error{base::Code::configuration,
                    fmt::format("messages.timezone is \"{}\", which is not a time zone of this machine", name),
                    "Write one of those under /usr/share/zoneinfo, for example \"Europe/Berlin\" or \"UTC\"."};
}

const Zone& Zone::utc() {
  static const Zone one("UTC");
  return one;
}

ZoneOffset Zone::offset_at(std::time_t seconds) const {
  if (file_) return file_->at(seconds);
  if (!of_machine_) return {.letters = "UTC"};
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  return {.seconds = parts.tm_gmtoff, .letters = parts.tm_zone != nullptr ? parts.tm_zone : ""};
}

Local Zone::local(base::Instant instant) const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(instant));
  const auto [east, letters] = offset_at(seconds);
  const std::time_t shown = seconds + east;
  std::tm parts{};
  ::gmtime_r(&shown, &parts);
  const long minutes = east / 60;
  const std::string offset = minutes == 0 ? "UTC"
                                          : fmt::format("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+',
                                                        std::labs(minutes) / 60, std::labs(minutes) % 60);
  const bool has_letters = !letters.empty() && std::isalpha(static_cast<unsigned char>(letters.front())) != 0;
  return {.year = parts.tm_year + 1900,
          .month = parts.tm_mon + 1,
          .day = parts.tm_mday,
          .hour = parts.tm_hour,
          .minute = parts.tm_min,
          .weekday = parts.tm_wday,
          .short_zone = has_letters ? letters : offset,
          .offset = offset};
}

std::optional<base::Instant> Zone::instant_of(base::Instant shown) const {
  std::optional<base::Instant> found;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(shown).time_since_epoch().count();
  // Every offset that holds within a day around it.
  for (const long long beside : {-86'400LL, -43'200LL, -10'800LL, 0LL, 10'800LL, 43'200LL, 86'400LL}) {
    const auto east = offset_at(static_cast<std::time_t>(seconds + beside)).seconds;
    const auto at = static_cast<std::time_t>(seconds - east);
    if (offset_at(at).seconds != east) continue;
    const auto instant = shown - std::chrono::seconds(east);
    if (found && *found != instant) return std::nullopt;
    found = instant;
  }
  return found;
}

// Names in English, whatever the machine's locale: the templates are in the team's own words, the zone is for all.
std::string Zone::date(base::Instant instant) const {
  static constexpr std::array days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
  const auto at = local(instant);
  return fmt::format("{}, {} {} {}", days.at(static_cast<std::size_t>(at.weekday)), at.day,
                     months.at(static_cast<std::size_t>(at.month - 1)), at.year);
}

std::string Zone::bare_time(base::Instant instant) const {
  const auto at = local(instant);
  return fmt::format("{:02}:{:02}", at.hour, at.minute);
}

std::string Zone::zone(base::Instant instant) const {
  const auto at = local(instant);
  return at.short_zone == at.offset ? at.offset : fmt::format("{} ({})", at.short_zone, at.offset);
}

std::string Zone::time(base::Instant instant) const {
  return bare_time(instant) + " " + zone(instant);
}

}  // namespace notify
