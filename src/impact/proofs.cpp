#include "impact/proofs.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "impact/schema.h"

namespace impact {

namespace {

// One side of a condition on a column: at >= '2025-01-01'.
struct Comparison {
  std::string column = {};
  std::string operation = {};  // "=", "<", "<=", ">", ">=", "<>", "in", "is not null"
  std::vector<std::string> values = {};
};

struct Bound {
  bool is_default = false;
  std::vector<std::string> values = {};  // of a list
  std::string from = {};                 // of a range over one column; empty: MINVALUE
  std::string to = {};
  bool known = false;
};

}  // namespace

static std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (auto at = open; at < text.size(); ++at) {
    if (text[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[at] == '(' || text[at] == '[') ++depth;
    if ((text[at] == ')' || text[at] == ']') && --depth == 0) return at;
  }
  return std::string_view::npos;
}

// Parts of a text between separators that stand in no brackets and no quotes.
static std::vector<std::string_view> parts(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> out;
  const auto lower = base::to_lower(text);
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[at] == '(' || text[at] == '[') ++depth;
    if (text[at] == ')' || text[at] == ']') --depth;
    if (depth == 0 && lower.compare(at, separator.size(), separator) == 0) {
      out.push_back(base::trim(text.substr(begin, at - begin)));
      begin = at + separator.size();
    }
  }
  out.push_back(base::trim(text.substr(begin)));
  return out;
}

static std::string_view without_brackets(std::string_view text) {
  text = base::trim(text);
  while (text.starts_with("(") && closing(text, 0) == text.size() - 1)
    text = base::trim(text.substr(1, text.size() - 2));
  return text;
}

// '2025-01-01'::date → 2025-01-01; (5)::bigint → 5; "at" → at.
static std::string plain(std::string_view text) {
  text = without_brackets(text);
  text = without_brackets(parts(text, "::").front());
  if (text.size() > 1 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front())
    return std::string(text.substr(1, text.size() - 2));
  return std::string(text);
}

static std::vector<std::string> plain_list(std::string_view text) {
  std::vector<std::string> out;
  for (const auto part : parts(text, ",")) out.push_back(plain(part));
  return out;
}

// IN ('a', 'b') as written, = ANY (ARRAY['a'::text, 'b'::text]) and <> ALL (…) as the server gives it back.
static std::optional<Comparison> membership(std::string_view text) {
  for (const auto& [word, operation] : {std::pair{" not in ", "not in"}, {" in ", "in"}}) {
    const auto sides = parts(text, word);
    if (sides.size() == 2) return Comparison{plain(sides[0]), operation, plain_list(without_brackets(sides[1]))};
  }
  for (const auto& [word, operation] : {std::pair{"= any", "in"}, {"<> all", "not in"}}) {
    const auto sides = parts(text, word);
    if (sides.size() != 2) continue;
    auto array = without_brackets(sides[1]);
    array = without_brackets(parts(array, "::").front());
    if (!base::starts_with_ignoring_case(array, "array[")) continue;
    const auto end = closing(array, 5);
    if (end == std::string_view::npos) continue;
    return Comparison{plain(sides[0]), operation, plain_list(array.substr(6, end - 6))};
  }
  return std::nullopt;
}

static void add_comparisons(std::string_view text, std::vector<Comparison>& found) {
  text = without_brackets(text);
  if (const auto between = parts(text, " between "); between.size() == 2) {
    const auto ends = parts(between[1], " and ");
    if (ends.size() < 2) return;
    found.push_back({plain(between[0]), ">=", {plain(ends[0])}});
    found.push_back({plain(between[0]), "<=", {plain(ends[1])}});
    for (std::size_t i = 2; i < ends.size(); ++i) add_comparisons(ends[i], found);
    return;
  }
  const auto all = parts(text, " and ");
  if (all.size() > 1) {
    for (const auto each : all) add_comparisons(each, found);
    return;
  }
  if (parts(text, " or ").size() > 1) return;
  if (const auto sides = parts(text, " is not null"); sides.size() == 2 && sides[1].empty()) {
    found.push_back({plain(sides[0]), "is not null", {}});
    return;
  }
  if (auto member = membership(text)) {
    found.push_back(std::move(*member));
    return;
  }
  for (const std::string_view operation : {"<>", "!=", ">=", "<=", "=", ">", "<"}) {
    const auto sides = parts(text, operation);
    if (sides.size() != 2) continue;
    found.push_back({plain(sides[0]), operation == "!=" ? "<>" : std::string(operation), {plain(sides[1])}});
    return;
  }
}

static std::vector<Comparison> comparisons_of(const pg::Relation& relation) {
  std::vector<Comparison> found;
  for (const auto& column : relation.columns) {
    if (column.not_null) found.push_back({column.name, "is not null", {}});
  }
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind != pg::ConstraintKind::check || !constraint.validated) continue;
    const auto open = constraint.definition.find('(');
    if (open == std::string::npos) continue;
    const auto close = closing(constraint.definition, open);
    if (close == std::string::npos) continue;
    add_comparisons(std::string_view(constraint.definition).substr(open + 1, close - open - 1), found);
  }
  return found;
}

static Bound read_bound(std::string_view text) {
  Bound bound;
  const auto lower = base::to_lower(text);
  if (base::trim(lower) == "default") return {.is_default = true, .known = true};
  const auto in_brackets = [&](std::string_view word) -> std::optional<std::string_view> {
    const auto at = lower.find(word);
    const auto open = at == std::string::npos ? at : lower.find('(', at);
    const auto close = open == std::string::npos ? open : closing(text, open);
    if (close == std::string::npos) return std::nullopt;
    return text.substr(open + 1, close - open - 1);
  };
  if (const auto values = in_brackets("in ")) {
    bound.values = plain_list(*values);
    bound.known = true;
    return bound;
  }
  const auto from = in_brackets("from ");
  const auto to = in_brackets("to ");
  if (!from || !to) return bound;
  const auto one = [](std::string_view side) -> std::optional<std::string> {
    if (parts(side, ",").size() != 1) return std::nullopt;
    const auto word = base::to_lower(base::trim(side));
    return word == "minvalue" || word == "maxvalue" ? std::string() : plain(side);
  };
  const auto low = one(*from);
  const auto high = one(*to);
  if (!low || !high) return bound;
  return {.from = *low, .to = *high, .known = true};
}

static std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// -1, 0, 1 for numbers and for dates and times in ISO form; nothing for what cannot be ordered here.
static std::optional<int> order(const std::string& a, const std::string& b) {
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

std::string key_column(std::string_view key) {
  const auto open = key.find('(');
  const auto close = key.rfind(')');
  if (open == key.npos || close == key.npos || close < open) return {};
  const auto inner = key.substr(open + 1, close - open - 1);
  if (inner.find(',') != inner.npos || inner.find('(') != inner.npos) return {};
  const auto word = base::trim(inner);
  return plain(word.substr(0, word.find(' ')));
}

static bool proves_low(const Comparison& c, const std::string& from) {
  if (c.operation != ">=" && c.operation != ">" && c.operation != "=") return false;
  const auto ordered = order(c.values.front(), from);
  return ordered && *ordered >= 0;
}

static bool proves_high(const Comparison& c, const std::string& to) {
  if (c.operation != "<" && c.operation != "<=" && c.operation != "=") return false;
  const auto ordered = order(c.values.front(), to);
  return ordered && (c.operation == "<" ? *ordered <= 0 : *ordered < 0);
}

bool bounds_proven(const pg::Relation& relation, std::string_view key, std::string_view text) {
  const auto column = key_column(key);
  const auto bound = read_bound(text);
  if (column.empty() || !bound.known || bound.is_default) return false;
  bool filled = false;
  bool listed = false;
  bool low = bound.from.empty();
  bool high = bound.to.empty();
  for (const auto& c : comparisons_of(relation)) {
    if (c.column != column) continue;
    filled = filled || c.operation == "is not null";
    if (c.operation == "in" || c.operation == "=") {
      listed = listed || std::ranges::all_of(c.values, [&](const std::string& value) {
                 return std::ranges::find(bound.values, value) != bound.values.end();
               });
    }
    low = low || (!c.values.empty() && proves_low(c, bound.from));
    high = high || (!c.values.empty() && proves_high(c, bound.to));
  }
  if (!bound.values.empty()) return filled && listed;
  return filled && low && high;
}

// Whether a row that passes the condition has a value in the column.
static bool says_not_null(std::string_view text, std::string_view column) {
  text = without_brackets(text);
  if (const auto either = parts(text, " or "); either.size() > 1)
    return std::ranges::all_of(either, [&](std::string_view part) { return says_not_null(part, column); });
  if (const auto both = parts(text, " and "); both.size() > 1)
    return std::ranges::any_of(both, [&](std::string_view part) { return says_not_null(part, column); });
  if (base::starts_with_ignoring_case(text, "not ") || base::starts_with_ignoring_case(text, "not(")) {
    const auto sides = parts(without_brackets(text.substr(3)), " is null");
    return sides.size() == 2 && sides[1].empty() && plain(sides[0]) == column;
  }
  const auto sides = parts(text, " is not null");
  if (sides.size() != 2 || !sides[1].empty()) return false;
  const auto what = sides[0];
  if (base::starts_with_ignoring_case(what, "row(") && closing(what, 3) == what.size() - 1)
    return std::ranges::count(plain_list(what.substr(4, what.size() - 5)), column) > 0;
  return plain(what) == column;
}

bool not_null_proven(const pg::Relation& relation, std::string_view name, const pg::Catalog& catalog) {
  const auto* column = relation.column(name);
  // Of a row, IS NOT NULL says something else.
  const auto* row = column ? find_relation(sql::QualifiedName{"", column->type}, catalog) : nullptr;
  if (row) return false;
  return std::ranges::any_of(relation.constraints, [&](const pg::Constraint& constraint) {
    if (constraint.kind != pg::ConstraintKind::check || !constraint.validated) return false;
    const auto open = constraint.definition.find('(');
    const auto close = open == std::string::npos ? open : closing(constraint.definition, open);
    return close != std::string::npos &&
           says_not_null(std::string_view(constraint.definition).substr(open + 1, close - open - 1), name);
  });
}

bool bound_is_empty(std::string_view text) {
  const auto bound = read_bound(text);
  if (!bound.known || bound.is_default || !bound.values.empty() || bound.from.empty() || bound.to.empty())
    return false;
  const auto ordered = order(bound.from, bound.to);
  return ordered && *ordered >= 0;
}

bool bounds_overlap(std::string_view first, std::string_view second) {
  const auto a = read_bound(first);
  const auto b = read_bound(second);
  if (!a.known || !b.known || a.is_default || b.is_default) return false;
  if (!a.values.empty() || !b.values.empty()) {
    return std::ranges::any_of(
        a.values, [&](const std::string& value) { return std::ranges::find(b.values, value) != b.values.end(); });
  }
  // Neither ends before the other begins.
  const auto before = [](const std::string& end, const std::string& begin) -> std::optional<bool> {
    if (end.empty() || begin.empty()) return false;
    const auto ordered = order(end, begin);
    return ordered ? std::optional(*ordered <= 0) : std::nullopt;
  };
  const auto left = before(a.to, b.from);
  const auto right = before(b.to, a.from);
  return left && right && !*left && !*right;
}

// Whether no value that passes the comparison lies within the bounds.
static bool contradicts(const Comparison& c, const Bound& bound) {
  if (c.values.empty() || c.operation == "<>" || c.operation == "not in") return false;
  if (!bound.values.empty()) {
    if (c.operation != "=" && c.operation != "in") return false;
    return std::ranges::none_of(c.values, [&](const std::string& value) {
      return std::ranges::find(bound.values, value) != bound.values.end();
    });
  }
  const auto outside = [&](const std::string& value) {
    const auto low = bound.from.empty() ? std::optional(1) : order(value, bound.from);
    const auto high = bound.to.empty() ? std::optional(-1) : order(value, bound.to);
    if (c.operation == "=" || c.operation == "in") return (low && *low < 0) || (high && *high >= 0);
    if (c.operation == "<") return !bound.from.empty() && low && *low <= 0;
    if (c.operation == "<=") return low && *low < 0;
    return !bound.to.empty() && high && *high >= 0;
  };
  return std::ranges::all_of(c.values, outside);
}

// A CHECK of alternatives that all lie outside: at < '2025-01-01' OR at >= '2026-01-01'.
static bool alternatives_exclude(const pg::Relation& relation, const std::string& column, const Bound& bound) {
  return std::ranges::any_of(relation.constraints, [&](const pg::Constraint& constraint) {
    const auto open = constraint.definition.find('(');
    if (constraint.kind != pg::ConstraintKind::check || !constraint.validated || open == std::string::npos)
      return false;
    const auto close = closing(constraint.definition, open);
    if (close == std::string::npos) return false;
    const auto text = std::string_view(constraint.definition).substr(open, close - open + 1);
    return std::ranges::all_of(parts(without_brackets(text), " or "), [&](std::string_view alternative) {
      std::vector<Comparison> found;
      add_comparisons(alternative, found);
      return std::ranges::any_of(found,
                                 [&](const Comparison& c) { return c.column == column && contradicts(c, bound); });
    });
  });
}

bool bounds_excluded(const pg::Relation& relation, std::string_view key, std::string_view text) {
  const auto column = key_column(key);
  const auto bound = read_bound(text);
  if (column.empty() || !bound.known || bound.is_default) return false;
  if (alternatives_exclude(relation, column, bound)) return true;
  std::vector<std::string> excluded;
  for (const auto& c : comparisons_of(relation)) {
    if (c.column != column) continue;
    if (c.operation == "<>" || c.operation == "not in")
      excluded.insert(excluded.end(), c.values.begin(), c.values.end());
    if (c.values.empty() || !bound.values.empty()) continue;
    // All below the range, or all at its end and above.
    const auto below = order(c.values.front(), bound.from);
    const auto above = order(c.values.front(), bound.to);
    if (!bound.from.empty() && below && ((c.operation == "<" && *below <= 0) || (c.operation == "<=" && *below < 0)))
      return true;
    if (!bound.to.empty() && above && (c.operation == ">=" || c.operation == ">") && *above >= 0) return true;
  }
  return !bound.values.empty() && std::ranges::all_of(bound.values, [&](const std::string& value) {
    return std::ranges::find(excluded, value) != excluded.end();
  });
}

std::set<pg::Name> left_out(const pg::Relation& parent, const std::vector<sql::Term>& where,
                            const pg::Catalog& catalog) {
  std::set<pg::Name> out;
  const auto column = key_column(parent.partition_key);
  if (column.empty()) return out;
  std::vector<Comparison> comparisons;
  for (const auto& term : where) {
    if (term.column == column && term.call.empty() && term.branches.empty() && !term.values.empty())
      comparisons.push_back({term.column, term.operation, term.values});
  }
  const pg::Relation* rest = nullptr;
  std::set<std::string> at_home;  // values that have a partition of their own
  for (const auto* child : descendants(parent.name, catalog)) {
    if (child->partition_of != parent.name) continue;
    const auto bound = read_bound(child->partition_bound);
    if (bound.is_default) rest = child;
    if (!bound.known || bound.is_default) continue;
    if (std::ranges::any_of(comparisons, [&](const Comparison& c) { return contradicts(c, bound); })) {
      out.insert(child->name);
      for (const auto* below : descendants(child->name, catalog)) out.insert(below->name);
    }
    for (const auto& c : comparisons) {
      if (c.operation != "=" && c.operation != "in") continue;
      for (const auto& value : c.values) {
        if (!contradicts({column, "=", {value}}, bound)) at_home.insert(value);
      }
    }
  }
  const bool all_at_home = std::ranges::any_of(comparisons, [&](const Comparison& c) {
    return (c.operation == "=" || c.operation == "in") &&
           std::ranges::all_of(c.values, [&](const std::string& value) { return at_home.contains(value); });
  });
  if (rest && all_at_home) out.insert(rest->name);
  return out;
}

std::optional<std::set<pg::Name>> routed_to(const pg::Relation& parent, const std::vector<std::string>& values,
                                            const pg::Catalog& catalog) {
  const auto column = key_column(parent.partition_key);
  if (column.empty() || values.empty()) return std::nullopt;
  const auto out =
      left_out(parent, {{.column = column, .operation = "in", .values = values, .fixed = true}}, catalog);
  std::set<pg::Name> in;
  for (const auto* child : descendants(parent.name, catalog)) {
    if (!out.contains(child->name)) in.insert(child->name);
  }
  return in;
}

}  // namespace impact
