#include "runbook/due.h"

#include <regex>
#include <vector>

#include "base/text.h"

namespace runbook {

using base::Milliseconds;

// The first letters tell units apart; "m" is minutes, since nobody plans a window in months.
static std::optional<Milliseconds> unit_of(std::string_view word) {
  const auto lower = base::to_lower(word);
  if (lower.empty()) return std::nullopt;
  switch (lower[0]) {
    case 'w':
      return Milliseconds(7 * 24 * 3600'000LL);
    case 'd':
      return Milliseconds(24 * 3600'000LL);
    case 'h':
      return Milliseconds(3600'000);
    case 'm':
      return Milliseconds(60'000);
    case 's':
      return Milliseconds(1000);
    default:
      return std::nullopt;
  }
}

static Milliseconds times(const std::string& number, Milliseconds unit) {
  const double count = number.empty() ? 1.0 : std::stod(number);
  return Milliseconds(static_cast<long long>(count * static_cast<double>(unit.count())));
}

#define UNIT "(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)"
#define WORD "(weeks?|days?|hours?|minutes?)"

static std::regex pattern(const char* text) {
  return std::regex(text, std::regex::icase | std::regex::optimize);
}

namespace {

struct Point {
  bool before = false;
  std::string number;
  std::string unit;  // empty: bare
};

}  // namespace

// std::regex recurses once per character, and a heading may be as long as the file.
static std::string prepare(std::string_view text) {
  std::string out(text.substr(0, 300));
  for (const char* minus : {"−", "–", "—"}) out = base::replace_all(out, minus, "-");
  return out;
}

static std::vector<Point> points_in(const std::string& text) {
  static const std::regex point = pattern("\\bT\\s?([+-])\\s?(\\d{1,6}(?:\\.\\d{1,3})?)\\s?(?:" UNIT "\\b)?");
  std::vector<Point> out;
  if (text.find_first_of("+-") == std::string::npos) return out;
  for (std::sregex_iterator match(text.begin(), text.end(), point), end; match != end; ++match) {
    out.push_back({.before = (*match)[1] == "-", .number = (*match)[2], .unit = (*match)[3]});
  }
  return out;
}

static Milliseconds offset_of(const Point& point, const BareUnits& units) {
  const auto unit = unit_of(point.unit).value_or(point.before ? units.before : units.after);
  const auto span = times(point.number, unit);
  return point.before ? -span : span;
}

std::optional<Due> read_due(std::string_view heading, const BareUnits& units) {
  static const std::regex day_before = pattern("\\b" WORD "\\s+(\\d{1,4})\\s+before\\b");
  static const std::regex before = pattern("(?:\\b(\\d{1,4})\\s+)?\\b" WORD "\\s+before\\b");
  static const std::regex after = pattern("\\b(\\d{1,4})\\s+" WORD "\\s+after\\b");
  static const std::regex range = pattern("\\((\\d{1,4})\\s*-\\s*(\\d{1,4})\\s*" WORD "\\)");
  static const std::regex within = pattern("\\b(?:within|first|next)\\s+(?:(\\d{1,4})\\s+)?" WORD "\\b");
  const std::string text = prepare(heading);
  // std::regex is slow, and a file may have thousands of headings: each pattern only where its own word stands.
  const std::string lower = base::to_lower(text);
  const auto says = [&](const char* word) { return lower.find(word) != std::string::npos; };
  std::smatch match;
  if (says("before") && std::regex_search(text, match, day_before))
    return Due{.offset = -times(match[2], *unit_of(match[1].str()))};
  if (const auto points = points_in(text); !points.empty()) {
    Due due{.offset = offset_of(points[0], units)};
    if (points.size() > 1) due.until = offset_of(points[1], units);
    return due;
  }
  if (says("before") && std::regex_search(text, match, before))
    return Due{.offset = -times(match[1], *unit_of(match[2].str()))};
  if (says("after") && std::regex_search(text, match, after))
    return Due{.offset = times(match[1], *unit_of(match[2].str()))};
  if (says("(") && std::regex_search(text, match, range)) {
    const auto unit = *unit_of(match[3].str());
    return Due{.offset = times(match[1], unit), .until = times(match[2], unit)};
  }
  if ((says("within") || says("first") || says("next")) && std::regex_search(text, match, within)) {
    return Due{.offset = Milliseconds(0), .until = times(match[1], *unit_of(match[2].str()))};
  }
  return std::nullopt;
}

std::optional<std::string> timeline_of(std::string_view line) {
  if (!base::starts_with_ignoring_case(line, "timeline")) return std::nullopt;
  const auto rest = base::trim(line.substr(8));
  if (!rest.starts_with(":")) return std::nullopt;
  return std::string(base::trim(rest.substr(1)));
}

BareUnits units_of(std::string_view timeline, const BareUnits& before) {
  BareUnits units = before;
  const auto points = points_in(prepare(timeline));
  for (const auto& point : points) {
    if (const auto unit = unit_of(point.unit)) (point.before ? units.before : units.after) = *unit;
  }
  if (points.size() > 1 && offset_of(points[0], units) > offset_of(points[1], units)) return before;
  return units;
}

static std::string format_offset(Milliseconds offset) {
  const long long total = std::abs(offset.count());
  const char* sign = offset.count() < 0 ? "-" : "+";
  if (total == 0) return "T-0";
  struct Unit {
    long long size;
    const char* name;
  };
  for (const auto& unit : {Unit{24 * 3600'000LL, "d"}, Unit{3600'000, "h"}, Unit{60'000, "min"}, Unit{1000, "s"}}) {
    // "T+90 min" stays what people wrote: a unit is used where it divides.
    if (total % unit.size == 0) return fmt::format("T{}{} {}", sign, total / unit.size, unit.name);
  }
  return fmt::format("T{}{} ms", sign, total);
}

std::string format_due(const Due& due) {
  if (!due.until) return format_offset(due.offset);
  return format_offset(due.offset) + " to " + format_offset(*due.until);
}

}  // namespace runbook
