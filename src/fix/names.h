// Names for indexes and constraints that a statement leaves to the server: the same that the server would choose.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pg/catalog.h"

namespace fix {

/// table_columns_label, the two cut evenly so that it fits 63 bytes.
/// Source: makeObjectName, PostgreSQL 15, src/backend/commands/indexcmds.c.
std::string object_name(std::string_view table, std::string_view columns, std::string_view label);

/// For an index or the constraint on it: "key", "pkey", "idx"; a number is added where the name is taken.
std::string choose_index_name(const pg::Name& table, const std::vector<std::string>& columns, std::string_view label,
                              const pg::Catalog& catalog);
/// For a foreign key ("fkey") or check ("check").
std::string choose_constraint_name(const pg::Name& table, const std::vector<std::string>& columns,
                                   std::string_view label, const pg::Catalog& catalog);

}  // namespace fix
