// What a migration takes away and puts another in its place: indexes made anew, tables swapped. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "impact/impact.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace fix {

/// By their offsets in the file: the DROP INDEX, and the CREATE INDEX in its place with the text of that DROP.
using Remade = std::map<std::size_t, std::string>;

/// The old one may stay until the new one is there. Not so where the table is changed between the two: a unique index
/// may have to be gone by then. `made`: relations that the migration made.
Remade remade_indexes(const std::vector<sql::Statement>& statements, const pg::Catalog& before,
                      const impact::CreatedRelations& made);

/// Tables that are renamed away and whose name another table gets.
std::set<std::string> swapped_tables(const std::vector<sql::Statement>& statements);

}  // namespace fix
