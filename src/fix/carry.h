// What a column or an index carries that another one in its place has to be
// given.
#pragma once

#include <string>
#include <vector>

#include "pg/catalog.h"

namespace fix {

/// COMMENT, SET STATISTICS, SET (…) and GRANTs of `column`, for the column that
/// is called `name` (as written) now.
std::vector<std::string> carried(const pg::Relation& table, const pg::Column& column, const std::string& name);

/// COMMENT, SET STATISTICS, CLUSTER ON and REPLICA IDENTITY of `index`, for the index of the same name that has come
/// in its place.
std::vector<std::string> carried(const pg::Relation& table, const pg::Index& index);

/// Why the two above cannot say all of it; empty where they can.
std::string why_not_carried(const pg::Relation& table, const pg::Column& column, const pg::Catalog& catalog);

}  // namespace fix
