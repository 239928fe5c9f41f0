#include "fix/pinned.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace fix {

using Names = std::vector<std::string>;

static Names times() {
  return {"TimeZone", "DateStyle", "IntervalStyle"};
}

// "timestamp(3) with time zone" is "timestamp".
static std::string first_word(const std::string& type) {
  auto word = base::to_lower(base::trim(type));
  if (word.starts_with("pg_catalog.")) word.erase(0, 11);
  return word.substr(0, word.find_first_of(" ([\""));
}

// How the type's values are written and read.
static Names parameters_of(const std::string& type) {
  static constexpr std::array<std::string_view, 26> none{
      "smallint", "integer", "int",     "bigint",  "int2",   "int4",      "int8",   "numeric", "decimal",
      "boolean",  "bool",    "text",    "varchar", "char",   "character", "bpchar", "uuid",    "oid",
      "inet",     "cidr",    "macaddr", "bit",     "varbit", "json",      "jsonb",  "name"};
  const auto word = first_word(type);
  if (std::ranges::find(none, word) != none.end()) return {};
  if (word == "real" || word == "double" || word.starts_with("float")) return {"extra_float_digits"};
  if (word == "bytea") return {"bytea_output"};
  if (word == "money") return {"lc_monetary"};
  return times();  // dates and times, and what users made, which may hold them
}

Names parameters_of(const std::string& from, const std::string& to, bool cast) {
  if (!cast) {
    auto all = times();
    for (const auto* more : {"extra_float_digits", "bytea_output", "lc_monetary", "lc_numeric", "lc_time"})
      all.emplace_back(more);
    return all;
  }
  auto all = parameters_of(from);
  for (auto& each : parameters_of(to)) {
    if (std::ranges::find(all, each) == all.end()) all.push_back(std::move(each));
  }
  return all;
}

}  // namespace fix
