#include "sql/tree.h"

#include <set>

#include "base/text.h"

namespace sql {

std::string text_of(const raw::Node* node) {
  const auto* string = as<raw::String>(node);
  return string ? text_of(string->sval) : "";
}

std::vector<std::string> texts_of(const raw::List* list) {
  std::vector<std::string> texts;
  for (const auto* item : Items(list)) texts.push_back(text_of(item));
  return texts;
}

QualifiedName name_of(const raw::RangeVar* relation) {
  if (!relation) return {};
  return {.schema = text_of(relation->schemaname), .name = text_of(relation->relname)};
}

QualifiedName name_of(const raw::List* parts, std::size_t drop_last) {
  const Items items(parts);
  if (items.size() <= drop_last) return {};
  const auto last = items.size() - drop_last - 1;
  return {.schema = last > 0 ? text_of(items[last - 1]) : "", .name = text_of(items[last])};
}

QualifiedName name_of(const raw::Node* node) {
  if (const auto* list = as<raw::List>(node)) return name_of(list);
  if (const auto* type = as<raw::TypeName>(node)) return name_of(type->names);
  if (const auto* function = as<raw::ObjectWithArgs>(node)) return name_of(function->objname);
  if (const auto* relation = as<raw::RangeVar>(node)) return name_of(relation);
  return {.schema = "", .name = text_of(node)};
}

std::vector<QualifiedName> names_of(const raw::List* relations) {
  std::vector<QualifiedName> names;
  for (const auto* item : Items(relations)) {
    if (const auto* relation = as<raw::RangeVar>(item)) names.push_back(name_of(relation));
  }
  return names;
}

std::vector<QualifiedName> names_behind_only(const raw::List* relations) {
  std::vector<QualifiedName> names;
  for (const auto* item : Items(relations)) {
    if (const auto* relation = as<raw::RangeVar>(item); relation && !relation->inh)
      names.push_back(name_of(relation));
  }
  return names;
}

const raw::DefElem* find_option(const raw::List* options, std::string_view name) {
  for (const auto* item : Items(options)) {
    const auto* option = as<raw::DefElem>(item);
    if (option && option->defname && option->defname.get() == name) return option;
  }
  return nullptr;
}

// As defGetBoolean of PostgreSQL reads it: no value means true.
static bool is_on(const raw::DefElem& option) {
  if (!option.arg) return true;
  if (const auto* number = as<raw::Integer>(option.arg)) return number->ival != 0;
  if (const auto* boolean = as<raw::Boolean>(option.arg)) return boolean->boolval;
  const auto word = base::to_lower(text_of(option.arg));
  return word == "true" || word == "on";
}

bool option_is_on(const raw::List* options, std::string_view name, bool when_missing) {
  const auto* option = find_option(options, name);
  return option ? is_on(*option) : when_missing;
}

bool is_too_deep(const raw::Node* tree, int limit) {
  std::vector<std::pair<const raw::Node*, int>> open;
  if (tree) open.emplace_back(tree, 1);
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    if (depth > limit) return true;
    for_each_child(node, [&, below = depth + 1](const raw::Node* child) { open.emplace_back(child, below); });
  }
  return false;
}

// An identifier that needs no quotes, by its letters; quote_ident() of the server draws the same line.
static bool is_plain(std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = (c >= 'a' && c <= 'z') || c == '_';
    const bool later = c >= '0' && c <= '9';
    if (!letter && !(later && i > 0)) return false;
  }
  return true;
}

// PostgreSQL 15, src/include/parser/kwlist.h: the reserved words and those that may name a type or function only.
static bool is_reserved(std::string_view name) {
  static const std::set<std::string_view> words{"all",
                                                "analyse",
                                                "analyze",
                                                "and",
                                                "any",
                                                "array",
                                                "as",
                                                "asc",
                                                "asymmetric",
                                                "authorization",
                                                "binary",
                                                "both",
                                                "case",
                                                "cast",
                                                "check",
                                                "collate",
                                                "collation",
                                                "column",
                                                "concurrently",
                                                "constraint",
                                                "create",
                                                "cross",
                                                "current_catalog",
                                                "current_date",
                                                "current_role",
                                                "current_schema",
                                                "current_time",
                                                "current_timestamp",
                                                "current_user",
                                                "default",
                                                "deferrable",
                                                "desc",
                                                "distinct",
                                                "do",
                                                "else",
                                                "end",
                                                "except",
                                                "false",
                                                "fetch",
                                                "for",
                                                "foreign",
                                                "freeze",
                                                "from",
                                                "full",
                                                "grant",
                                                "group",
                                                "having",
                                                "ilike",
                                                "in",
                                                "initially",
                                                "inner",
                                                "intersect",
                                                "into",
                                                "is",
                                                "isnull",
                                                "join",
                                                "lateral",
                                                "leading",
                                                "left",
                                                "like",
                                                "limit",
                                                "localtime",
                                                "localtimestamp",
                                                "natural",
                                                "not",
                                                "notnull",
                                                "null",
                                                "offset",
                                                "on",
                                                "only",
                                                "or",
                                                "order",
                                                "outer",
                                                "overlaps",
                                                "placing",
                                                "primary",
                                                "references",
                                                "returning",
                                                "right",
                                                "select",
                                                "session_user",
                                                "similar",
                                                "some",
                                                "symmetric",
                                                "table",
                                                "tablesample",
                                                "then",
                                                "to",
                                                "trailing",
                                                "true",
                                                "union",
                                                "unique",
                                                "user",
                                                "using",
                                                "variadic",
                                                "verbose",
                                                "when",
                                                "where",
                                                "window",
                                                "with"};
  return words.contains(name);
}

static std::string quoted(const std::string& name) {
  if (is_plain(name) && !is_reserved(name)) return name;
  return "\"" + base::replace_all(name, "\"", "\"\"") + "\"";
}

std::string QualifiedName::text() const {
  return schema.empty() ? quoted(name) : quoted(schema) + "." + quoted(name);
}

bool is_system(const QualifiedName& name) {
  if (name.schema.empty()) return name.name.starts_with("pg_");
  return name.schema == "information_schema" || name.schema.starts_with("pg_");  // pg_ is reserved for schemas
}

}  // namespace sql
