#include "notify/time_zone_rule.h"

#include <chrono>

namespace notify {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

static bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

static std::optional<int> number(std::string_view& text) {
  std::size_t end = 0;
  int value = 0;
  while (end < text.size() && end < 4 && text[end] >= '0' && text[end] <= '9')
    value = value * 10 + (text[end++] - '0');
  if (end == 0) return std::nullopt;
  text.remove_prefix(end);
  return value;
}

// "CET", or in angle brackets what is no letters: "<-03>".
static std::optional<std::string> letters(std::string_view& text) {
  const bool bracketed = take(text, '<');
  const auto end = bracketed ? text.find('>') : text.find_first_of("+-,0123456789");
  const std::string name(text.substr(0, end));
  if (name.empty() || (bracketed && end == std::string_view::npos)) return std::nullopt;
  text.remove_prefix(name.size() + (bracketed ? 1 : 0));
  return name;
}

// "[+-]hh[:mm[:ss]]" in seconds.
static std::optional<long> clock_time(std::string_view& text) {
  const long sign = take(text, '-') ? -1 : 1;
  if (sign == 1) take(text, '+');
  const auto hours = number(text);
  if (!hours) return std::nullopt;
  long seconds = *hours * 3600L;
  for (const long unit : {60L, 1L}) {
    if (!take(text, ':')) break;
    const auto more = number(text);
    if (!more) return std::nullopt;
    seconds += *more * unit;
  }
  return sign * seconds;
}

std::optional<ZoneRule::Change> ZoneRule::parse_change(std::string_view& text) {
  Change out;
  if (!take(text, ',')) return std::nullopt;
  if (take(text, 'M')) {
    const auto month = number(text);
    const auto week = take(text, '.') ? number(text) : std::nullopt;
    const auto day = take(text, '.') ? number(text) : std::nullopt;
    if (!month || !week || !day || *month < 1 || *month > 12 || *week < 1 || *week > 5 || *day > 6)
      return std::nullopt;
    out.month = *month;
    out.week = *week;
    out.day = *day;
  } else {
    out.kind = take(text, 'J') ? Change::Kind::julian : Change::Kind::zero_based;
    const auto day = number(text);
    if (!day) return std::nullopt;
    out.day = *day;
  }
  if (!take(text, '/')) return out;
  const auto time = clock_time(text);
  if (!time) return std::nullopt;
  out.time = *time;
  return out;
}

std::optional<ZoneRule> ZoneRule::parse(std::string_view text) {
  ZoneRule out;
  const auto offset_of = [&](ZoneOffset& into, std::optional<long> usual) {
    const auto name = letters(text);
    if (!name) return false;
    into.letters = *name;
    const bool given = !text.empty() && text.front() != ',';
    const auto west = given ? clock_time(text) : usual;  // POSIX counts westwards
    if (west) into.seconds = -*west;
    return west.has_value();
  };
  if (!offset_of(out.standard_, std::nullopt)) return std::nullopt;
  if (text.empty()) return out;
  ZoneOffset summer;
  if (!offset_of(summer, -(out.standard_.seconds + 3600))) return std::nullopt;
  const auto begin = parse_change(text);
  const auto end = begin ? parse_change(text) : std::nullopt;
  if (!end || !text.empty()) return std::nullopt;
  out.summer_ = summer;
  out.begin_ = *begin;
  out.end_ = *end;
  return out;
}

static sys_days day_of(int year, int month, int week, int weekday) {
  using namespace std::chrono;
  const auto in_month = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month));
  if (week == 5) return sys_days(in_month / std::chrono::weekday(static_cast<unsigned>(weekday))[last]);
  return sys_days(in_month / std::chrono::weekday(static_cast<unsigned>(weekday))[static_cast<unsigned>(week)]);
}

long long ZoneRule::second_of(const Change& change, int year) {
  using namespace std::chrono;
  const sys_days first(std::chrono::year(year) / January / 1);
  sys_days day = first;
  if (change.kind == Change::Kind::month_week_day) {
    day = day_of(year, change.month, change.week, change.day);
  } else if (change.kind == Change::Kind::zero_based) {
    day += days(change.day);
  } else {  // 1 to 365, and 29 February is never counted
    const bool after_leap_day = std::chrono::year(year).is_leap() && change.day >= 60;
    day += days(change.day - 1 + (after_leap_day ? 1 : 0));
  }
  return duration_cast<seconds>(day.time_since_epoch()).count() + change.time;
}

const ZoneOffset& ZoneRule::at(long long seconds_since_1970) const {
  if (!summer_) return standard_;
  const std::chrono::sys_seconds here{std::chrono::seconds(seconds_since_1970 + standard_.seconds)};
  const int year = static_cast<int>(std::chrono::year_month_day(floor<days>(here)).year());
  const auto begin = second_of(begin_, year) - standard_.seconds;
  const auto end = second_of(end_, year) - summer_->seconds;
  const bool is_summer = begin < end ? seconds_since_1970 >= begin && seconds_since_1970 < end
                                     : seconds_since_1970 >= begin || seconds_since_1970 < end;
  return is_summer ? *summer_ : standard_;
}

}  // namespace notify
