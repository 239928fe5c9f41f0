// Everything that a database's users made, object by object, with what the catalog says of each: what two databases
// can be compared by.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pg/catalog.h"

namespace pg {

struct SchemaObject {
  std::string kind = {};                          // "table", "column", "index", "constraint", "function" …
  Name name = {};                                 // of a column, constraint, trigger, policy or rule: its table
  std::string part = {};                          // its own name then; a function's argument types; else empty
  std::map<std::string, std::string> facts = {};  // "type" → "character varying(60)"; what it has not is left out
};

/// Sorted by name, part and kind. Left out: what extensions made, temporary tables, our own _migration_ tables and
/// Prisma's. Names in the facts are written with their schema. Throws as Session::query does.
std::vector<SchemaObject> schema_objects(Session& session);

}  // namespace pg
