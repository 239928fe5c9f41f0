#include "notify/zone.h"

#include <array>
#include <cctype>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <mutex>

#include <fmt/format.h>

#include "base/error.h"

namespace notify {

namespace {

// glibc converts only to the process's own zone, so TZ is lent for a moment. GCC 12 has no std::chrono::time_zone.
class LentZone {
 public:
  explicit LentZone(const std::string& name) : lock_(mutex()), used_(!name.empty()) {
    if (!used_) return;
    const char* old = std::getenv("TZ");
    had_ = old != nullptr;
    if (had_) old_ = old;
    ::setenv("TZ", (":" + name).c_str(), 1);
    ::tzset();
  }
  ~LentZone() {
    if (!used_) return;
    if (had_) {
      ::setenv("TZ", old_.c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }
  LentZone(const LentZone&) = delete;
  LentZone& operator=(const LentZone&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  std::lock_guard<std::mutex> lock_;
  bool used_;
  bool had_ = false;
  std::string old_;
};

}  // namespace

// An unknown name would read as UTC without a word.
static bool known(const std::string& name) {
  if (name.empty() || name == "UTC") return true;
  if (name.front() == '/' || name.find("..") != std::string::npos) return false;
  const char* folder = std::getenv("TZDIR");
  std::error_code ignored;
  return std::filesystem::is_regular_file(
      std::filesystem::path(folder != nullptr && *folder != '\0' ? folder : "/usr/share/zoneinfo") / name, ignored);
}

Zone::Zone(std::string name) : name_(std::move(name)) {
  if (known(name_)) return;
  throw base::Error{base::Code::configuration,
                    fmt::format("messages.timezone is \"{}\", which is not a time zone of this machine", name_),
                    "Write one of those under /usr/share/zoneinfo, for example \"Europe/Berlin\" or \"UTC\"."};
}

const Zone& Zone::utc() {
  static const Zone one("UTC");
  return one;
}

Local Zone::local(base::Instant instant) const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(
      std::chrono::time_point_cast<std::chrono::system_clock::duration>(instant));
  std::tm parts{};
  std::string letters;
  {
    const LentZone lent(name_);
    ::localtime_r(&seconds, &parts);
    letters = parts.tm_zone != nullptr ? parts.tm_zone : "";
  }
  const long minutes = parts.tm_gmtoff / 60;
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
