#include "sql/constant_text.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/parser.h"
#include "sql/statement.h"
#include "sql/tree.h"

namespace sql {

using Text = std::optional<std::string>;
using Values = std::map<std::string, std::string>;

static std::string quoted_literal(std::string_view text) {
  return "'" + base::replace_all(std::string(text), "'", "''") + "'";
}

static std::string quoted_identifier(const std::string& name) {
  return QualifiedName{"", name}.text();
}

// format() with arguments in order; positions and widths are not worked out.
static Text formatted(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return std::nullopt;
  std::string out;
  std::size_t next = 1;
  const std::string& pattern = arguments[0];
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '%') {
      out += pattern[at];
      continue;
    }
    if (++at == pattern.size()) return std::nullopt;
    if (pattern[at] == '%') {
      out += '%';
      continue;
    }
    // %1$I names its argument.
    auto digits = at;
    while (digits < pattern.size() && pattern[digits] >= '0' && pattern[digits] <= '9') ++digits;
    if (digits > at && digits < pattern.size() && pattern[digits] == '$') {
      next = static_cast<std::size_t>(std::stoul(pattern.substr(at, std::min<std::size_t>(digits - at, 4))));
      at = digits + 1;
      if (next == 0 || at == pattern.size()) return std::nullopt;
    }
    if (next >= arguments.size()) return std::nullopt;
    const auto& argument = arguments[next++];
    if (pattern[at] == 's') {
      out += argument;
    } else if (pattern[at] == 'I') {
      out += quoted_identifier(argument);
    } else if (pattern[at] == 'L') {
      out += quoted_literal(argument);
    } else {
      return std::nullopt;
    }
  }
  return out;
}

static Text value_of(const raw::Node* node, const Values& values);

static Text call(const raw::FuncCall& function, const Values& values) {
  std::vector<std::string> arguments;
  for (const auto* node : Items(function.args)) {
    auto value = value_of(node, values);
    if (!value) return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  const auto name = name_of(function.funcname).name;
  if (name == "format") return formatted(arguments);
  if (name == "concat") return fmt::format("{}", fmt::join(arguments, ""));
  if (name == "lpad" && arguments.size() == 3 && arguments[2].size() == 1 && arguments[1].size() == 1 &&
      arguments[1][0] >= '0' && arguments[1][0] <= '9') {
    const auto width = static_cast<std::size_t>(arguments[1][0] - '0');
    const auto& text = arguments[0];
    return text.size() >= width ? text.substr(0, width) : std::string(width - text.size(), arguments[2][0]) + text;
  }
  if (arguments.size() != 1) return std::nullopt;
  if (name == "quote_ident") return quoted_identifier(arguments[0]);
  if (name == "quote_literal") return quoted_literal(arguments[0]);
  if (name == "lower") return base::to_lower(arguments[0]);
  return std::nullopt;
}

static Text variable(const raw::ColumnRef& column, const Values& values) {
  const auto found = values.find(fmt::format("{}", fmt::join(texts_of(column.fields), ".")));
  return found == values.end() ? std::nullopt : Text(found->second);
}

// y + 1
static Text calculated(const std::string& left, const std::string& sign, const std::string& right) {
  const auto number = [](const std::string& text) -> std::optional<long long> {
    long long value = 0;
    const auto* end = text.data() + text.size();
    if (text.size() > 9 || std::from_chars(text.data(), end, value).ptr != end) return std::nullopt;
    return value;
  };
  const auto a = number(left);
  const auto b = number(right);
  if (!a || !b) return std::nullopt;
  if (sign == "+") return fmt::format("{}", *a + *b);
  if (sign == "-") return fmt::format("{}", *a - *b);
  if (sign == "*") return fmt::format("{}", *a * *b);
  return std::nullopt;
}

static Text value_of(const raw::Node* node, const Values& values) {
  if (const auto* constant = as<raw::A_Const>(node)) {
    if (!constant->isnull && constant->val.node.type == raw::T_Integer)
      return fmt::format("{}", constant->val.ival.ival);
    if (constant->isnull || constant->val.node.type != raw::T_String) return std::nullopt;
    return text_of(constant->val.sval.sval);
  }
  if (const auto* column = as<raw::ColumnRef>(node)) return variable(*column, values);
  if (const auto* cast = as<raw::TypeCast>(node)) {
    const auto type = name_of(node_of(cast->typeName)).name;
    return type == "text" || type == "varchar" || type == "name" ? value_of(cast->arg, values) : std::nullopt;
  }
  if (const auto* function = as<raw::FuncCall>(node)) return call(*function, values);
  if (const auto* operation = as<raw::A_Expr>(node)) {
    const auto sign = name_of(operation->name).name;
    const auto left = value_of(operation->lexpr, values);
    const auto right = value_of(operation->rexpr, values);
    if (!left || !right) return std::nullopt;
    return sign == "||" ? Text(*left + *right) : calculated(*left, sign, *right);
  }
  return std::nullopt;
}

// What is put together of more pieces than this is not worked out: value_of goes down once for each.
static constexpr int deepest_value = 1'000;

// The one value that SELECT gives back. `parsed` keeps it.
static const raw::Node* only_target(const Parsed& parsed) {
  if (parsed.failure() || Items(parsed.statements()).size() != 1) return nullptr;
  const auto* statement = as<raw::RawStmt>(Items(parsed.statements())[0]);
  const auto* select = statement ? as<raw::SelectStmt>(statement->stmt) : nullptr;
  if (!select || Items(select->targetList).size() != 1) return nullptr;
  const auto* target = as<raw::ResTarget>(Items(select->targetList)[0]);
  return target && !is_too_deep(target->val, deepest_value) ? target->val.get() : nullptr;
}

Text constant_text(const std::string& expression, const Values& values) {
  const Parsed parsed("SELECT " + expression);
  const auto* value = only_target(parsed);
  return value ? value_of(value, values) : std::nullopt;
}

std::optional<std::vector<std::string>> constant_texts(const std::string& expression) {
  const Parsed parsed("SELECT " + expression);
  const auto* value = only_target(parsed);
  if (const auto* cast = value ? as<raw::TypeCast>(value) : nullptr) value = cast->arg;
  const auto* array = value ? as<raw::A_ArrayExpr>(value) : nullptr;
  if (!array) return std::nullopt;
  std::vector<std::string> texts;
  for (const auto* item : Items(array->elements)) {
    auto text = value_of(item, {});
    if (!text) return std::nullopt;
    texts.push_back(std::move(*text));
  }
  return texts;
}

}  // namespace sql
