#include "sql/row_terms.h"

#include <optional>

#include <fmt/format.h>

namespace sql {

static std::optional<std::string> constant(const raw::Node* node) {
  if (const auto* cast = as<raw::TypeCast>(node)) return constant(cast->arg);
  if (const auto* negative = as<raw::A_Expr>(node);
      negative && !negative->lexpr && name_of(negative->name).name == "-") {
    const auto inner = constant(negative->rexpr);
    return inner ? std::optional("-" + *inner) : std::nullopt;
  }
  const auto* value = as<raw::A_Const>(node);
  if (!value || value->isnull) return std::nullopt;
  switch (value->val.node.type) {
    case raw::T_Integer:
      return fmt::format("{}", value->val.ival.ival);
    case raw::T_Float:
      return text_of(value->val.fval.fval);
    case raw::T_Boolean:
      return value->val.boolval.boolval ? "true" : "false";
    case raw::T_String:
      return text_of(value->val.sval.sval);
    default:
      return std::nullopt;
  }
}

static bool is_null_constant(const raw::Node* node) {
  if (const auto* cast = as<raw::TypeCast>(node)) return is_null_constant(cast->arg);
  const auto* value = as<raw::A_Const>(node);
  return value && value->isnull;
}

RowValue value_of_row(const raw::Node* expression) {
  if (as<raw::SetToDefault>(expression)) return {.kind = RowValue::Kind::standard};
  if (is_null_constant(expression)) return {.kind = RowValue::Kind::null};
  if (auto text = constant(expression)) return {.kind = RowValue::Kind::constant, .text = std::move(*text)};
  return {};
}

ColumnUse column_of(const raw::Node* node) {
  const auto* column = as<raw::ColumnRef>(node);
  if (!column) return {};
  std::vector<std::string> parts;
  for (const auto* item : Items(column->fields)) {
    if (item->type != raw::T_String) return {};
    parts.push_back(text_of(item));
  }
  if (parts.empty()) return {};
  return {.table = parts.size() > 1 ? parts[parts.size() - 2] : "", .column = parts.back()};
}

// The same for every row that is looked at: no column of the query's own is in it. A sub-query counts as such; one
// that names a column of the query around it is looked at by itself.
static bool is_fixed(const raw::Node* expression) {
  return !any_of(expression, [](const raw::Node* node, bool& deeper) {
    deeper = node->type != raw::T_SubLink;
    return node->type == raw::T_ColumnRef;
  });
}

static std::string turned(const std::string& operation) {
  if (operation == "<") return ">";
  if (operation == ">") return "<";
  if (operation == "<=") return ">=";
  if (operation == ">=") return "<=";
  return operation;
}

// lower(column): column, and "lower".
static ColumnUse argument_of(const raw::Node* node, std::string& call) {
  while (const auto* cast = as<raw::TypeCast>(node)) node = cast->arg;
  const auto* function = as<raw::FuncCall>(node);
  if (!function || Items(function->args).size() != 1) return {};
  auto column = column_of(Items(function->args)[0]);
  if (!column.column.empty()) call = name_of(function->funcname).name;
  return column;
}

static Term compared(const raw::Node* left, std::string operation, const raw::Node* right) {
  auto column = column_of(left);
  std::string call;
  if (column.column.empty()) column = argument_of(left, call);
  if (column.column.empty()) {
    column = column_of(right);
    if (column.column.empty()) column = argument_of(right, call);
    std::swap(left, right);
    operation = turned(operation);
  }
  Term term{.table = column.table, .column = column.column, .operation = std::move(operation), .call = call};
  if (auto value = constant(right)) term.values = {std::move(*value)};
  term.fixed = is_fixed(right);
  if (const auto other = column_of(right); !other.column.empty()) term.other = {other.table, other.column};
  return term;
}

static Term one_of(const raw::A_Expr& membership) {
  const auto column = column_of(membership.lexpr);
  const bool negated = name_of(membership.name).name == "<>";
  Term term{.table = column.table, .column = column.column, .operation = negated ? "not in" : "in", .fixed = true};
  for (const auto* item : Items(as<raw::List>(membership.rexpr))) {
    if (auto value = constant(item)) {
      term.values.push_back(std::move(*value));
    } else {
      term.fixed = term.fixed && is_fixed(item);
    }
  }
  if (term.values.size() != Items(as<raw::List>(membership.rexpr)).size()) term.values.clear();
  return term;
}

static void add_expression(const raw::A_Expr& expression, std::vector<Term>& terms) {
  const auto name = name_of(expression.name).name;
  switch (expression.kind) {
    case raw::AEXPR_OP:
      terms.push_back(compared(expression.lexpr, name, expression.rexpr));
      return;
    case raw::AEXPR_IN:
      terms.push_back(one_of(expression));
      return;
    case raw::AEXPR_OP_ANY: {
      auto term = compared(expression.lexpr, name == "=" ? "in" : "any", expression.rexpr);
      term.values.clear();
      terms.push_back(std::move(term));
      return;
    }
    case raw::AEXPR_BETWEEN: {
      const auto* ends = as<raw::List>(expression.rexpr);
      terms.push_back(compared(expression.lexpr, ">=", Items(ends)[0]));
      terms.push_back(compared(expression.lexpr, "<=", Items(ends)[1]));
      return;
    }
    default:
      terms.push_back({.operation = name});
  }
}

static void add_branches(const raw::BoolExpr& either, std::vector<Term>& terms, bool& never) {
  Term term{.operation = "or"};
  bool none = true;
  for (const auto* item : Items(either.args)) {
    bool dead = false;
    std::vector<Term> branch;
    add_terms(item, branch, dead);
    if (dead) continue;
    none = false;
    term.branches.push_back(std::move(branch));
  }
  never = never || none;
  terms.push_back(std::move(term));
}

void add_terms(const raw::Node* condition, std::vector<Term>& terms, bool& never) {
  if (!condition) return;
  if (const auto* logic = as<raw::BoolExpr>(condition)) {
    if (logic->boolop == raw::OR_EXPR) return add_branches(*logic, terms, never);
    if (logic->boolop == raw::NOT_EXPR) {
      const auto* inner = Items(logic->args)[0];
      if (constant(inner) == "true") never = true;
      // NOT (x IS NULL), NOT EXISTS (…), NOT IN (…): nothing an index helps with, but for the first.
      terms.push_back({.operation = "not"});
      return;
    }
    for (const auto* item : Items(logic->args)) add_terms(item, terms, never);
    return;
  }
  if (const auto* expression = as<raw::A_Expr>(condition)) return add_expression(*expression, terms);
  if (const auto* test = as<raw::NullTest>(condition)) {
    const auto column = column_of(node_of(test->arg));
    terms.push_back({.table = column.table,
                     .column = column.column,
                     .operation = test->nulltesttype == raw::IS_NULL ? "is null" : "is not null",
                     .fixed = true});
    return;
  }
  if (const auto* link = as<raw::SubLink>(condition)) {
    const auto column = link->subLinkType == raw::ANY_SUBLINK ? column_of(link->testexpr) : ColumnUse{};
    terms.push_back({.table = column.table,
                     .column = column.column,
                     .operation = column.column.empty()               ? "exists"
                                  : Items(link->operName).size() == 0 ? "in"
                                                                      : "any",
                     .fixed = !column.column.empty()});
    return;
  }
  if (const auto column = column_of(condition); !column.column.empty()) {
    terms.push_back({.table = column.table, .column = column.column, .operation = "is true", .fixed = true});
    return;
  }
  if (const auto value = constant(condition)) {
    if (*value == "false") never = true;
    if (*value == "true" || *value == "false") return;
  }
  if (is_null_constant(condition)) never = true;
  terms.push_back({.operation = "other"});
}

}  // namespace sql
