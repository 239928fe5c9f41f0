// From a few quiet tries to the range that a night may bring; and both for people.
#include <fmt/format.h>

#include "base/numbers.h"
#include "base/text.h"
#include "rates/rates.h"

namespace rates {

// A trial has the machine to itself and its table in memory; a night has neither.
static constexpr double slower = 0.5;
static constexpr double faster = 1.25;

static const Speed* speed_of(const Measured& measured, std::string_view work) {
  for (const auto& speed : measured.speeds) {
    if (speed.work == work && speed.tries > 0) return &speed;
  }
  return nullptr;
}

static void set(const Measured& measured, std::string_view work, double& low, double& high) {
  const auto* speed = speed_of(measured, work);
  if (!speed || speed->slowest <= 0) return;
  low = speed->slowest * slower;
  high = speed->fastest * faster;
}

impact::Rates to_rates(const Measured& measured) {
  impact::Rates rates;
  set(measured, "reading", rates.scan_bytes_per_second_low, rates.scan_bytes_per_second_high);
  set(measured, "rewriting", rates.rewrite_bytes_per_second_low, rates.rewrite_bytes_per_second_high);
  set(measured, "building an index", rates.index_rows_per_second_low, rates.index_rows_per_second_high);
  set(measured, "writing rows", rates.write_rows_per_second_low, rates.write_rows_per_second_high);
  return rates;
}

static std::string shown(double low, double high, std::string_view unit) {
  const auto one = [&](double speed) {
    const auto whole = static_cast<long long>(speed);
    return unit == "bytes/s" ? base::format_bytes(whole) + "/s" : base::grouped(whole, " ");
  };
  return fmt::format("{} to {}{}", one(low), one(high), unit == "bytes/s" ? "" : " rows/s");
}

std::string source(const std::optional<Measured>& measured) {
  if (!measured) return "between a slow and a fast machine: 'lockkeeper rates --measure' measures this server";
  return fmt::format("measured on this server on {} with {} rows", base::format_instant(measured->when).substr(0, 10),
                     base::grouped(measured->rows, " "));
}

std::string to_text(const std::optional<Measured>& measured) {
  const auto rates = measured ? to_rates(*measured) : impact::Rates{};
  struct Line {
    std::string_view work;
    std::string_view unit;
    double low;
    double high;
  };
  const Line lines[] = {
      {"reading", "bytes/s", rates.scan_bytes_per_second_low, rates.scan_bytes_per_second_high},
      {"rewriting", "bytes/s", rates.rewrite_bytes_per_second_low, rates.rewrite_bytes_per_second_high},
      {"building an index", "rows/s", rates.index_rows_per_second_low, rates.index_rows_per_second_high},
      {"writing rows", "rows/s", rates.write_rows_per_second_low, rates.write_rows_per_second_high},
  };
  std::string text = fmt::format("Speeds: {}.\n\n", source(measured));
  text += fmt::format("{:<18}  {:<30}  {}\n", "Work", "Estimates reckon with", "Measured");
  for (const auto& line : lines) {
    const auto* speed = measured ? speed_of(*measured, line.work) : nullptr;
    const auto seen = speed ? fmt::format("{} in {}", shown(speed->slowest, speed->fastest, line.unit),
                                          base::count_of(speed->tries, "try", "tries"))
                            : std::string("not yet");
    text +=
        fmt::format("{:<18}  {}  {}\n", line.work, base::pad_right(shown(line.low, line.high, line.unit), 30), seen);
  }
  if (measured) {
    text += fmt::format("\nOn {}: a table of {}, {} in all.\n", measured->where, base::format_bytes(measured->bytes),
                        base::format_span(measured->took));
    for (const auto& note : measured->notes) text += fmt::format("- {}\n", note);
  }
  return text;
}

}  // namespace rates
