// The columns of a view, from its query. Inside this room only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pg/catalog.h"
#include "sql/query_blocks.h"
#include "sql/statement.h"

namespace impact {

/// In order; type empty where it is not known here. Ends with an entry without a name where the rest is not known.
std::vector<pg::Column> columns_of(const sql::CreateView& view, const pg::Catalog& catalog);

/// Columns of tables that the view's query names, as pg_depend would have them; those that cannot be told are left
/// out.
std::vector<std::pair<pg::Name, std::string>> columns_read(const sql::CreateView& view,
                                                           const std::vector<sql::QueryBlock>& scopes,
                                                           const pg::Catalog& catalog);

/// Why CREATE OR REPLACE cannot put the new columns in place of the old ones, in PostgreSQL's words; empty where it
/// can, or it is not known.
std::string cannot_replace(const pg::Relation& view, const std::vector<pg::Column>& columns);

/// Whether the view shows columns of the table that only its primary key's being in GROUP BY allows: then it stands
/// on that constraint. Source: check_functional_grouping in PostgreSQL 15's pg_constraint.c.
bool stands_on_key(const pg::Relation& view, const pg::Relation& table, const std::vector<std::string>& key,
                   const pg::Catalog& catalog);

}  // namespace impact
