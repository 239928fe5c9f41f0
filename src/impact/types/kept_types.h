// Which types are of a kind, as far as keeping values goes. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "impact/types/types.h"
#include "pg/catalog.h"

namespace impact {

template <class... Words>
bool is_any(std::string_view base, Words... words) {
  return ((base == words) || ...);
}

inline bool is_textual(std::string_view base) {
  return is_any(base, "text", "character varying", "character", "citext", "name", "\"char\"");
}
inline bool is_whole(std::string_view base) {
  return is_any(base, "smallint", "integer", "bigint");
}
inline bool is_binary_float(std::string_view base) {
  return is_any(base, "real", "double precision");
}
inline bool is_numeral(std::string_view base) {
  return is_whole(base) || is_binary_float(base) || base == "numeric";
}
inline bool is_zoned(std::string_view base) {
  return base == "timestamp with time zone";
}
inline bool is_timestamp(std::string_view base) {
  return base.starts_with("timestamp ");
}

inline const std::vector<std::string>* labels_of(const TypeName& type, const pg::Catalog& catalog) {
  for (const auto& [name, labels] : catalog.enums) {
    if (type.base == name.name || type.base == name.text()) return &labels;
  }
  return nullptr;
}

// Digits after the point that the type keeps; nothing where it keeps all.
inline std::optional<int> scale_of(const TypeName& type) {
  if (is_whole(type.base)) return 0;
  if (type.base == "money") return 2;
  if (type.base == "numeric" && type.modifiers.size() == 2) return type.modifiers[1];
  return std::nullopt;
}

}  // namespace impact
