#include "impact/types/kept_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/types/kept_types.h"
#include "sql/expression_tree.h"

namespace impact {

using Tree = sql::ExpressionTree;

namespace {

// A decimal number: digits * 10 ^ power.
struct Decimal {
  long long digits = 0;
  int power = 0;
};

// What is known of a part of the expression: that the column's value can be told from it, and which values it can be.
struct Value {
  bool keeps = false;
  TypeName type = {};
  std::optional<Decimal> step = {};  // numbers: all are multiples of it
  std::string doubt = {};
};

struct Following {
  std::string_view column;
  const TypeName& from;
  bool not_null;
  const pg::Catalog& catalog;
};

}  // namespace

static std::optional<Decimal> decimal(std::string_view text) {
  Decimal out;
  bool point = false;
  int digits = 0;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9' && ++digits <= 17) {
      out.digits = out.digits * 10 + (c - '0');
      out.power -= point ? 1 : 0;
    } else {
      return std::nullopt;
    }
  }
  return digits == 0 ? std::nullopt : std::optional(out);
}

static bool is_multiple(Decimal step, int scale) {
  for (int power = step.power + scale; power < 0; ++power) {
    if (step.digits % 10 != 0) return false;
    step.digits /= 10;
  }
  return true;
}

static std::optional<Decimal> step_of(const TypeName& type) {
  const auto scale = scale_of(type);
  return scale && !type.array ? std::optional(Decimal{1, -*scale}) : std::nullopt;
}

// A constant under casts and a sign.
static const Tree* constant_in(const Tree& tree) {
  if (tree.kind == Tree::Kind::constant) return &tree;
  const bool around = tree.kind == Tree::Kind::cast || tree.kind == Tree::Kind::collate ||
                      (tree.kind == Tree::Kind::operation && tree.name == "-" && tree.parts.size() == 1);
  return around && tree.parts.size() == 1 ? constant_in(tree.parts.front()) : nullptr;
}

// The same for every row; not NULL.
static bool is_constant(const Tree& tree) {
  return constant_in(tree) != nullptr || tree.kind == Tree::Kind::now ||
         (tree.kind == Tree::Kind::call && tree.parts.empty() && tree.name == "now");
}

static Value follow(const Tree& tree, const Following& with);

static Value as_type(Value value, const TypeName& to, bool by_cast, const pg::Catalog& catalog) {
  if (!value.keeps) return {.type = to};
  const auto scale = scale_of(to);
  const bool exact = value.step && scale && is_multiple(*value.step, *scale) && !is_binary_float(value.type.base);
  if (!exact && loses(value.type, to, by_cast, catalog)) return {.type = to};
  value.type = to;
  if (!is_numeral(to.base)) value.step.reset();
  return value;
}

static TypeName under_domains_of(TypeName type, const pg::Catalog& catalog) {
  for (int depth = 0; depth < 10 && !type.array; ++depth) {
    const auto domain = std::ranges::find_if(catalog.domains, [&](const auto& each) {
      return type.base == each.first.name || type.base == each.first.text();
    });
    if (domain == catalog.domains.end()) break;
    type = read_type(domain->second.base);
  }
  return type;
}

// So much time, whichever day it is added to: no months or years in it.
static bool is_fixed_interval(const Tree& tree) {
  const auto* value = constant_in(tree);
  if (!value || tree.kind != Tree::Kind::cast || read_type(tree.type).base != "interval") return false;
  static const std::set<std::string, std::less<>> units{
      "us",          "ms",           "s",   "sec",  "secs",   "second",  "seconds", "microsecond", "microseconds",
      "millisecond", "milliseconds", "min", "mins", "minute", "minutes", "h",       "hr",          "hrs",
      "hour",        "hours",        "d",   "day",  "days",   "w",       "week",    "weeks"};
  bool some = false;
  std::string word;
  for (const char c : base::to_lower(value->name) + " ") {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (!word.empty() && !units.contains(word)) return false;
    word.clear();
    some = some || (c >= '1' && c <= '9');
  }
  return some;
}

static Value sum(Value value, const Tree& other, bool minus) {
  if (!is_constant(other)) return {};
  if (is_whole(value.type.base) || value.type.base == "numeric") {
    const auto* constant = constant_in(other);
    const auto number = constant ? decimal(constant->name) : std::nullopt;
    if (other.kind == Tree::Kind::cast || !number) {
      // date '1970-01-01' + days
      if (!minus && is_whole(value.type.base) && other.kind == Tree::Kind::cast &&
          read_type(other.type).base == "date")
        return {.keeps = true, .type = read_type("date")};
      return {};
    }
    if (number->power < 0 || value.type.base == "numeric") {
      if (value.step) value.step = Decimal{1, std::min(value.step->power, number->power)};
      value.type = read_type("numeric");
    } else if (constant->type == "bigint") {
      value.type = read_type("bigint");
    }
    return value;
  }
  if (value.type.base == "date") return constant_in(other) && constant_in(other)->type == "integer" ? value : Value{};
  if (is_timestamp(value.type.base) && is_fixed_interval(other)) return value;
  const bool moment = other.kind == Tree::Kind::now || other.kind == Tree::Kind::call ||
                      (other.kind == Tree::Kind::cast && is_timestamp(read_type(other.type).base));
  if (value.type.base == "interval" && value.type.rest == "days" && moment)
    return {.keeps = true, .type = read_type("timestamp with time zone")};
  return {};
}

static Value product(Value value, const Tree& other) {
  if (is_whole(value.type.base) && is_fixed_interval(other)) {
    value.type = read_type("interval");
    value.type.rest = "days";  // no months in it: a moment and so many of them are another moment
    value.step.reset();
    return value;
  }
  const auto* constant = constant_in(other);
  const auto number = constant ? decimal(constant->name) : std::nullopt;
  const bool exact = is_whole(value.type.base) || value.type.base == "numeric";
  if (!exact || other.kind == Tree::Kind::cast || !number || number->digits == 0) return {};
  if (value.step && number->digits < 1'000'000'000 && value.step->digits < 1'000'000'000) {
    value.step = Decimal{value.step->digits * number->digits, value.step->power + number->power};
  } else {
    value.step.reset();
  }
  if (number->power < 0 || value.type.base == "numeric") {
    value.type = read_type("numeric");
  } else if (constant->type == "bigint") {
    value.type = read_type("bigint");
  }
  return value;
}

// By a power of ten, where the quotient has all its digits: div_var in PostgreSQL's numeric.c keeps 16 of them, and
// never fewer behind the point than the operands have.
static Value quotient(Value value, const Tree& other) {
  const auto* constant = constant_in(other);
  const auto number = constant && constant->type == "numeric" ? decimal(constant->name) : std::nullopt;
  if (!number || other.kind == Tree::Kind::cast) return {};
  auto digits = number->digits;
  int tens = 0;
  while (digits > 1 && digits % 10 == 0) {
    digits /= 10;
    ++tens;
  }
  if (digits != 1 || !value.step) return {};
  const int places = tens + number->power - value.step->power;
  const bool few =
      is_any(value.type.base, "smallint", "integer") ||
      (value.type.base == "numeric" && !value.type.modifiers.empty() && value.type.modifiers.front() <= 12);
  if (places > -number->power && !(few && places <= 4)) return {};
  value.step = Decimal{value.step->digits, value.step->power - tens - number->power};
  value.type = read_type("numeric");
  return value;
}

static Value operated(const Tree& tree, const Following& with) {
  if (!tree.schema.empty() && tree.schema != "pg_catalog") return {};
  if (tree.parts.size() == 1) {
    auto value = follow(tree.parts.front(), with);
    return tree.name == "-" && (is_numeral(value.type.base) || value.type.base == "interval") ? value : Value{};
  }
  if (tree.parts.size() != 2) return {};
  auto left = follow(tree.parts[0], with);
  auto right = follow(tree.parts[1], with);
  if (left.keeps == right.keeps) return {};
  const auto& value = left.keeps ? left : right;
  const auto& other = left.keeps ? tree.parts[1] : tree.parts[0];
  if (tree.name == "+") return sum(value, other, false);
  if (tree.name == "-") return left.keeps || is_numeral(value.type.base) ? sum(value, other, true) : Value{};
  if (tree.name == "*") return product(value, other);
  if (tree.name == "/" && left.keeps) return quotient(value, other);
  if (tree.name == "||" && other.kind == Tree::Kind::constant && other.type.empty() && !value.type.array &&
      (is_textual(value.type.base) || is_whole(value.type.base) || value.type.base == "uuid"))
    return {.keeps = true, .type = read_type("text"), .doubt = value.doubt};
  return {};
}

static std::optional<TypeName> type_called(const Tree& call) {
  static const std::set<std::string, std::less<>> types{"int2",    "int4", "int8",      "text",        "numeric",
                                                        "float4",  "date", "timestamp", "timestamptz", "float8",
                                                        "varchar", "uuid", "json",      "jsonb"};
  if (call.parts.size() != 1 || !types.contains(call.name)) return std::nullopt;
  return read_type(call.name);
}

static Value called(const Tree& call, const Following& with) {
  if (!call.schema.empty() && call.schema != "pg_catalog") return {};
  const auto constants_but = [&](std::size_t one) {
    for (std::size_t at = 0; at < call.parts.size(); ++at) {
      if (at != one && !is_constant(call.parts[at])) return false;
    }
    return true;
  };
  std::optional<Value> value;
  std::size_t place = 0;
  for (std::size_t at = 0; at < call.parts.size(); ++at) {
    if (auto found = follow(call.parts[at], with); found.keeps) {
      value = std::move(found);
      place = at;
    }
  }
  if (!value || !constants_but(place)) return {};
  if (const auto type = type_called(call)) return as_type(std::move(*value), *type, true, with.catalog);
  const auto& name = call.name;
  const auto gives = [&](std::string_view type) {
    value->type = read_type(type);
    value->step.reset();
    return *value;
  };
  if (is_any(name, "upper", "lower") && is_textual(value->type.base)) {
    value->doubt = "values that differ in upper and lower case alone become the same";
    return gives("text");
  }
  if (name == "timezone" && place == 1 && is_timestamp(value->type.base)) {
    const auto zone = constant_in(call.parts[0]) ? base::to_lower(constant_in(call.parts[0])->name) : std::string{};
    if (!is_any(zone, "utc", "gmt", "etc/utc", "z"))
      value->doubt =
          "times in an hour that a change to or from daylight saving time repeats or skips become the same";
    return gives(is_zoned(value->type.base) ? "timestamp" : "timestamptz");
  }
  if (name == "to_timestamp" && call.parts.size() == 1)
    return is_whole(value->type.base) ? gives("timestamptz") : Value{};
  if (is_any(name, "to_json", "json_build_object", "json_build_array")) return gives("json");
  if (is_any(name, "to_jsonb", "jsonb_build_object", "jsonb_build_array")) return gives("jsonb");
  if (name == "string_to_array" && place == 0 && call.parts.size() == 2) return gives("text[]");
  if (name == "reverse" && is_textual(value->type.base)) return gives("text");
  if (name == "encode" && value->type.base == "bytea") return gives("text");
  if (is_any(name, "decode", "convert_to") && place == 0) return gives("bytea");
  if (name == "convert_from" && place == 0) return gives("text");
  if (is_any(name, "round", "trunc", "floor", "ceil", "ceiling") && place == 0 && value->step) {
    const auto* digits = call.parts.size() == 2 ? constant_in(call.parts[1]) : nullptr;
    if (call.parts.size() == 2 &&
        (!digits || digits->type != "integer" || call.parts[1].kind != Tree::Kind::constant))
      return {};
    const auto places = digits ? decimal(digits->name) : Decimal{};
    if (places && is_multiple(*value->step, static_cast<int>(places->digits))) return *value;
  }
  return {};
}

// CASE that gives every value of a boolean or an enum another one.
static Value chosen(const Tree& choice, const Following& with) {
  std::set<std::string> from;
  std::set<std::string> to;
  TypeName type;  // of the results, where they have one of their own
  const std::size_t first = choice.against ? 1 : 0;
  const std::size_t end = choice.parts.size() - (choice.otherwise ? 1 : 0);
  for (std::size_t at = first; at + 1 < end; at += 2) {
    const auto* result = constant_in(choice.parts[at + 1]);
    if (!result || !to.insert(result->name).second) return {};
    if (result->type == "numeric") type = read_type("numeric");
    if (!choice.against) continue;
    const auto* condition = constant_in(choice.parts[at]);
    if (!condition) return {};
    from.insert(condition->name == "t" ? "true" : condition->name == "f" ? "false" : condition->name);
  }
  const auto* last = choice.otherwise ? constant_in(choice.parts.back()) : nullptr;
  const bool nothing = !choice.otherwise || choice.parts.back().kind == Tree::Kind::null;
  if (choice.against) {
    const auto value = follow(choice.parts.front(), with);
    const auto* labels = labels_of(value.type, with.catalog);
    const bool all = value.type.base == "boolean" ? from.size() == 2
                     : labels ? std::ranges::all_of(*labels, [&](const auto& label) { return from.contains(label); })
                              : false;
    return {.keeps = value.keeps && all && nothing, .type = type};
  }
  // CASE WHEN active THEN 1 ELSE 0 END
  const auto value = choice.parts.size() == 3 ? follow(choice.parts.front(), with) : Value{};
  return {.keeps = value.keeps && value.type.base == "boolean" && with.not_null && last && !to.contains(last->name),
          .type = type};
}

static Value follow(const Tree& tree, const Following& with) {
  switch (tree.kind) {
    case Tree::Kind::column:
      if (tree.name != with.column) return {};
      return {.keeps = true, .type = with.from, .step = step_of(with.from)};
    case Tree::Kind::cast:
      return as_type(follow(tree.parts.front(), with), under_domains_of(read_type(tree.type), with.catalog), true,
                     with.catalog);
    case Tree::Kind::collate:
      return follow(tree.parts.front(), with);
    case Tree::Kind::operation:
      return operated(tree, with);
    case Tree::Kind::call:
      return called(tree, with);
    case Tree::Kind::choice:
      return chosen(tree, with);
    case Tree::Kind::coalesce:
      return with.not_null && tree.name == "coalesce" ? follow(tree.parts.front(), with) : Value{};
    case Tree::Kind::logic: {
      auto value = tree.name == "not" ? follow(tree.parts.front(), with) : Value{};
      return value.type.base == "boolean" ? value : Value{};
    }
    case Tree::Kind::array: {
      auto value = tree.parts.size() == 1 ? follow(tree.parts.front(), with) : Value{};
      value.type.array = true;
      value.step.reset();
      return value;
    }
    default:
      return {};
  }
}

Kept kept_by(std::string_view expression, std::string_view column, const TypeName& from, const TypeName& to,
             bool not_null, const pg::Catalog& catalog) {
  const auto value = follow(sql::expression_tree(expression), {column, from, not_null, catalog});
  // What the expression gives is assigned, not cast: what is too long is refused then.
  const bool known = !value.type.base.empty();
  const auto assigned = known ? as_type(value, to, false, catalog) : value;
  return {.all = assigned.keeps, .doubt = assigned.keeps ? value.doubt : std::string{}};
}

}  // namespace impact
