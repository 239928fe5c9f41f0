// What the recipes that build or drop indexes share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fix/recipe.h"

namespace fix {

/// CREATE INDEX, DROP INDEX, REINDEX and their like with CONCURRENTLY put in where it belongs.
std::string concurrently(std::string_view statement);

/// A CREATE INDEX cut into what stands before and behind its name and table.
struct IndexApart {
  bool unique = false;
  bool if_not_exists = false;
  std::string behind_table = {};  // "USING btree (status) WHERE …"
};
IndexApart take_index_apart(std::string_view statement);

/// What the server calls the columns of a CREATE INDEX in the index's name: columns by theirs, a function by its own,
/// other expressions "expr"; a number is added where two are alike.
/// Source: FigureIndexColname and ChooseIndexColumnNames, PostgreSQL 15.
std::vector<std::string> index_column_names(std::string_view statement);

/// The invalid index that an interrupted build of that name left on the table, dropped first; nothing if there is
/// none.
std::vector<Part> drop_invalid(const pg::Relation& table, const std::string& name);

/// DROP INDEX CONCURRENTLY IF EXISTS schema.name
std::string drop_concurrently(const pg::Name& table, const std::string& name);

}  // namespace fix
