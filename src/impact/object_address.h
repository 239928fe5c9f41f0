// What an error or a loss is about.
#pragma once

#include <string>

#include "pg/catalog.h"

namespace impact {

/// Which object of the database is meant.
struct ObjectAddress {
  std::string kind = {};  // as PostgreSQL words it: "table", "column", "constraint", "role"
  pg::Name name = {};     // of a part of a relation: the relation's; without a schema where it is in none
  std::string part = {};  // of a relation: the column, constraint, trigger, policy, rule
  std::string of = {};    // a part: the kind of what it is a part of, "table"
  bool operator==(const ObjectAddress&) const = default;
};
/// As the details of PostgreSQL's errors name it: "column total of table orders".
std::string description(const ObjectAddress& object);

}  // namespace impact
