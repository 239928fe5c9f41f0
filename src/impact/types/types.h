// Column types: reading how they are written, and what changing one into another costs. Inside this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

struct TypeName {
  std::string base;            // as format_type writes it, modifiers left out: "character varying", "public.email"
  std::vector<int> modifiers;  // varchar(80): {80}; numeric(12,2): {12, 2}; timestamp(3): {3}
  bool array = false;
  std::string rest;  // interval fields: "day to second"
  bool operator==(const TypeName&) const = default;
};

/// Reads a type as SQL or format_type writes it: "VARCHAR(80)", "timestamp(3) with time zone", "int[]", "\"Status\"".
TypeName read_type(std::string_view text);
/// As format_type would write it. serial types give their integer.
std::string canonical_type(std::string_view text);

/// Whether the column is of the type (or an array of it).
bool is_of_type(const pg::Column& column, const sql::QualifiedName& type);

enum class TypeCost {
  none,  // catalog work only
  scan,  // rows are read and checked, not written
  rewrite,
};
struct TypeChange {
  TypeCost cost = TypeCost::rewrite;
  bool loses_values = false;  // rows that differ before may be alike afterwards: not proved that they are not
  std::string doubt = {};     // it keeps values, but for these: "values that differ in case alone become the same"
  bool may_fail = false;      // values that do not fit are refused
  bool compatible = false;    // code that reads and writes the old type goes on working
  std::string why;            // "widening a varchar is catalog work only"
};
/// What ALTER COLUMN … TYPE does to the rows. `using_text`: the expression, empty if none; `column`: its name;
/// `not_null`: it holds no NULL.
/// The time zone and the domains come from the catalog.
TypeChange type_change(std::string_view from, std::string_view to, std::string_view using_text,
                       std::string_view column, const pg::Catalog& catalog, bool not_null = false);

/// As messages name it: "character varying" of varchar(30), "integer[]"; modifiers are left out.
std::string type_name(const TypeName& type);
std::string type_name(std::string_view written);

}  // namespace impact
