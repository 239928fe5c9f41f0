#include "check/rollback_conditions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <regex>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/text.h"

namespace check {

namespace {

struct Word {
  std::string_view pattern;  // ECMAScript, lower case
  std::string_view metric;
};

}  // namespace

// The first that is found decides, so the narrower stand first. "slower" covers every way to say that the same work
// takes longer, in per cent; with a span of time as its number it is an absolute response time.
static constexpr std::array words{
    Word{R"(replica|replay|\blag\b|standby)", "replication_lag"},
    Word{R"(\berrors?\b|\b5xx\b|\b500s?\b|fail(ed|ure)s? ?(rate|request)|rollback rate)", "error_rate"},
    Word{R"(\block(s|ed|ing)?\b|\bblock(ed|ing)\b|deadlock)", "blocked"},
    Word{R"(slow|latenc|response|performance|degrad|query time|\bp9[059]\b|load time)", "slower"},
    Word{R"(\bconnections?\b)", "connections"},
    Word{R"(\bdisk\b|\bstorage\b)", "disk_used"},
    Word{R"(\bcpu\b)", "cpu"},
    Word{R"(\bmemory\b|\bram\b)", "memory"},
    Word{R"(downtime|duration|\btakes?\b|\bwindow\b|elapsed|total time|migration time)", "duration"},
};

static std::string metric_of(const std::string& lower, std::string_view unit) {
  for (const auto& word : words) {
    if (!std::regex_search(lower, std::regex(std::string(word.pattern)))) continue;
    if (word.metric == "slower" && unit != "%") return unit == "ms" ? "response_time" : "";
    if (word.metric == "disk_used" && std::regex_search(lower, std::regex(R"(\bfree\b|available|left\b|remaining)")))
      return "disk_free";
    return std::string(word.metric);
  }
  return {};
}

static std::string configured_metric(const std::string& lower, std::span<const std::string> configured) {
  std::string best;
  for (const auto& name : configured) {
    bool all = true;
    const auto spaced = base::replace_all(base::to_lower(name), "_", " ");
    for (const auto part : base::split(spaced, ' ')) all = all && lower.find(part) != std::string::npos;
    if (all && name.size() > best.size()) best = name;
  }
  return best;
}

static std::string without_marks(std::string_view text) {
  std::string out(base::trim(text));
  static const std::regex marks(R"(^([-*+]|\d+[.)])?\s*(\[[ xX]\])?\s*)");
  out = std::regex_replace(out, marks, "", std::regex_constants::format_first_only);
  for (const char* sign : {"✗", "✓", "❌", "✅", "⚠️", "⚠", "🔴", "🟡", "🟢", "**", "`"})
    out = base::replace_all(out, sign, "");
  return std::string(base::trim(out));
}

// Signs of more than one byte, and words, become one of > >= < <=, so that one pattern reads them all.
static std::string plain(const std::string& text) {
  auto out = base::to_lower(text);
  for (const auto& [from, to] : {std::pair{"≥", ">="}, {"≤", "<="}, {"–", "-"}, {"—", "-"}, {"\xc2\xa0", " "}})
    out = base::replace_all(out, from, to);
  static const std::array<std::pair<std::regex, std::string>, 5> said{
      std::pair{
          std::regex(
              R"(\b(more|greater|higher|longer|larger) than\b|\babove\b|\bover\b|\bexceed(s|ing)?\b|\bbeyond\b)"),
          std::string(">")},
      {std::regex(R"(\b(less|fewer|lower|shorter) than\b|\bbelow\b|\bunder\b)"), "<"},
      {std::regex(R"(\bat least\b|\bfrom\b|\bby\b|\+\s*(?=\d))"), ">="},
      {std::regex(R"(\bat most\b|\bup to\b|\bwithin\b|\bno more than\b)"), "<="},
      {std::regex(R"((\d)\s+to\s+(\d))"), "$1-$2"}};
  for (const auto& [pattern, sign] : said) out = std::regex_replace(out, pattern, sign);
  return out;
}

// Whether the number says how much it has changed, and not how much it is.
static bool is_relative(const std::string& lower) {
  static const std::regex change(
      R"(\b(increas\w*|decreas\w*|rises?|risen|rising|grow(s|n|th)?|grew|chang(e|es|ed)|drop(s|ped)?|jump(s|ed)?|spik\w*|degrad\w*|deviat\w*|delta|double[sd]?|triple[sd]?|slower|faster|worse|regress\w*)\b|\b(than|over|above|below|from|of|to|the|vs\.?|versus|against|with|times|x) (the |its |our )?(pre-?\w+ )?(baseline|before|usual|normal|average|previous|yesterday|last week)\b|\bbaseline\b|\+ ?\d|\b\d+(\.\d+)? ?x\b)");
  return std::regex_search(lower, change);
}

static double factor_of(const std::string& unit) {
  if (unit == "ms" || unit.starts_with("milli")) return 1;
  if (unit == "s" || unit.starts_with("sec")) return 1000;
  if (unit == "m" || unit.starts_with("min")) return 60'000;
  if (unit == "h" || unit.starts_with("hour") || unit.starts_with("hr")) return 3'600'000;
  if (unit == "kb") return 1024;
  if (unit == "mb") return 1048576;
  if (unit == "gb") return 1073741824;
  if (unit == "tb") return 1099511627776.0;
  return 1;
}

static std::string unit_of(const std::string& unit) {
  if (unit.empty()) return "";
  if (unit == "%" || unit.starts_with("percent")) return "%";
  if (unit.ends_with('b')) return "bytes";
  return "ms";
}

static Operator operator_of(const std::string& sign, const std::string& after) {
  if (sign == ">") return Operator::above;
  if (sign == "<") return Operator::below;
  if (sign == "<=") return Operator::at_most;
  if (sign == ">=") return Operator::at_least;
  static const std::regex or_less(R"(^\s*or (less|fewer|lower|below))");
  return std::regex_search(after, or_less) ? Operator::at_most : Operator::at_least;
}

std::optional<RollbackCondition> parse_trigger(std::string_view text, std::span<const std::string> configured) {
  RollbackCondition trigger{.text = without_marks(text)};
  trigger.relative = is_relative(base::to_lower(trigger.text));
  const auto lower = plain(trigger.text);
  static const std::regex number(
      R"((>=|<=|>|<)?\s*\b(\d+(?:[.,]\d+)?)\s*(?:-\s*(\d+(?:[.,]\d+)?)\s*)?(%|percent|ms\b|milliseconds?\b|seconds?\b|secs?\b|s\b|minutes?\b|mins?\b|m\b|hours?\b|hrs?\b|h\b|[kmgt]b\b)?)");
  // A number counts that has a sign before it or a unit behind it: in "HTTP 500 errors > 10 %" it is the second. One
  // with both wins.
  std::optional<std::smatch> best;
  for (std::sregex_iterator found(lower.begin(), lower.end(), number), end; found != end; ++found) {
    const bool sign = (*found)[1].matched;
    const bool unit = (*found)[4].matched;
    if (!sign && !unit) continue;
    if (best && ((*best)[1].matched && (*best)[4].matched)) break;
    if (!best || (sign && unit)) best = *found;
  }
  if (!best) return std::nullopt;
  const auto value = [](const std::string& digits) { return std::stod(base::replace_all(digits, ",", ".")); };
  const auto unit = (*best)[4].str();
  trigger.unit = unit_of(unit);
  trigger.number = value((*best)[2].str()) * factor_of(unit);
  trigger.compare = operator_of((*best)[1].str(), best->suffix().str());
  if ((*best)[3].matched) {
    trigger.to = value((*best)[3].str()) * factor_of(unit);
    trigger.compare = Operator::between;
  }
  trigger.metric = configured_metric(lower, configured);
  if (trigger.metric.empty()) trigger.metric = metric_of(lower, trigger.unit);
  constexpr std::array<std::string_view, 5> signs{">", "≥", "<", "≤", ""};
  const auto shown = format_measure(trigger.number, trigger.unit);
  trigger.number_text = trigger.to ? fmt::format("{} to {}", shown, format_measure(*trigger.to, trigger.unit))
                                   : fmt::format("{} {}", signs.at(static_cast<std::size_t>(trigger.compare)), shown);
  return trigger;
}

bool holds(const RollbackCondition& trigger, double value) {
  switch (trigger.compare) {
    case Operator::above:
      return value > trigger.number;
    case Operator::at_least:
      return value >= trigger.number;
    case Operator::below:
      return value < trigger.number;
    case Operator::at_most:
      return value <= trigger.number;
    case Operator::between:
      return value >= trigger.number && value <= trigger.to.value_or(trigger.number);
  }
  return false;
}

std::string format_measure(double value, std::string_view unit) {
  if (unit == "ms") return base::format_span(base::Milliseconds(std::llround(value)));
  if (unit == "bytes") return base::format_bytes(std::llround(value));
  const auto text = value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
  return unit.empty() ? text : fmt::format("{} {}", text, unit);
}

}  // namespace check
