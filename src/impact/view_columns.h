// The columns of a view, from its query. Inside this room only.
#pragma once

#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// In order; type empty where it is not known here. Ends with an entry without a name where the rest is not known.
std::vector<pg::Column> columns_of(const sql::CreateView& view, const pg::Catalog& catalog);

/// Why CREATE OR REPLACE cannot put the new columns in place of the old ones; empty where it can, or it is not known.
std::string cannot_replace(const pg::Relation& view, const std::vector<pg::Column>& columns);

}  // namespace impact
