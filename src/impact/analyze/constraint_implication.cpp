#include "impact/analyze/constraint_implication.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "impact/analyze/bounds.h"
#include "impact/procedural/sql_text.h"
#include "impact/simulate/schema.h"

namespace impact {

namespace {

// One side of a condition on a column: at >= '2025-01-01'.
struct Comparison {
  std::string column = {};
  std::string operation = {};  // "=", "<", "<=", ">", ">=", "<>", "in", "is not null"
  std::vector<std::string> values = {};
};

}  // namespace

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

std::string key_column(std::string_view key) {
  const auto open = key.find('(');
  const auto close = key.rfind(')');
  if (open == key.npos || close == key.npos || close < open) return {};
  const auto inner = key.substr(open + 1, close - open - 1);
  if (inner.find(',') != inner.npos || inner.find('(') != inner.npos) return {};
  const auto word = base::trim(inner);
  return plain(word.substr(0, word.find(' ')));
}

namespace {

// Bounds of a list, or of a range over one column.
struct OneColumn {
  bool is_default = false;
  std::vector<std::string> values = {};
  std::string from = {};  // empty: MINVALUE
  std::string to = {};    // empty: MAXVALUE
  bool known = false;
};

}  // namespace

static OneColumn one_column(std::string_view text) {
  const auto bound = read_bound(text);
  switch (bound.kind) {
    case Bound::Kind::rest:
      return {.is_default = true, .known = true};
    case Bound::Kind::list:
      return {.values = bound.values, .known = true};
    case Bound::Kind::range:
      if (bound.from.size() == 1 && bound.to.size() == 1)
        return {.from = bound.from.front().value, .to = bound.to.front().value, .known = true};
      return {};
    default:
      return {};
  }
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
  const auto bound = one_column(text);
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

// Whether no value that passes the comparison lies within the bounds.
static bool contradicts(const Comparison& c, const OneColumn& bound) {
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
static bool alternatives_exclude(const pg::Relation& relation, const std::string& column, const OneColumn& bound) {
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
  const auto bound = one_column(text);
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

std::set<pg::Name> pruned_partitions(const pg::Relation& parent, const std::vector<sql::Term>& where,
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
    const auto bound = one_column(child->partition_bound);
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
      pruned_partitions(parent, {{.column = column, .operation = "in", .values = values, .fixed = true}}, catalog);
  std::set<pg::Name> in;
  for (const auto* child : descendants(parent.name, catalog)) {
    if (!out.contains(child->name)) in.insert(child->name);
  }
  return in;
}

}  // namespace impact
