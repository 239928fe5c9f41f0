// Source of what a cast keeps: pg_cast and the functions in it, PostgreSQL 15; kept_values_test.cpp asks a server.
#include <algorithm>
#include <array>
#include <optional>

#include "impact/types/kept_types.h"
#include "impact/types/kept_values.h"

namespace impact {

// Characters of the longest value; nothing where there is no such limit.
static std::optional<int> widest(const TypeName& type, const pg::Catalog& catalog) {
  if (type.array) return std::nullopt;
  if (is_any(type.base, "character varying", "character", "bit", "bit varying"))
    return type.modifiers.empty() ? std::nullopt : std::optional(type.modifiers.front());
  if (type.base == "boolean") return 5;
  if (type.base == "smallint") return 6;
  if (type.base == "integer") return 11;
  if (type.base == "bigint") return 20;
  if (type.base == "oid") return 10;
  if (type.base == "uuid") return 36;
  if (type.base == "date") return 16;
  if (type.base == "\"char\"") return 1;
  if (type.base == "name") return 63;
  if (type.base == "numeric" && !type.modifiers.empty()) return std::max(type.modifiers.front() + 3, 9);  // -Infinity
  if (const auto* labels = labels_of(type, catalog)) {
    std::size_t longest = 0;
    for (const auto& label : *labels) longest = std::max(longest, label.size());
    return static_cast<int>(longest);
  }
  return std::nullopt;
}

static bool cuts(const TypeName& from, int length, const pg::Catalog& catalog) {
  const auto width = widest(from, catalog);
  return !width || *width > length;
}

static bool loses_digits(const TypeName& from, const TypeName& to) {
  if (from.base == "double precision") return to.base != "double precision";
  if (from.base == "real") return !is_binary_float(to.base);
  if (is_binary_float(to.base)) {
    const int digits = to.base == "real" ? 6 : 15;  // so many come back as they were
    if (from.base == "smallint") return false;
    if (from.base == "integer") return to.base == "real";
    return from.base != "numeric" || from.modifiers.empty() || from.modifiers.front() > digits;
  }
  const auto kept = scale_of(to);
  const auto had = scale_of(from);
  return kept && (!had || *had > *kept);
}

// A time without zone, the date behind it, the zone behind it.
static bool loses_time(const TypeName& from, const TypeName& to) {
  const auto precise = [](const TypeName& type) { return type.modifiers.empty() ? 6 : type.modifiers.front(); };
  if (from.base == "date") return !is_timestamp(to.base);
  const bool wider = (is_timestamp(from.base) && is_timestamp(to.base)) || from.base == to.base ||
                     (from.base == "time without time zone" && is_any(to.base, "time with time zone", "interval"));
  if (!wider) return true;
  if (to.base == "interval" && !to.rest.empty() && to.rest != from.rest) return true;
  return precise(from) > precise(to);
}

static bool is_temporal(std::string_view base) {
  return base == "date" || base == "interval" || is_timestamp(base) || base.starts_with("time ");
}

// What the type's input function reads keeps its meaning, however it was spelt; dates and times are cut where they
// say more than the type holds.
static bool loses_as_read(const TypeName& to, const pg::Catalog& catalog) {
  if (is_any(to.base, "smallint", "integer", "bigint", "boolean", "uuid", "json", "jsonb", "xml", "inet", "macaddr",
             "macaddr8", "bytea", "oid", "regclass", "hstore", "ltree"))
    return false;
  if (to.base == "numeric") return !to.modifiers.empty();
  if (to.base == "bit varying") return !to.modifiers.empty();
  return labels_of(to, catalog) == nullptr && !to.base.ends_with("range");
}

static bool loses_bits(const TypeName& from, const TypeName& to, bool by_cast, const pg::Catalog& catalog) {
  const bool from_bits = is_any(from.base, "bit", "bit varying");
  if (from_bits && is_whole(to.base)) return from.base != "bit";  // 001 and 1 are the same number
  if (to.modifiers.empty()) return !from_bits;
  if (from_bits) return by_cast && cuts(from, to.modifiers.front(), catalog);
  const int bits = from.base == "bigint" ? 64 : 32;
  return !is_any(from.base, "integer", "bigint") || to.modifiers.front() < bits;
}

static bool is_same_number(std::string_view a, std::string_view b) {
  const auto object = [](std::string_view base) { return base == "oid" || base.starts_with("reg"); };
  return (object(a) && (object(b) || is_whole(b))) || (object(b) && is_whole(a));
}

bool loses(const TypeName& from, const TypeName& to, bool by_cast, const pg::Catalog& catalog) {
  if (from == to) return false;
  if (from.array && to.array) {
    auto one = from;
    auto other = to;
    one.array = other.array = false;
    return loses(one, other, by_cast, catalog);
  }
  if (is_textual(to.base) && !to.array) {
    if (to.base == "name") return cuts(from, 63, catalog);
    if (to.base == "\"char\"") return cuts(from, 1, catalog);
    return by_cast && !to.modifiers.empty() && cuts(from, to.modifiers.front(), catalog);
  }
  if (from.array || to.array) return !is_textual(from.base) || from.array;
  if (is_textual(from.base) && !is_any(to.base, "bit")) return loses_as_read(to, catalog);
  if (is_any(from.base, "bit", "bit varying") || is_any(to.base, "bit", "bit varying"))
    return loses_bits(from, to, by_cast, catalog);
  if (is_temporal(from.base) && is_temporal(to.base)) return loses_time(from, to);
  if ((is_numeral(from.base) || from.base == "money") && (is_numeral(to.base) || to.base == "money"))
    return loses_digits(from, to);
  if (from.base == to.base || is_same_number(from.base, to.base)) return false;
  if (from.base == "boolean") return !is_whole(to.base);
  static constexpr std::array kept{std::pair{"json", "jsonb"}, std::pair{"jsonb", "json"}, std::pair{"cidr", "inet"},
                                   std::pair{"macaddr", "macaddr8"}, std::pair{"macaddr8", "macaddr"}};
  return std::ranges::none_of(kept,
                              [&](const auto& pair) { return from.base == pair.first && to.base == pair.second; });
}

}  // namespace impact
