#include "sql/volatility.h"

#include <set>
#include <string>
#include <vector>

#include "sql/tree.h"

namespace sql {

// Functions of pg_catalog that are found in defaults, none of whose forms is volatile. volatility_test.cpp asks a
// server about each of them.
static bool is_known_not_volatile(const std::string& name) {
  static const std::set<std::string> names{"abs",
                                           "age",
                                           "array_append",
                                           "array_cat",
                                           "array_fill",
                                           "array_length",
                                           "array_prepend",
                                           "array_remove",
                                           "array_to_json",
                                           "array_to_string",
                                           "ascii",
                                           "btrim",
                                           "cardinality",
                                           "ceil",
                                           "ceiling",
                                           "char_length",
                                           "chr",
                                           "concat",
                                           "concat_ws",
                                           "convert_from",
                                           "convert_to",
                                           "current_database",
                                           "current_schema",
                                           "current_schemas",
                                           "current_setting",
                                           "current_user",
                                           "date",
                                           "date_bin",
                                           "date_part",
                                           "date_trunc",
                                           "daterange",
                                           "decode",
                                           "div",
                                           "encode",
                                           "exp",
                                           "extract",
                                           "floor",
                                           "format",
                                           "get_bit",
                                           "get_byte",
                                           "getdatabaseencoding",
                                           "hashtext",
                                           "inet_client_addr",
                                           "inet_client_port",
                                           "inet_server_addr",
                                           "inet_server_port",
                                           "initcap",
                                           "int4range",
                                           "int8range",
                                           "json_array_length",
                                           "json_build_array",
                                           "json_build_object",
                                           "json_object",
                                           "jsonb_array_length",
                                           "jsonb_build_array",
                                           "jsonb_build_object",
                                           "jsonb_object",
                                           "jsonb_set",
                                           "jsonb_strip_nulls",
                                           "justify_days",
                                           "justify_hours",
                                           "justify_interval",
                                           "left",
                                           "length",
                                           "ln",
                                           "log",
                                           "lower",
                                           "lpad",
                                           "ltrim",
                                           "make_date",
                                           "make_interval",
                                           "make_time",
                                           "make_timestamp",
                                           "make_timestamptz",
                                           "md5",
                                           "mod",
                                           "now",
                                           "nullif",
                                           "num_nonnulls",
                                           "num_nulls",
                                           "numrange",
                                           "octet_length",
                                           "overlay",
                                           "pg_backend_pid",
                                           "pg_client_encoding",
                                           "pg_get_userbyid",
                                           "pg_typeof",
                                           "pi",
                                           "point",
                                           "position",
                                           "power",
                                           "quote_ident",
                                           "quote_literal",
                                           "quote_nullable",
                                           "regexp_replace",
                                           "repeat",
                                           "replace",
                                           "reverse",
                                           "right",
                                           "round",
                                           "row_to_json",
                                           "rpad",
                                           "rtrim",
                                           "session_user",
                                           "sha224",
                                           "sha256",
                                           "sha384",
                                           "sha512",
                                           "sign",
                                           "split_part",
                                           "sqrt",
                                           "statement_timestamp",
                                           "strpos",
                                           "string_to_array",
                                           "substr",
                                           "substring",
                                           "text",
                                           "timezone",
                                           "to_ascii",
                                           "to_char",
                                           "to_date",
                                           "to_hex",
                                           "to_json",
                                           "to_jsonb",
                                           "to_number",
                                           "to_regclass",
                                           "to_timestamp",
                                           "to_tsquery",
                                           "to_tsvector",
                                           "transaction_timestamp",
                                           "translate",
                                           "trunc",
                                           "tsrange",
                                           "tstzrange",
                                           "txid_current",
                                           "pg_current_xact_id",
                                           "upper",
                                           "version"};
  return names.contains(name);
}

static bool is_volatile_call(const raw::FuncCall& call) {
  const auto name = name_of(call.funcname);
  return !(name.schema.empty() || name.schema == "pg_catalog") || !is_known_not_volatile(name.name);
}

std::vector<FunctionCall> volatile_calls(const raw::Node* expression) {
  std::vector<FunctionCall> found;
  if (!expression) return found;
  std::vector<const raw::Node*> open{expression};
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    if (const auto* call = as<raw::FuncCall>(node); call && is_volatile_call(*call))
      found.push_back({.name = name_of(call->funcname), .arguments = Items(call->args).size()});
    for_each_child(node, [&](const raw::Node* child) { open.push_back(child); });
  }
  return found;
}

bool is_volatile(const raw::Node* expression) {
  return !volatile_calls(expression).empty();
}

}  // namespace sql
