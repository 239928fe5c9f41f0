#pragma once

#include <string>

#include "pg/catalog.h"
#include "pg/session.h"

namespace pg {

/// As it is written in SQL where public is on the search path: orders, archive.orders, "ConsentLog".
inline std::string written(const Name& name) {
  return name.schema.empty() || name.schema == "public" ? quote_identifier(name.name) : name.text();
}

}  // namespace pg
