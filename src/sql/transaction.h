// What PostgreSQL refuses to run inside a transaction block.
#pragma once

#include <string>

#include "sql/postgres18.h"

namespace sql {

/// The server's own words, "CREATE INDEX CONCURRENTLY cannot run inside a transaction block", or empty.
/// What only the catalog can tell (REINDEX or CLUSTER of a partitioned table) is not seen here.
/// Source: calls of PreventInTransactionBlock in PostgreSQL 15 (utility.c, matview.c, subscriptioncmds.c …).
std::string why_not_in_transaction(const raw::Node* statement);

}  // namespace sql
