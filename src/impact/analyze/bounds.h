// What partition bounds say, and how they lie to one another. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace impact {

/// One value of one side of a range; MINVALUE and MAXVALUE have none.
struct Edge {
  int infinite = 0;  // -1: MINVALUE, 1: MAXVALUE
  std::string value = {};
};

/// "FOR VALUES IN ('eu')", "FOR VALUES FROM (…) TO (…)", "FOR VALUES WITH (MODULUS 4, REMAINDER 1)", "DEFAULT": as
/// written or as pg_get_expr gives it.
struct Bound {
  enum class Kind { unknown, list, range, hash, rest };
  Kind kind = Kind::unknown;
  std::vector<std::string> values = {};  // of a list
  std::vector<Edge> from = {};           // of a range, one for each column of the key
  std::vector<Edge> to = {};
  long long modulus = 0;
  long long remainder = 0;
};
Bound read_bound(std::string_view text);

/// -1, 0, 1 for numbers and for dates and times in ISO form; nothing for what cannot be ordered here.
std::optional<int> order(const std::string& a, const std::string& b);

/// Certain that some row would fit both.
bool bounds_overlap(const Bound& a, const Bound& b);
/// Certain that no row fits: FROM (5) TO (5).
bool bound_is_empty(const Bound& bound);

}  // namespace impact
