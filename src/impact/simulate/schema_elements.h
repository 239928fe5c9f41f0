// CREATE SCHEMA app CREATE TABLE … CREATE VIEW …: the statements inside. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// In the order in which the server carries them out; empty where there are none or they cannot be told apart.
/// Source: transformCreateSchemaStmtElements in PostgreSQL 15's parse_utilcmd.c.
std::vector<std::string> elements_of(const sql::Statement& create_schema);

/// The schema as it is while they are carried out: it is there, and first in the search path.
pg::Catalog within_schema(const sql::CreateSchema& create, const pg::Catalog& before);

}  // namespace impact
