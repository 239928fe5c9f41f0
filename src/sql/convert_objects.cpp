#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/convert.h"

namespace sql {

// In the order of ObjectType.
std::string object_name(raw::ObjectType type) {
  static constexpr std::string_view names[] = {
      "ACCESS METHOD",
      "AGGREGATE",
      "OPERATOR",
      "FUNCTION",
      "ATTRIBUTE",
      "CAST",
      "COLUMN",
      "COLLATION",
      "CONVERSION",
      "DATABASE",
      "DEFAULT",
      "DEFAULT PRIVILEGES",
      "DOMAIN",
      "CONSTRAINT",
      "EVENT TRIGGER",
      "EXTENSION",
      "FOREIGN DATA WRAPPER",
      "SERVER",
      "FOREIGN TABLE",
      "FUNCTION",
      "INDEX",
      "LANGUAGE",
      "LARGE OBJECT",
      "MATERIALIZED VIEW",
      "OPERATOR CLASS",
      "OPERATOR",
      "OPERATOR FAMILY",
      "PARAMETER",
      "POLICY",
      "PROCEDURE",
      "PUBLICATION",
      "PUBLICATION",
      "PUBLICATION",
      "ROLE",
      "ROUTINE",
      "RULE",
      "SCHEMA",
      "SEQUENCE",
      "SUBSCRIPTION",
      "STATISTICS",
      "CONSTRAINT",
      "TABLE",
      "TABLESPACE",
      "TRANSFORM",
      "TRIGGER",
      "TEXT SEARCH CONFIGURATION",
      "TEXT SEARCH DICTIONARY",
      "TEXT SEARCH PARSER",
      "TEXT SEARCH TEMPLATE",
      "TYPE",
      "USER MAPPING",
      "VIEW",
  };
  static_assert(std::size(names) == raw::OBJECT_VIEW + 1);
  return std::string(names[type]);
}

Node convert_rename(const raw::RenameStmt& rename) {
  Rename result{.object = object_name(rename.renameType),
                .to = text_of(rename.newname),
                .only = rename.relation && !rename.relation->inh,
                .cascade = rename.behavior == raw::DROP_CASCADE};
  if (rename.relation) {
    result.relation = name_of(rename.relation);
    result.from = text_of(rename.subname);
  } else if (rename.object) {
    result.relation = name_of(rename.object);
    result.from = text_of(rename.subname);
  } else {  // schemas, roles, databases
    result.relation.name = text_of(rename.subname);
  }
  return result;
}

static bool stands_on_a_table(raw::ObjectType type) {
  return type == raw::OBJECT_TRIGGER || type == raw::OBJECT_POLICY || type == raw::OBJECT_RULE;
}

Node convert_drop(const raw::DropStmt& drop) {
  Drop result{.object = object_name(drop.removeType),
              .if_exists = drop.missing_ok,
              .cascade = drop.behavior == raw::DROP_CASCADE,
              .concurrently = drop.concurrent};
  for (const auto* item : Items(drop.objects)) {
    const auto* parts = as<raw::List>(item);
    if (stands_on_a_table(drop.removeType) && parts) {
      result.names.push_back(name_of(parts, 1));
      result.name = name_of(parts).name;
    } else {
      result.names.push_back(name_of(item));
    }
  }
  return result;
}

static char volatility_of(const std::string& word) {
  return word == "immutable" ? 'i' : word == "stable" ? 's' : 'v';
}

// What stands between the first bracket at or after `at` and the one that closes it.
static std::string in_brackets(const Source& source, std::size_t at) {
  const auto text = source.text.substr(0, source.end);
  const auto open = text.find('(', at);
  int depth = 0;
  for (auto close = open; close < text.size(); ++close) {
    if (text[close] == '(') ++depth;
    if (text[close] == ')' && --depth == 0) return std::string(text.substr(open + 1, close - open - 1));
  }
  return {};
}

// "integer", "SETOF orders", "TABLE(id integer, n bigint)"
template <typename Written>
static std::string result_of(const raw::CreateFunctionStmt& function, const Written& written) {
  std::vector<std::string> columns;
  for (const auto* item : Items(function.parameters)) {
    const auto* parameter = as<raw::FunctionParameter>(item);
    if (parameter && parameter->mode == raw::FUNC_PARAM_TABLE)
      columns.push_back(QualifiedName{"", text_of(parameter->name)}.text() + " " + written(parameter->argType));
  }
  if (!columns.empty()) return fmt::format("TABLE({})", fmt::join(columns, ", "));
  if (!function.returnType) return {};
  return (function.returnType->setof ? "SETOF " : "") + written(function.returnType);
}

Node convert_create_function(const raw::CreateFunctionStmt& function, const Source& source) {
  const auto* language = find_option(function.options, "language");
  CreateFunction result{.name = name_of(function.funcname),
                        .replace = function.replace,
                        .language = language ? text_of(language->arg) : "sql",
                        .procedure = function.is_procedure,
                        .sql_body = function.sql_body != nullptr};
  if (const auto* volatility = find_option(function.options, "volatility"))
    result.volatility = volatility_of(text_of(volatility->arg));
  if (const auto* body = find_option(function.options, "as"); body && result.language != "c") {
    const auto texts = texts_of(as<raw::List>(body->arg));
    if (!texts.empty()) result.body = texts.front();
  }
  result.strict = option_is_on(function.options, "strict");
  const auto written = [&](const raw::TypeName* type) -> std::string {
    return type && type->location >= 0 ? type_text(source, static_cast<std::size_t>(type->location)) : "";
  };
  for (const auto* item : Items(function.parameters)) {
    const auto* parameter = as<raw::FunctionParameter>(item);
    if (parameter && parameter->mode != raw::FUNC_PARAM_OUT && parameter->mode != raw::FUNC_PARAM_TABLE)
      result.arguments.push_back(written(parameter->argType));
  }
  result.signature = in_brackets(source, find_name(source, source.begin, result.name.name));
  result.result = result_of(function, written);
  result.returns_set = result.result.starts_with("TABLE(") || (function.returnType && function.returnType->setof);
  for (const auto* item : Items(function.options)) {
    const auto* option = as<raw::DefElem>(item);
    const auto* set = option && text_of(option->defname) == "set" ? as<raw::VariableSetStmt>(option->arg) : nullptr;
    if (set) result.settings.push_back(text_of(set->name));
  }
  return result;
}

Node convert_comment(const raw::CommentStmt& comment) {
  Comment result{.object = object_name(comment.objtype), .relation = {}};
  const auto* parts = as<raw::List>(comment.object);
  if (!parts) return result;
  switch (comment.objtype) {
    case raw::OBJECT_TABLE:
    case raw::OBJECT_VIEW:
    case raw::OBJECT_MATVIEW:
    case raw::OBJECT_INDEX:
    case raw::OBJECT_SEQUENCE:
    case raw::OBJECT_FOREIGN_TABLE:
      result.relation = name_of(parts);
      break;
    case raw::OBJECT_COLUMN:
    case raw::OBJECT_TRIGGER:
    case raw::OBJECT_POLICY:
    case raw::OBJECT_RULE:
    case raw::OBJECT_TABCONSTRAINT:
      result.relation = name_of(parts, 1);
      break;
    default:
      break;
  }
  return result;
}

Node convert_grant(const raw::GrantStmt& grant) {
  Grant result{.relations = {}, .revoke = !grant.is_grant};
  if (grant.targtype == raw::ACL_TARGET_OBJECT) result.relations = names_of(grant.objects);
  return result;
}

}  // namespace sql
