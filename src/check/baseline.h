// What a database held before a change, kept in the journal, for comparing with afterwards.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "journal/journal.h"
#include "pg/session.h"

namespace check {

/// The data of a baseline.captured event, our own _migration_* tables left out:
///   database, server        which one it was
///   tables, indexes, constraints   numbers
///   rows                    {"public.orders": 150000}: exact, partitions each, partitioned tables not
///   bytes                   pg_database_size
///   sizes                   {"public.orders": 8192}: with indexes and TOAST, the largest 500
///   statements              statements.h; null where pg_stat_statements cannot be read
///   names                   {"tables": […], "indexes": […], "constraints": […]}, qualified and quoted as SQL writes
///   them
/// Throws as Session::query does.
base::Json capture_baseline(pg::Session& session);

/// {"tables": […], "indexes": […], "constraints": […]} as in a baseline.
base::Json schema_names(pg::Session& session);
/// {"public.orders": 150000} as in a baseline.
base::Json row_counts(pg::Session& session);

/// {"public.orders": 8192} as in a baseline.
base::Json table_sizes(pg::Session& session);

/// The newest baseline of `run`, else of this database; null when there is none.
base::Json latest_baseline(const journal::Journal& journal, const std::string& run, const std::string& database,
                           const std::string& server);

/// "db.internal:5432": what tells two servers with a database of one name apart.
std::string server_of(const pg::Session& session);

}  // namespace check
