// Names and texts made safe for SQL.
#include <algorithm>
#include <array>

#include "base/error.h"
#include "pg/catalog.h"
#include "pg/session.h"

namespace pg {

// Words that are no plain names: pg_get_keywords() of 15 with catcode <> 'U', and those that 16 to 18 added. Sorted.
// clang-format off
static constexpr std::array<std::string_view, 164> keywords{
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "between",
    "bigint", "binary", "bit", "boolean", "both", "case", "cast", "char", "character", "check", "coalesce",
    "collate", "collation", "column", "concurrently", "constraint", "create", "cross", "current_catalog",
    "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "dec",
    "decimal", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "exists", "extract",
    "false", "fetch", "float", "for", "foreign", "freeze", "from", "full", "grant", "greatest", "group", "grouping",
    "having", "ilike", "in", "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is",
    "isnull", "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg",
    "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "lateral", "leading", "least",
    "left", "like", "limit", "localtime", "localtimestamp", "merge_action", "national", "natural", "nchar", "none",
    "normalize", "not", "notnull", "null", "nullif", "numeric", "offset", "on", "only", "or", "order", "out",
    "outer", "overlaps", "overlay", "placing", "position", "precision", "primary", "real", "references",
    "returning", "right", "row", "select", "session_user", "setof", "similar", "smallint", "some", "substring",
    "symmetric", "system_user", "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat",
    "trim", "true", "union", "unique", "user", "using", "values", "varchar", "variadic", "verbose", "when", "where",
    "window", "with", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces",
    "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable"};
// clang-format on
static_assert(std::is_sorted(keywords.begin(), keywords.end()));

static void refuse_nul(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw base::Error{base::Code::text, "a NUL byte where SQL is to be written"};
}

static bool is_plain(std::string_view name) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto goes_on = [&](char c) { return starts(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && starts(name.front()) && std::all_of(name.begin(), name.end(), goes_on) &&
         !std::binary_search(keywords.begin(), keywords.end(), name);
}

static std::string doubled(std::string_view text, char quote) {
  std::string out;
  out.reserve(text.size() + 2);
  for (const char c : text) {
    if (c == quote) out += c;
    out += c;
  }
  return out;
}

std::string quote_identifier(std::string_view name) {
  refuse_nul(name);
  return is_plain(name) ? std::string(name) : '"' + doubled(name, '"') + '"';
}

std::string search_path_of(const std::vector<std::string>& schemas) {
  std::string out;
  for (const auto& schema : schemas) out += (out.empty() ? "" : ", ") + quote_identifier(schema);
  return out.empty() ? std::string(R"("")") : out;
}

std::string quote_literal(std::string_view text) {
  refuse_nul(text);
  const auto quoted = doubled(text, '\'');
  // E'' means the same whatever standard_conforming_strings is.
  if (text.find('\\') != std::string_view::npos) return "E'" + doubled(quoted, '\\') + "'";
  return "'" + quoted + "'";
}

std::string shown(const Name& name) {
  return name.schema.empty() || name.schema == "public" ? name.name : name.schema + "." + name.name;
}

std::string Name::text() const {
  return quote_identifier(schema) + "." + quote_identifier(name);
}

}  // namespace pg
