#include "plan/duration.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace plan {

// Milliseconds in the unit that begins the text, 0 if none does.
static double unit_of(std::string_view text) {
  text = base::trim(text);
  std::size_t length = 0;
  while (length < text.size() && std::isalpha(static_cast<unsigned char>(text[length]))) ++length;
  const auto word = base::to_lower(text.substr(0, length));
  if (word == "ms" || word == "msec" || word.starts_with("milli")) return 1;
  if (word == "s" || word.starts_with("sec")) return 1000;
  if (word == "m" || word.starts_with("min")) return 60e3;
  if (word == "h" || word.starts_with("hour") || word == "hr" || word == "hrs") return 3600e3;
  if (word == "d" || word.starts_with("day")) return 86400e3;
  return 0;
}

std::optional<Range> read_duration(std::string_view text) {
  std::vector<double> numbers;
  std::vector<double> units;
  for (std::size_t at = 0; at < text.size() && numbers.size() < 2;) {
    if (!std::isdigit(static_cast<unsigned char>(text[at]))) {
      if (text[at] == '(' && !numbers.empty()) break;  // "2-3 min (10 tables)"
      ++at;
      continue;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    at = static_cast<std::size_t>(end - text.data());
    numbers.push_back(number);
    units.push_back(unit_of(text.substr(at)));
  }
  if (numbers.empty()) return std::nullopt;
  // "2-3 min": the last unit holds for both; a number alone means minutes, as the runbooks do.
  const double last = units.back() > 0 ? units.back() : 60e3;
  for (auto& unit : units) {
    if (unit <= 0) unit = last;
  }
  const auto span = [](double number, double unit) { return base::Milliseconds(std::llround(number * unit)); };
  Range range{span(numbers.front(), units.front()), span(numbers.back(), units.back())};
  const auto bare = base::trim(text);
  const bool at_most = bare.starts_with("<") || base::starts_with_ignoring_case(bare, "under") ||
                       base::starts_with_ignoring_case(bare, "up to");
  if (at_most && numbers.size() == 1) range.low = base::Milliseconds{0};
  if (range.high < range.low) std::swap(range.low, range.high);
  return range;
}

struct Shown {
  std::string number;
  std::string unit;
};

// Two digits: 1.4, 14, 140.
static std::string two_digits(double number) {
  if (number >= 9.95) {
    const double step = number >= 100 ? 10 : 1;
    return fmt::format("{:.0f}", std::round(number / step) * step);
  }
  auto text = fmt::format("{:.1f}", number);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

static Shown show(base::Milliseconds span) {
  const auto ms = static_cast<double>(span.count());
  if (ms < 100) return {fmt::format("{:.0f}", ms), "ms"};
  if (ms < 90e3) return {two_digits(ms / 1e3), "s"};
  if (ms < 90 * 60e3) return {two_digits(ms / 60e3), "min"};
  return {two_digits(ms / 3600e3), "h"};
}

std::string show_range(const Range& range) {
  const auto low = show(range.low);
  const auto high = show(range.high);
  if (low.number == high.number && low.unit == high.unit) return fmt::format("{} {}", high.number, high.unit);
  if (low.unit == high.unit) return fmt::format("{}-{} {}", low.number, high.number, high.unit);
  if (range.low.count() == 0) return fmt::format("up to {} {}", high.number, high.unit);
  return fmt::format("{} {} - {} {}", low.number, low.unit, high.number, high.unit);
}

std::optional<std::string> contradiction(std::string_view header, const Range& derived) {
  const auto said = read_duration(header);
  if (!said) return std::nullopt;
  constexpr base::Milliseconds too_short_to_matter{2000};
  constexpr int generous = 10;
  const bool too_little = derived.low > said->high && derived.low > too_short_to_matter;
  const bool too_much = derived.high * generous < said->low && said->low > too_short_to_matter;
  if (!too_little && !too_much) return std::nullopt;
  return fmt::format("header says {}, derived {}", base::trim(header), show_range(derived));
}

}  // namespace plan
