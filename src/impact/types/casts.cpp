// Source: pg_cast and find_coercion_pathway (parse_coerce.c) of PostgreSQL 15; casts_test.cpp asks a server.
#include "impact/types/casts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/types/types.h"

namespace impact {

// pg_type of pg_catalog, by typname; row types and arrays left out.
static constexpr std::string_view built_in_types[] = {"aclitem",
                                                      "bit",
                                                      "bool",
                                                      "box",
                                                      "bpchar",
                                                      "bytea",
                                                      "char",
                                                      "cid",
                                                      "cidr",
                                                      "circle",
                                                      "date",
                                                      "datemultirange",
                                                      "daterange",
                                                      "float4",
                                                      "float8",
                                                      "gtsvector",
                                                      "inet",
                                                      "int2",
                                                      "int2vector",
                                                      "int4",
                                                      "int4multirange",
                                                      "int4range",
                                                      "int8",
                                                      "int8multirange",
                                                      "int8range",
                                                      "interval",
                                                      "json",
                                                      "jsonb",
                                                      "jsonpath",
                                                      "line",
                                                      "lseg",
                                                      "macaddr",
                                                      "macaddr8",
                                                      "money",
                                                      "name",
                                                      "nummultirange",
                                                      "numeric",
                                                      "numrange",
                                                      "oid",
                                                      "oidvector",
                                                      "path",
                                                      "pg_lsn",
                                                      "pg_snapshot",
                                                      "point",
                                                      "polygon",
                                                      "refcursor",
                                                      "regclass",
                                                      "regcollation",
                                                      "regconfig",
                                                      "regdictionary",
                                                      "regnamespace",
                                                      "regoper",
                                                      "regoperator",
                                                      "regproc",
                                                      "regprocedure",
                                                      "regrole",
                                                      "regtype",
                                                      "serial",
                                                      "serial2",
                                                      "serial4",
                                                      "serial8",
                                                      "smallserial",
                                                      "bigserial",
                                                      "text",
                                                      "tid",
                                                      "time",
                                                      "timestamp",
                                                      "timestamptz",
                                                      "timetz",
                                                      "tsmultirange",
                                                      "tsquery",
                                                      "tsrange",
                                                      "tstzmultirange",
                                                      "tstzrange",
                                                      "tsvector",
                                                      "txid_snapshot",
                                                      "uuid",
                                                      "varbit",
                                                      "varchar",
                                                      "xid",
                                                      "xid8",
                                                      "xml"};

static bool is_complete(const pg::Catalog& catalog) {
  return catalog.has_server() && !catalog.access_methods.empty();
}

// "order_status", archive.kind, "Mixed" in quotes: schema and name.
static pg::Name written(std::string_view text) {
  pg::Name name;
  std::string part;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      name.schema = std::move(part);
      part.clear();
    } else {
      part += c;
    }
  }
  name.name = std::move(part);
  return name;
}

bool no_such_type(std::string_view internal, const pg::Catalog& catalog) {
  while (internal.ends_with("[]")) internal.remove_suffix(2);
  if (internal.empty() || !is_complete(catalog)) return false;
  const auto name = written(internal);
  if (name.name.empty() || name.name.front() == '_' || name.name.starts_with("pg_")) return false;
  if (!name.schema.empty() && name.schema.starts_with("pg_")) return false;
  if (name.schema.empty() && std::ranges::find(built_in_types, name.name) != std::end(built_in_types)) return false;
  const auto same = [&](const pg::Name& type) {
    return type.name == name.name &&
           (name.schema.empty() ? is_on_path(type.schema, catalog) : type.schema == name.schema);
  };
  if (std::ranges::any_of(catalog.types, same) || std::ranges::any_of(catalog.other_types, same)) return false;
  if (std::ranges::any_of(catalog.enums, [&](const auto& each) { return same(each.first); })) return false;
  if (find_relation(sql::QualifiedName{name.schema, name.name}, catalog)) return false;
  return std::ranges::none_of(catalog.extensions, [&](const pg::Extension& each) {
    const bool simulated = each.version.empty();  // what it brings is not known
    return simulated || std::ranges::any_of(each.types, same);
  });
}

static const std::vector<std::string>* enum_of(const TypeName& type, const pg::Catalog& catalog) {
  const auto name = written(type.base);
  for (const auto& [each, labels] : catalog.enums) {
    if (each.name == name.name && (name.schema.empty() || each.schema == name.schema)) return &labels;
  }
  return nullptr;
}

// The type under a domain, or under a domain over one.
static TypeName under_domains(TypeName type, const pg::Catalog& catalog) {
  for (int depth = 0; depth < 10 && !type.array; ++depth) {
    const auto name = written(type.base);
    const auto domain = std::ranges::find_if(catalog.domains, [&](const auto& each) {
      return each.first.name == name.name && (name.schema.empty() || each.first.schema == name.schema);
    });
    if (domain == catalog.domains.end()) break;
    type = read_type(domain->second.base);
  }
  return type;
}

namespace {
enum class Family {
  other,
  number,
  text,
  boolean,
  moment,
  uuid,
  json,
  bytes,
  network,
  bits,
  object,
  money,
  enumeration
};
}

static Family family_of(const TypeName& type, const pg::Catalog& catalog) {
  const std::string_view base = type.base;
  const auto any = [&](auto... names) { return ((base == names) || ...); };
  if (any("smallint", "integer", "bigint", "numeric", "real", "double precision")) return Family::number;
  if (any("text", "character varying", "character", "name", "citext", "\"char\"")) return Family::text;
  if (base == "boolean") return Family::boolean;
  if (any("date", "interval") || base.starts_with("timestamp") || base.starts_with("time ")) return Family::moment;
  if (base == "uuid") return Family::uuid;
  if (any("json", "jsonb")) return Family::json;
  if (base == "bytea") return Family::bytes;
  if (any("inet", "cidr")) return Family::network;
  if (any("bit", "bit varying")) return Family::bits;
  if (base == "oid" || (base.starts_with("reg") && enum_of(type, catalog) == nullptr)) return Family::object;
  if (base == "money") return Family::money;
  if (enum_of(type, catalog)) return Family::enumeration;
  return Family::other;
}

static bool moments_convert(std::string_view from, std::string_view to) {
  const bool from_stamp = from.starts_with("timestamp");
  const bool to_stamp = to.starts_with("timestamp");
  const bool from_time = !from_stamp && from.starts_with("time");
  const bool to_time = !to_stamp && to.starts_with("time");
  if (from_stamp) return to_stamp || to == "date" || to_time;
  if (from == "date") return to_stamp;
  if (from_time) return to_time || to == "interval";
  return to == "time without time zone";  // from interval
}

bool no_assignment(std::string_view from_text, std::string_view to_text, const pg::Catalog& catalog) {
  auto from = under_domains(read_type(from_text), catalog);
  auto to = under_domains(read_type(to_text), catalog);
  if (from.base == to.base && from.array == to.array) return false;
  const auto b = family_of(to, catalog);
  if (b == Family::text && (!to.array || from.array)) return false;  // everything has a text
  if (from.array != to.array) return family_of(from, catalog) != Family::other && b != Family::other;
  const auto a = family_of(from, catalog);
  if (a == Family::other || b == Family::other) return false;
  if (a == Family::number && (b == Family::money || b == Family::object))
    return from.base == "real" || from.base == "double precision" || (b == Family::object && from.base == "numeric");
  if (a == Family::money) return to.base != "numeric";
  if (a == Family::object && b == Family::number) return to.base != "integer" && to.base != "bigint";
  if (a == Family::text && b == Family::object) return to.base != "regclass";
  if (a != b || a == Family::enumeration) return true;
  return a == Family::moment && from.base != to.base && !moments_convert(from.base, to.base);
}

static bool is_whole_number(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with("+") || text.starts_with("-")) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

static bool is_number(std::string_view text) {
  const auto lower = base::to_lower(base::trim(text));
  for (const auto* word : {"nan", "infinity", "-infinity", "inf", "-inf", "+inf", "+infinity"}) {
    if (lower == word) return true;
  }
  double value = 0;
  const auto* begin = lower.data() + (lower.starts_with("+") ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, lower.data() + lower.size(), value);
  return error == std::errc{} && end == lower.data() + lower.size();
}

static bool is_boolean(std::string_view text) {
  const auto lower = base::to_lower(base::trim(text));
  if (lower.empty()) return false;
  for (const std::string_view word : {"true", "false", "yes", "no", "1", "0"}) {
    if (word.starts_with(lower)) return true;
  }
  return lower == "on" || lower == "off" || lower == "of";
}

static bool is_uuid(std::string_view text) {
  const auto digits = std::ranges::count_if(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
  return digits == 32 && std::ranges::all_of(text, [](unsigned char c) {
           return std::isxdigit(c) != 0 || c == '-' || c == '{' || c == '}';
         });
}

// The constant between quotes, or nothing where the expression is more than that.
static std::optional<std::string> quoted_constant(std::string_view text) {
  if (text.size() < 2 || text.front() != '\'' || text.back() != '\'') return std::nullopt;
  std::string out;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\'' && (at + 2 >= text.size() || text[++at] != '\'')) return std::nullopt;
    out += text[at];
  }
  return out;
}

bool no_value_of(std::string_view expression, std::string_view type_text, const pg::Catalog& catalog) {
  const auto text = base::trim(expression);
  const auto type = under_domains(read_type(type_text), catalog);
  if (type.array) return false;
  const auto family = family_of(type, catalog);
  if (family == Family::other) return false;
  if (const auto constant = quoted_constant(text)) {
    const bool whole = type.base == "smallint" || type.base == "integer" || type.base == "bigint";
    if (family == Family::number) return whole ? !is_whole_number(*constant) : !is_number(*constant);
    if (family == Family::boolean) return !is_boolean(*constant);
    if (family == Family::uuid) return !is_uuid(*constant);
    if (family == Family::enumeration) return std::ranges::count(*enum_of(type, catalog), *constant) == 0;
    if (family == Family::moment && type.base != "interval") {
      static constexpr std::array words{"now",      "today",     "tomorrow", "yesterday",
                                        "infinity", "-infinity", "epoch",    "allballs"};
      const auto lower = base::to_lower(base::trim(*constant));
      return std::ranges::none_of(lower, [](unsigned char c) { return std::isdigit(c) != 0; }) &&
             std::ranges::find(words, lower) == words.end();
    }
    return false;
  }
  const auto lower = base::to_lower(text);
  if (lower == "true" || lower == "false") return no_assignment("boolean", type_text, catalog);
  if (is_whole_number(text)) return no_assignment("integer", type_text, catalog);
  if (is_number(text)) return no_assignment("numeric", type_text, catalog);
  return false;
}

}  // namespace impact
