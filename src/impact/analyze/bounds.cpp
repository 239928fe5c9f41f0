#include "impact/analyze/bounds.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "base/text.h"
#include "impact/procedural/sql_text.h"

namespace impact {

static std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> order(const std::string& a, const std::string& b) {
  if (a == b) return 0;
  const auto x = number(a);
  const auto y = number(b);
  if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
  const auto is_date = [](const std::string& text) {
    return text.size() >= 10 && text[4] == '-' && text[7] == '-' && number(text.substr(0, 4));
  };
  if (!is_date(a) || !is_date(b)) return std::nullopt;
  if (a.substr(0, 10) != b.substr(0, 10)) return a < b ? -1 : 1;
  const auto midnight = [](const std::string& text) { return text.size() == 10 || text.substr(10) == " 00:00:00"; };
  if (midnight(a) && midnight(b)) return 0;
  return a.size() == b.size() ? std::optional(a < b ? -1 : 1) : std::nullopt;
}

static std::vector<Edge> edges(std::string_view side) {
  std::vector<Edge> out;
  for (const auto part : parts(side, ",")) {
    const auto word = base::to_lower(base::trim(part));
    if (word == "minvalue" || word == "maxvalue") {
      out.push_back({.infinite = word == "minvalue" ? -1 : 1});
    } else {
      out.push_back({.value = plain(part)});
    }
  }
  return out;
}

static std::optional<long long> whole_number_after(std::string_view lower, std::string_view word) {
  const auto at = lower.find(word);
  if (at == std::string_view::npos) return std::nullopt;
  const auto rest = base::trim(lower.substr(at + word.size()));
  long long value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

Bound read_bound(std::string_view text) {
  const auto lower = base::to_lower(text);
  if (base::trim(lower) == "default") return {.kind = Bound::Kind::rest};
  const auto in_brackets = [&](std::string_view word) -> std::optional<std::string_view> {
    const auto at = lower.find(word);
    const auto open = at == std::string::npos ? at : lower.find('(', at);
    const auto close = open == std::string::npos ? open : closing(text, open);
    if (close == std::string::npos) return std::nullopt;
    return text.substr(open + 1, close - open - 1);
  };
  const auto modulus = whole_number_after(lower, "modulus ");
  const auto remainder = whole_number_after(lower, "remainder ");
  if (modulus && remainder) return {.kind = Bound::Kind::hash, .modulus = *modulus, .remainder = *remainder};
  if (const auto values = in_brackets("in ")) return {.kind = Bound::Kind::list, .values = plain_list(*values)};
  const auto from = in_brackets("from ");
  const auto to = in_brackets("to ");
  if (!from || !to) return {};
  return {.kind = Bound::Kind::range, .from = edges(*from), .to = edges(*to)};
}

// Source: partition_rbound_cmp in PostgreSQL 15's partbounds.c.
static std::optional<int> order(const std::vector<Edge>& a, const std::vector<Edge>& b) {
  for (std::size_t at = 0; at < a.size() && at < b.size(); ++at) {
    if (a[at].infinite != b[at].infinite) return a[at].infinite < b[at].infinite ? -1 : 1;
    if (a[at].infinite != 0) return 0;
    const auto ordered = order(a[at].value, b[at].value);
    if (!ordered || *ordered != 0) return ordered;
  }
  return 0;
}

bool bound_is_empty(const Bound& bound) {
  if (bound.kind != Bound::Kind::range) return false;
  const auto ordered = order(bound.from, bound.to);
  return ordered && *ordered >= 0;
}

bool bounds_overlap(const Bound& a, const Bound& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Bound::Kind::list:
      return std::ranges::any_of(a.values,
                                 [&](const std::string& value) { return std::ranges::count(b.values, value) > 0; });
    case Bound::Kind::hash: {
      const auto common = std::gcd(a.modulus, b.modulus);
      return common > 0 && (a.remainder - b.remainder) % common == 0;
    }
    case Bound::Kind::range: {
      const auto left = order(a.from, b.to);
      const auto right = order(b.from, a.to);
      return left && right && *left < 0 && *right < 0;
    }
    default:
      return false;
  }
}

}  // namespace impact
