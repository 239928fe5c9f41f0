// Source: func_get_detail and func_select_candidate (parse_func.c), oper (parse_oper.c), find_coercion_pathway
// (parse_coerce.c) of PostgreSQL 15; expression_types_test.cpp asks a server.
#include "impact/types/expression_types.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/types/functions.h"
#include "impact/types/server_objects.h"
#include "impact/types/type_ways.h"

namespace impact {

using Known = Typed::Known;

static bool is_polymorphic(const PlainType& type) {
  return type.base.starts_with("any");
}

// How one argument fits a parameter: not at all, by a cast that goes by itself, exactly.
enum class Fit { no, cast, exact };

static Fit fit_of(const Typed& argument, const PlainType& parameter, const pg::Catalog& catalog) {
  if (argument.known != Known::yes) return Fit::cast;
  if (is_polymorphic(parameter)) {
    const auto type = to_base(argument.type, catalog);
    if (parameter.base.find("array") != std::string::npos && parameter.base != "anynonarray")
      return type.array || is_foreign_type(type, catalog) || type.base.ends_with("vector") ? Fit::cast : Fit::no;
    if (parameter.base == "anynonarray") return type.array ? Fit::no : Fit::cast;
    if (parameter.base == "anyenum") return is_enum_type(type, catalog) && !type.array ? Fit::cast : Fit::no;
    if (parameter.base.find("range") != std::string::npos)
      return type.base.ends_with("range") || is_foreign_type(type, catalog) ? Fit::cast : Fit::no;
    return Fit::cast;
  }
  if (parameter.base == "record") {
    const auto type = to_base(argument.type, catalog);
    return !type.array && (is_row_type(type, catalog) || is_foreign_type(type, catalog)) ? Fit::cast : Fit::no;
  }
  const TypeName wanted{.base = parameter.base, .array = parameter.array};
  if (argument.type.base == parameter.base && argument.type.array == parameter.array) return Fit::exact;
  const auto way = way_between(argument.type, wanted, catalog);
  if (!way.passage) return Fit::cast;
  if (*way.passage != Passage::implicit) return Fit::no;
  const auto under = to_base(argument.type, catalog);
  return under.base == parameter.base && under.array == parameter.array ? Fit::exact : Fit::cast;
}

namespace {
struct Chosen {
  std::vector<const Signature*> left;  // none: nothing fits; several: it cannot be told which
  bool all_known = true;               // the types of all arguments are
};
}  // namespace

static std::size_t count_of_fits(const Signature& each, const std::vector<Typed>& arguments, Fit wanted,
                                 const pg::Catalog& catalog) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < arguments.size() && at < each.arguments.size(); ++at)
    count += fit_of(arguments[at], each.arguments[at], catalog) == wanted ? 1 : 0;
  return count;
}

// Parameters that are the preferred type of their category, where the argument is not of the type itself.
static std::size_t count_of_preferred(const Signature& each, const std::vector<Typed>& arguments,
                                      const pg::Catalog& catalog) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < arguments.size() && at < each.arguments.size(); ++at) {
    if (arguments[at].known != Known::yes) continue;
    const auto* type = server_type(each.arguments[at].base);
    const bool exact = fit_of(arguments[at], each.arguments[at], catalog) == Fit::exact;
    const bool same_category = type && type->category == category_of(to_base(arguments[at].type, catalog), catalog);
    count += exact || (type && type->preferred && same_category && !each.arguments[at].array) ? 1 : 0;
  }
  return count;
}

template <class Count>
static void keep_best(std::vector<const Signature*>& left, Count&& count) {
  std::size_t best = 0;
  for (const auto* each : left) best = std::max(best, count(*each));
  std::erase_if(left, [&](const Signature* each) { return count(*each) < best; });
}

// Where one of the candidates takes text, a literal is text.
static void prefer_text_for_literals(std::vector<const Signature*>& left, const std::vector<Typed>& arguments) {
  for (std::size_t at = 0; at < arguments.size() && left.size() > 1; ++at) {
    if (arguments[at].known != Known::literal) continue;
    const auto takes_text = [&](const Signature& each) {
      const auto* type = at < each.arguments.size() ? server_type(each.arguments[at].base) : nullptr;
      return type && type->category == 'S' && !each.arguments[at].array;
    };
    keep_best(left, [&](const Signature& each) { return std::size_t{takes_text(each)}; });
  }
}

static Chosen choose(const std::vector<Signature>& all, const std::vector<Typed>& arguments,
                     const pg::Catalog& catalog) {
  Chosen out;
  for (const auto& argument : arguments) out.all_known = out.all_known && argument.known != Known::no;
  const auto major = catalog.server_major();
  for (const auto& each : all) {
    if (major && each.since > *major) continue;
    const bool number =
        arguments.size() <= each.arguments.size() && arguments.size() + each.defaults >= each.arguments.size();
    if (each.variadic && arguments.size() + 1 >= each.arguments.size()) {
      out.left.push_back(&each);
      continue;
    }
    if (number && count_of_fits(each, arguments, Fit::no, catalog) == 0) out.left.push_back(&each);
  }
  if (out.left.size() < 2) return out;
  keep_best(out.left, [&](const Signature& each) { return count_of_fits(each, arguments, Fit::exact, catalog); });
  if (out.left.size() > 1)
    keep_best(out.left, [&](const Signature& each) { return count_of_preferred(each, arguments, catalog); });
  prefer_text_for_literals(out.left, arguments);
  // A literal beside a value is taken to be of its type.
  if (out.left.size() > 1 && arguments.size() == 2) {
    const auto known = std::ranges::find(arguments, Known::yes, &Typed::known);
    if (known != arguments.end()) {
      const auto type = to_base(known->type, catalog);
      keep_best(out.left, [&](const Signature& each) {
        return static_cast<std::size_t>(each.arguments.size() == 2 &&
                                        each.arguments[0] == PlainType{type.base, type.array} &&
                                        each.arguments[1] == each.arguments[0]);
      });
    }
  }
  return out;
}

static std::string named(const Typed& value) {
  if (value.known == Known::literal) return "unknown";
  return type_name(value.type);
}

static std::string named(const std::vector<Typed>& values) {
  std::string out;
  for (const auto& value : values) out += (out.empty() ? "" : ", ") + named(value);
  return out;
}

static std::string no_operator(std::string_view name, const std::vector<Typed>& operands) {
  const auto left = operands.size() == 1 ? std::string{} : named(operands.front()) + " ";
  return fmt::format("operator does not exist: {}{} {}", left, name, named(operands.back()));
}

static std::string no_function(const sql::ExpressionTree& tree, const std::vector<Typed>& arguments) {
  return fmt::format("function {}{}{}({}) does not exist", tree.schema, tree.schema.empty() ? "" : ".", tree.name,
                     named(arguments));
}

static std::string no_condition(std::string place, const Typed& value) {
  std::ranges::transform(place, place.begin(), [](unsigned char c) { return std::toupper(c); });
  return fmt::format("argument of {} must be type boolean, not type {}", place, named(value));
}

// Takes over what the parts say.
static void absorb(Typed& whole, const std::vector<Typed>& parts) {
  for (const auto& part : parts) {
    if (whole.refused.empty()) whole.refused = part.refused;
    if (whole.unstable.empty()) whole.unstable = part.unstable;
  }
}

static TypeName result_of(const Signature& one, const std::vector<Typed>& arguments, const pg::Catalog& catalog,
                          bool& known) {
  TypeName type{.base = one.result.base, .array = one.result.array};
  known = !one.set && !is_polymorphic(one.result) && type.base != "record";
  if (!is_polymorphic(one.result)) return type;
  // anyelement: of the first argument that is polymorphic as well
  for (std::size_t at = 0; at < arguments.size() && at < one.arguments.size(); ++at) {
    if (arguments[at].known != Known::yes || !is_polymorphic(one.arguments[at])) continue;
    type = to_base(arguments[at].type, catalog);
    type.array = one.result.base.find("array") != std::string::npos && one.result.base != "anynonarray";
    const bool ranged = one.result.base.find("range") != std::string::npos ||
                        one.arguments[at].base.find("range") != std::string::npos;
    known = !ranged;  // lower() of a range is of the type that it is over
    return type;
  }
  return type;
}

// What a chosen function or operator makes of its arguments.
static Typed applied(const Chosen& chosen, const std::vector<Typed>& arguments, const std::string& what,
                     const pg::Catalog& catalog) {
  Typed out;
  absorb(out, arguments);
  if (chosen.left.empty()) return out;
  const auto& first = *chosen.left.front();
  bool known = false;
  out.type = result_of(first, arguments, catalog, known);
  const bool agreed =
      std::ranges::all_of(chosen.left, [&](const Signature* each) { return each->result == first.result; });
  if (known && agreed) out.known = Known::yes;
  const bool unstable =
      std::ranges::all_of(chosen.left, [](const Signature* each) { return each->volatility != 'i'; });
  // textanycat and its like are opened up: what counts is how the value is written.
  const bool joins =
      std::ranges::any_of(first.arguments, [](const PlainType& each) { return each.base == "anynonarray"; }) &&
      what.starts_with("operator ||");
  if (joins) {
    for (const auto& argument : arguments) {
      if (argument.known == Known::yes && !is_written_alike(to_base(argument.type, catalog), catalog) &&
          out.unstable.empty())
        out.unstable = named(argument) + " written as text";
    }
  } else if (unstable && out.unstable.empty()) {
    out.unstable = what;
  }
  if (chosen.left.size() != 1 || !out.unstable.empty()) return out;
  for (std::size_t at = 0; at < arguments.size() && at < first.arguments.size(); ++at) {
    if (arguments[at].known != Known::yes || is_polymorphic(first.arguments[at])) continue;
    const auto way = way_between(arguments[at].type,
                                 {.base = first.arguments[at].base, .array = first.arguments[at].array}, catalog);
    if (way.passage && !way.stable)
      out.unstable = fmt::format("{} as {}", named(arguments[at]), first.arguments[at].base);
  }
  return out;
}

static std::vector<Typed> types_of(const std::vector<sql::ExpressionTree>& parts, const ColumnTypes& columns,
                                   const pg::Catalog& catalog) {
  std::vector<Typed> out;
  for (const auto& part : parts) out.push_back(type_of(part, columns, catalog));
  return out;
}

static Typed operated(const std::string& name, const std::string& schema, std::vector<Typed> operands,
                      const pg::Catalog& catalog) {
  const auto& all = operators_of_server(operands.size() == 1 ? "unary " + name : name);
  Typed out;
  absorb(out, operands);
  const bool own = !schema.empty() && schema != "pg_catalog";
  const bool foreign = std::ranges::any_of(operands, [&](const Typed& each) {
    return each.known == Known::no ||
           (each.known == Known::yes && is_foreign_type(to_base(each.type, catalog), catalog));
  });
  if (own || all.empty() || std::ranges::count(catalog.operators, name) > 0) return out;
  const auto chosen = choose(all, operands, catalog);
  const bool literals = std::ranges::none_of(operands, [](const Typed& each) { return each.known == Known::yes; });
  if (chosen.left.empty()) {
    if (!foreign && !literals && out.refused.empty())
      out.refused = {sqlstate::undefined_function, no_operator(name, operands)};
    return out;
  }
  if (literals) return out;
  auto found = applied(chosen, operands, "operator " + name, catalog);
  if (foreign) found.known = Known::no;
  return found;
}

static Typed condition_of(Misfit refused, std::string unstable) {
  return {.known = Known::yes,
          .type = {.base = "boolean"},
          .refused = std::move(refused),
          .unstable = std::move(unstable)};
}

static Typed compared(const std::string& name, const std::vector<Typed>& operands, const pg::Catalog& catalog) {
  Misfit refused;
  std::string unstable;
  for (std::size_t at = 1; at < operands.size(); ++at) {
    const auto one = operated(name, {}, {operands.front(), operands[at]}, catalog);
    if (refused.empty()) refused = one.refused;
    if (unstable.empty()) unstable = one.unstable;
  }
  return condition_of(refused, unstable);
}

static Typed operation_of(const sql::ExpressionTree& tree, const ColumnTypes& columns, const pg::Catalog& catalog) {
  const auto operands = types_of(tree.parts, columns, catalog);
  if (tree.name == "in" || tree.name == "is distinct") return compared("=", operands, catalog);
  if (tree.name == "between") return compared(">=", operands, catalog);
  if (tree.name == "like") return condition_of({}, compared("~~", operands, catalog).unstable);
  if (tree.name == "any") {
    Typed out = condition_of({}, {});
    absorb(out, operands);
    return out;
  }
  if (operands.empty() || operands.size() > 2) return {};
  return operated(tree.name, tree.schema, operands, catalog);
}

static Typed cast_of(const sql::ExpressionTree& tree, const ColumnTypes& columns, const pg::Catalog& catalog) {
  auto inner = tree.parts.empty() ? Typed{} : type_of(tree.parts.front(), columns, catalog);
  const auto to = read_type(tree.type);
  Typed out{.known = Known::yes, .type = to, .refused = inner.refused, .unstable = inner.unstable};
  if (inner.known != Known::yes) return out;
  const auto way = way_between(inner.type, to, catalog);
  if (!way.passage) return out;
  if (*way.passage == Passage::none && out.refused.empty())
    out.refused = {sqlstate::cannot_coerce, fmt::format("cannot cast type {} to {}", named(inner), type_name(to))};
  if (!way.stable && out.unstable.empty()) out.unstable = fmt::format("{} cast to {}", named(inner), tree.type);
  return out;
}

static Typed own_call(const std::vector<const pg::Routine*>& meant) {
  Typed out;
  const auto& first = *meant.front();
  const bool agreed =
      std::ranges::all_of(meant, [&](const pg::Routine* each) { return each->result == first.result; });
  if (!agreed || first.returns_set || first.result.empty() || first.result.starts_with("any") ||
      first.result == "record")
    return out;
  out.known = Known::yes;
  out.type = read_type(first.result);
  return out;
}

// A function of the schema as one of the server's is described; nothing where its arguments are not all known types.
static std::optional<Signature> signature_of(const pg::Routine& routine) {
  Signature out;
  for (const auto& argument : routine.arguments) {
    const auto type = read_type(argument);
    if (!server_type(type.base)) return std::nullopt;
    out.arguments.push_back({type.base, type.array});
  }
  if (has_words(routine.signature, "variadic") || routine.kind != pg::RoutineKind::function) return std::nullopt;
  for (auto at = base::to_lower(routine.signature).find(" default "); at != std::string::npos;
       at = base::to_lower(routine.signature).find(" default ", at + 1))
    ++out.defaults;
  return out;
}

// Certain that none of the schema's functions of the name takes these arguments.
static bool takes_none(const std::vector<const pg::Routine*>& own, const std::vector<Typed>& arguments,
                       const pg::Catalog& catalog) {
  std::vector<Signature> all;
  for (const auto* each : own) {
    const auto one = signature_of(*each);
    if (!one) return false;
    all.push_back(*one);
  }
  const auto chosen = choose(all, arguments, catalog);
  const bool foreign = std::ranges::any_of(arguments, [&](const Typed& each) {
    return each.known == Known::yes && is_foreign_type(to_base(each.type, catalog), catalog);
  });
  return chosen.left.empty() && chosen.all_known && !foreign;
}

static Typed call_of(const sql::ExpressionTree& tree, const ColumnTypes& columns, const pg::Catalog& catalog) {
  const auto arguments = types_of(tree.parts, columns, catalog);
  Typed out;
  absorb(out, arguments);
  const bool own_schema = !tree.schema.empty() && tree.schema != "pg_catalog";
  const auto own = routines_called({.name = {tree.schema, tree.name}, .arguments = arguments.size()}, catalog);
  if (!own.empty()) {
    auto called = own_call(own);
    absorb(called, arguments);
    if (called.refused.empty() && functions_of_server(tree.name).empty() &&
        takes_none(routines_named({tree.schema, tree.name}, catalog), arguments, catalog))
      called.refused = {sqlstate::undefined_function, no_function(tree, arguments)};
    return called;
  }
  if (own_schema) return out;
  if (tree.name == "nullif") {  // of the type that = takes
    if (arguments.empty() || arguments.front().known != Known::yes) return out;
    out.known = Known::yes;
    out.type = to_base(arguments.front().type, catalog);
    if (out.type.base == "character varying") out.type = read_type("text");
    return out;
  }
  const auto& all = functions_of_server(tree.name);
  if (all.empty()) return out;
  const auto chosen = choose(all, arguments, catalog);
  const bool foreign = std::ranges::any_of(arguments, [&](const Typed& each) {
    return each.known == Known::yes && is_foreign_type(to_base(each.type, catalog), catalog);
  });
  if (chosen.left.empty()) {
    // text(now()), date(at): a cast that is written as a call
    if (chosen.all_known && !foreign && out.refused.empty() && !server_type(read_type(tree.name).base))
      out.refused = {sqlstate::undefined_function, no_function(tree, arguments)};
    return out;
  }
  return applied(chosen, arguments, tree.name + "()", catalog);
}

// The one type that all parts have; unknown where they differ, since which of them it is takes more to know.
static Typed common_of(std::string_view place, const std::vector<Typed>& parts, const pg::Catalog& catalog) {
  Typed out;
  absorb(out, parts);
  bool literal = false;
  for (const auto& part : parts) {
    literal = literal || part.known == Known::literal;
    if (part.known == Known::no) return {.refused = out.refused, .unstable = out.unstable};
    if (part.known == Known::literal) continue;
    if (out.known == Known::no) {
      out.known = Known::yes;
      out.type = part.type;
    } else if (part.type.base != out.type.base || part.type.array != out.type.array) {
      const auto one = to_base(out.type, catalog);
      const auto other = to_base(part.type, catalog);
      const auto a = category_of(one, catalog), b = category_of(other, catalog);
      if (a != b && a != '?' && b != '?' && out.refused.empty())
        out.refused = {sqlstate::datatype_mismatch,
                       fmt::format("{} types {} and {} cannot be matched", place, type_name(one), type_name(other))};
      return {.refused = out.refused, .unstable = out.unstable};
    }
  }
  if (out.known == Known::no && literal) out.known = Known::literal;
  out.type.modifiers.clear();
  return out;
}

static Typed choice_of(const sql::ExpressionTree& tree, const ColumnTypes& columns, const pg::Catalog& catalog) {
  const auto parts = types_of(tree.parts, columns, catalog);
  std::vector<Typed> results;
  const std::size_t first = tree.against ? 1 : 0;
  const std::size_t end = parts.size() - (tree.otherwise ? 1 : 0);
  Misfit refused;
  for (std::size_t at = first; at + 1 < end; at += 2) {
    results.push_back(parts[at + 1]);
    if (tree.against)
      refused = refused.empty() ? compared("=", {parts[0], parts[at]}, catalog).refused : refused;
    else if (is_no_condition(parts[at], catalog))
      refused = {sqlstate::datatype_mismatch, no_condition("CASE/WHEN", parts[at])};
  }
  if (tree.otherwise) results.push_back(parts.back());
  auto out = common_of("CASE", results, catalog);
  if (out.refused.empty()) out.refused = refused;
  absorb(out, parts);
  return out;
}

bool cannot_be_assigned(const Typed& value, const TypeName& to, const pg::Catalog& catalog) {
  if (value.known != Known::yes) return false;
  const auto way = way_between(value.type, to, catalog);
  return way.passage && *way.passage != Passage::implicit && *way.passage != Passage::assignment;
}

bool has_no_collation(std::string_view written, const pg::Catalog& catalog) {
  const auto type = to_base(read_type(written), catalog);
  if (is_enum_type(type, catalog) || is_row_type(type, catalog)) return true;
  const auto* known = server_type(type.base);
  return known && known->category != 'S' && type.base != "name";
}

bool is_no_condition(const Typed& value, const pg::Catalog& catalog) {
  if (value.known != Known::yes) return false;
  const auto way = way_between(value.type, {.base = "boolean"}, catalog);
  return way.passage && *way.passage != Passage::implicit;
}

Typed type_of(const sql::ExpressionTree& tree, const ColumnTypes& columns, const pg::Catalog& catalog) {
  using Kind = sql::ExpressionTree::Kind;
  switch (tree.kind) {
    case Kind::column: {
      const auto type = columns(tree.name);
      if (!type || type->empty()) return {};
      return {.known = Known::yes, .type = read_type(*type)};
    }
    case Kind::constant:
      if (tree.type.empty()) return {.known = Known::literal};
      return {.known = Known::yes, .type = {.base = tree.type}};
    case Kind::null:
      return {.known = Known::literal};
    case Kind::cast:
      return cast_of(tree, columns, catalog);
    case Kind::collate:
      return tree.parts.empty() ? Typed{} : type_of(tree.parts.front(), columns, catalog);
    case Kind::operation:
      return operation_of(tree, columns, catalog);
    case Kind::call:
      return call_of(tree, columns, catalog);
    case Kind::logic: {
      const auto parts = types_of(tree.parts, columns, catalog);
      Typed out = condition_of({}, {});
      absorb(out, parts);
      const bool conditions = tree.name != "is null";
      for (const auto& part : parts) {
        if (conditions && out.refused.empty() && is_no_condition(part, catalog))
          out.refused = {sqlstate::datatype_mismatch, no_condition(tree.name, part)};
      }
      return out;
    }
    case Kind::choice:
      return choice_of(tree, columns, catalog);
    case Kind::coalesce:
      return common_of("COALESCE", types_of(tree.parts, columns, catalog), catalog);
    case Kind::array: {
      auto out = common_of("ARRAY", types_of(tree.parts, columns, catalog), catalog);
      if (out.known == Known::yes) out.type.array = true;
      if (out.known == Known::literal) out = {.known = Known::yes, .type = {.base = "text", .array = true}};
      return out;
    }
    case Kind::now:
      return {.unstable = "the time"};
    default: {
      Typed out;
      absorb(out, types_of(tree.parts, columns, catalog));
      return out;
    }
  }
}

}  // namespace impact
