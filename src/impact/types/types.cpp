// Source of what is a rewrite: ATColumnChangeRequiresRewrite in PostgreSQL's tablecmds.c and the casts marked binary
// coercible in pg_cast; types_test.cpp asks a server about every line.
#include "impact/types/types.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/types/kept_values.h"

namespace impact {

// How people write a type, and how format_type does.
static constexpr std::pair<std::string_view, std::string_view> aliases[] = {
    {"int", "integer"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"int2", "smallint"},
    {"serial", "integer"},
    {"serial4", "integer"},
    {"bigserial", "bigint"},
    {"serial8", "bigint"},
    {"smallserial", "smallint"},
    {"serial2", "smallint"},
    {"bool", "boolean"},
    {"varchar", "character varying"},
    {"char varying", "character varying"},
    {"char", "character"},
    {"bpchar", "character"},
    {"decimal", "numeric"},
    {"dec", "numeric"},
    {"float8", "double precision"},
    {"float", "double precision"},
    {"float4", "real"},
    {"timestamptz", "timestamp with time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timetz", "time with time zone"},
    {"time", "time without time zone"},
    {"varbit", "bit varying"},
};

static std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : base::trim(text)) {
    if (std::isspace(static_cast<unsigned char>(c))) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

// Folds what is not in quotes, as the grammar does, and drops pg_catalog and needless quotes.
static std::string folded(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] != '"') {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at++])));
      continue;
    }
    auto end = text.find('"', at + 1);
    if (end == text.npos) end = text.size() - 1;
    const auto inner = text.substr(at + 1, end - at - 1);
    const bool plain = !inner.empty() && inner != "char" /* another type in quotes */ &&
                       std::all_of(inner.begin(), inner.end(), [](char c) {
                         return c == '_' || std::isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'z');
                       });
    out += plain ? std::string(inner) : fmt::format("\"{}\"", inner);
    at = end + 1;
  }
  if (out.starts_with("pg_catalog.")) out = out.substr(11);
  return out;
}

TypeName read_type(std::string_view text) {
  TypeName type;
  std::string all = folded(squeezed(text));
  while (all.ends_with("]")) {
    type.array = true;
    all = std::string(base::trim(std::string_view(all).substr(0, all.rfind('['))));
  }
  if (all.ends_with(" array")) {
    type.array = true;
    all = all.substr(0, all.size() - 6);
  }
  if (const auto collate = all.find(" collate "); collate != all.npos) all = all.substr(0, collate);
  // "timestamp(3) with time zone": the modifier stands in the middle.
  if (const auto open = all.find('('); open != all.npos && all[0] != '"') {
    const auto close = all.find(')', open);
    for (const auto part : base::split(std::string_view(all).substr(open + 1, close - open - 1), ',')) {
      try {
        type.modifiers.push_back(std::stoi(std::string(base::trim(part))));
      } catch (const std::exception&) {
        type.rest += std::string(base::trim(part));  // geometry(Point, 4326)
      }
    }
    all = all.substr(0, open) + (close == all.npos ? "" : all.substr(close + 1));
    all = squeezed(all);
  }
  if (all.starts_with("interval ")) {
    type.rest = all.substr(9);
    all = "interval";
  }
  for (const auto& [written, meant] : aliases) {
    if (all == written) {
      all = meant;
      break;
    }
  }
  if (all == "double precision" && !type.modifiers.empty()) {  // float(24) and below is real
    if (type.modifiers.front() <= 24) all = "real";
    type.modifiers.clear();
  }
  if ((all == "character" || all == "bit") && type.modifiers.empty() && text != "bpchar") type.modifiers = {1};
  if (all == "numeric" && type.modifiers.size() == 1) type.modifiers.push_back(0);
  if (all.starts_with("public.")) all = all.substr(7);
  type.base = all;
  return type;
}

std::string canonical_type(std::string_view text) {
  const auto type = read_type(text);
  std::string modifiers;
  if (!type.modifiers.empty()) modifiers = fmt::format("({})", fmt::join(type.modifiers, ","));
  std::string out = type.base + modifiers;
  for (const std::string_view timed : {"timestamp", "time"}) {
    if (type.base.starts_with(timed) && type.base.find(" with") == timed.size())
      out = std::string(timed) + modifiers + type.base.substr(timed.size());
  }
  if (!type.rest.empty()) out += type.base == "interval" ? " " + type.rest : fmt::format("({})", type.rest);
  if (type.array) out += "[]";
  return out;
}

bool is_of_type(const pg::Column& column, const sql::QualifiedName& type) {
  auto base = read_type(column.type).base;
  const auto dot = base.rfind('.');
  if (dot != base.npos && type.schema.empty()) base = base.substr(dot + 1);
  return base == type.name || base == fmt::format("\"{}\"", type.name) || base == type.text() ||
         (dot == base.npos && type.schema == "public" && base == type.name);
}

// Both sides hold the same bytes, in either direction unless said otherwise; modifiers are looked at apart.
static bool same_bytes(std::string_view from, std::string_view to) {
  static constexpr std::pair<std::string_view, std::string_view> both_ways[] = {
      {"text", "character varying"},
      {"text", "citext"},
      {"character varying", "citext"},
      {"integer", "oid"},
      {"oid", "regclass"},
      {"oid", "regtype"},
      {"oid", "regproc"},
      {"integer", "regclass"},
      {"bit", "bit varying"},
  };
  static constexpr std::pair<std::string_view, std::string_view> one_way[] = {{"cidr", "inet"},
                                                                              {"xml", "text"},
                                                                              {"xml", "character varying"},
                                                                              {"character varying", "character"},
                                                                              {"text", "character"}};
  if (from == to) return true;
  for (const auto& [a, b] : both_ways) {
    if ((from == a && to == b) || (from == b && to == a)) return true;
  }
  for (const auto& [a, b] : one_way) {
    if (from == a && to == b) return true;
  }
  return false;
}

// Whether a length or precision that applied to the old values lets every one of them through the new one.
static bool modifiers_widen(const TypeName& from, const TypeName& to) {
  if (to.modifiers.empty()) return true;
  const bool comparable = from.base == to.base || (from.base == "character varying" && to.base == "citext");
  if (!comparable || from.modifiers.empty()) {
    // timestamp and friends without a precision hold 6 digits.
    return from.base == to.base && to.modifiers.front() == 6 &&
           (from.base.starts_with("time") || from.base == "interval");
  }
  if (to.base == "numeric") return to.modifiers[0] >= from.modifiers[0] && to.modifiers[1] == from.modifiers[1];
  return to.modifiers.front() >= from.modifiers.front();
}

static bool is_text(std::string_view base) {
  return base == "text" || base == "character varying" || base == "character" || base == "citext" || base == "name";
}
// Integers by width.
static int width(std::string_view base) {
  if (base == "smallint") return 2;
  if (base == "integer") return 4;
  if (base == "bigint") return 8;
  return 0;
}

// "code", "(code)", "code::varchar(20)", "CAST(code AS …)": the value itself, cast or not.
static bool only_casts(std::string_view using_text, std::string_view column, const TypeName& to) {
  std::string text = squeezed(using_text);
  while (text.size() > 1 && text.front() == '(' && text.find(')') == text.size() - 1)
    text = squeezed(std::string_view(text).substr(1, text.size() - 2));
  const auto is_column = [&](std::string_view part) {
    const auto bare = base::trim(part);
    return bare == fmt::format("\"{}\"", column) || base::to_lower(bare) == column;
  };
  if (is_column(text)) return true;
  if (const auto colons = text.find("::"); colons != text.npos)
    return is_column(std::string_view(text).substr(0, colons)) && text.find("::", colons + 2) == text.npos &&
           read_type(text.substr(colons + 2)) == to;
  if (base::starts_with_ignoring_case(text, "cast(") && text.ends_with(")")) {
    const auto inner = text.substr(5, text.size() - 6);
    const auto as = base::to_lower(inner).rfind(" as ");
    return as != std::string::npos && is_column(inner.substr(0, as)) && read_type(inner.substr(as + 4)) == to;
  }
  return false;
}

static const pg::Domain* domain_of(const TypeName& type, const pg::Catalog& catalog) {
  for (const auto& [name, domain] : catalog.domains) {
    const bool same =
        type.base == name.name || type.base == name.text() || type.base == fmt::format("\"{}\"", name.name);
    if (same && !type.array) return &domain;
  }
  return nullptr;
}

static bool is_utc(const std::string& zone) {
  static constexpr std::array<std::string_view, 26> names{
      "utc",     "etc/utc",  "gmt",       "etc/gmt",       "uct",       "zulu",
      "etc/uct", "etc/zulu", "universal", "etc/universal", "greenwich", "etc/greenwich",
      "gmt0",    "etc/gmt0", "gmt+0",     "etc/gmt+0",     "gmt-0",     "etc/gmt-0",
      "0",       "+0",       "-0",        "00:00",         "+00",       "+00:00",
      "-00",     "utc0"};
  return std::find(names.begin(), names.end(), base::to_lower(zone)) != names.end();
}

TypeChange type_change(std::string_view from_text, std::string_view to_text, std::string_view using_text,
                       std::string_view column, const pg::Catalog& catalog, bool not_null) {
  TypeName from = read_type(from_text);
  const TypeName to_written = read_type(to_text);
  TypeName to = to_written;
  if (const auto* domain = domain_of(from, catalog)) from = read_type(domain->base);
  bool into_constrained = false;
  if (const auto* domain = domain_of(to, catalog)) {
    into_constrained = domain->constrained && read_type(from_text) != to_written;
    to = read_type(domain->base);
  }

  TypeChange change;
  const auto kept = using_text.empty() ? Kept{.all = !loses(from, to, false, catalog)}
                                       : kept_by(using_text, column, from, to, not_null, catalog);
  change.loses_values = !kept.all;
  change.doubt = kept.doubt;
  if (!using_text.empty() && !only_casts(using_text, column, to_written)) {
    change.why = "every value goes through the USING expression, which writes the table anew";
    change.may_fail = true;
    return change;
  }
  const bool zones = (from.base == "timestamp without time zone" && to.base == "timestamp with time zone") ||
                     (from.base == "timestamp with time zone" && to.base == "timestamp without time zone");
  const bool same_zone_bytes = zones && is_utc(catalog.time_zone);
  // A cast to bit or to a fixed length pads or cuts, so equal bytes are not enough there.
  const bool fixed = (to.base == "character" && !to.modifiers.empty()) || to.base == "bit";
  TypeName compared = from;
  if (same_zone_bytes) compared.base = to.base;
  // PostgreSQL converts arrays element by element, even where the elements' bytes stay.
  const bool converted_array = to.array && from != to;
  const bool bytes_stay = from.array == to.array && same_bytes(compared.base, to.base) &&
                          modifiers_widen(compared, to) && (!fixed || from == to) && !converted_array &&
                          (from.rest == to.rest || (to.base == "interval" && to.rest.empty()));
  if (bytes_stay && into_constrained) {
    change.cost = TypeCost::rewrite;
    change.why = "values have to pass the domain's constraints";
    change.may_fail = true;
    return change;
  }
  if (zones && !same_zone_bytes)
    change.doubt = "times in an hour that a change to or from daylight saving time repeats or skips become the same";
  if (bytes_stay) {
    change.cost = TypeCost::none;
    change.compatible = from.base == to.base || (is_text(from.base) && is_text(to.base));
    change.why = same_zone_bytes ? "the session's time zone is UTC, so the bytes stay as they are"
                                 : "the bytes stay as they are";
    return change;
  }
  change.why = zones ? "the values are converted by the session's time zone, which writes the table anew"
                     : "every value is converted, which writes the table anew";
  change.compatible = (from.base == to.base) || (is_text(from.base) && is_text(to.base));
  change.may_fail = (width(to.base) > 0 && width(from.base) > width(to.base)) ||
                    (from.base == to.base && !modifiers_widen(from, to)) ||
                    (is_text(to.base) && !to.modifiers.empty() && using_text.find("::") == using_text.npos) ||
                    (is_text(from.base) && !is_text(to.base)) || into_constrained ||
                    (to.base == "numeric" && !to.modifiers.empty());
  return change;
}

std::string type_name(const TypeName& type) {
  return type.base + (type.array ? "[]" : "");
}

std::string type_name(std::string_view written) {
  return type_name(read_type(canonical_type(std::string(written))));
}

}  // namespace impact
