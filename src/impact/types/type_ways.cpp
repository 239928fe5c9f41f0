// Source: find_coercion_pathway in PostgreSQL 15's parse_coerce.c; expression_types_test.cpp asks a server.
#include "impact/types/type_ways.h"

#include <algorithm>

#include <fmt/format.h>

#include "impact/types/expression_types.h"
#include "impact/types/server_objects.h"

namespace impact {

static bool same_name(std::string_view base, const pg::Name& name) {
  return base == name.name || base == name.text() || base == fmt::format("\"{}\"", name.name);
}

// What a type of the schema's own is over, or what kind it is.
TypeName to_base(TypeName type, const pg::Catalog& catalog) {
  for (int depth = 0; depth < 10 && !type.array; ++depth) {
    const auto domain =
        std::ranges::find_if(catalog.domains, [&](const auto& each) { return same_name(type.base, each.first); });
    if (domain == catalog.domains.end()) break;
    type = read_type(domain->second.base);
  }
  return type;
}

bool is_enum_type(const TypeName& type, const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.enums, [&](const auto& each) { return same_name(type.base, each.first); });
}

bool is_row_type(const TypeName& type, const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.relations, [&](const auto& each) {
    return each.second.kind == pg::RelationKind::composite_type && same_name(type.base, each.first);
  });
}

// Anything of an extension's or a base type of the schema's own: nothing is known of its casts and operators.
bool is_foreign_type(const TypeName& type, const pg::Catalog& catalog) {
  return !server_type(type.base) && !is_enum_type(type, catalog) && !is_row_type(type, catalog);
}

static bool has_own_casts(const TypeName& type, const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.casts,
                             [&](const std::string& each) { return read_type(each).base == type.base; });
}

char category_of(const TypeName& type, const pg::Catalog& catalog) {
  if (type.array) return 'A';
  if (is_enum_type(type, catalog)) return 'E';
  if (is_row_type(type, catalog)) return 'C';
  const auto* known = server_type(type.base);
  return known ? known->category : '?';
}

bool is_written_alike(const TypeName& type, const pg::Catalog& catalog) {
  if (type.array || is_enum_type(type, catalog) || is_row_type(type, catalog)) return false;
  const auto* known = server_type(type.base);
  return known && known->write == 'i';
}

static bool is_read_alike(const TypeName& type, const pg::Catalog& catalog) {
  if (type.array || is_enum_type(type, catalog) || is_row_type(type, catalog)) return false;
  const auto* known = server_type(type.base);
  return known && known->read == 'i';
}

Way way_between(const TypeName& from_given, const TypeName& to_given, const pg::Catalog& catalog) {
  const auto from = to_base(from_given, catalog);
  const auto to = to_base(to_given, catalog);
  if (from.base == to.base && from.array == to.array) return {.passage = Passage::implicit};
  if (is_foreign_type(from, catalog) || is_foreign_type(to, catalog) || has_own_casts(from, catalog) ||
      has_own_casts(to, catalog))
    return {};
  if (from.array && to.array) {
    auto one = from;
    auto other = to;
    one.array = other.array = false;
    return way_between(one, other, catalog);
  }
  const bool to_text = category_of(to, catalog) == 'S';
  const bool from_text = category_of(from, catalog) == 'S';
  if (!from.array && !to.array) {
    const auto major = catalog.server_major();
    const auto* cast = server_cast(from.base, to.base);
    if (cast && (!major || cast->since <= *major)) {
      const auto passage = cast->context == 'i'   ? Passage::implicit
                           : cast->context == 'a' ? Passage::assignment
                                                  : Passage::explicit_cast;
      const bool alike =
          cast->by_text ? is_written_alike(from, catalog) && is_read_alike(to, catalog) : cast->volatility == 'i';
      return {.passage = passage, .stable = alike};
    }
  }
  if (!to_text && !from_text) return {.passage = Passage::none};
  return {.passage = to_text ? Passage::assignment : Passage::explicit_cast,
          .stable = is_written_alike(from, catalog) && is_read_alike(to, catalog)};
}

}  // namespace impact
