// What a database held before a change, kept in the journal, for comparing with afterwards.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "check/check.h"
#include "journal/journal.h"
#include "journal/parts.h"
#include "pg/session.h"

namespace check {

/// The data of a baseline.captured event, our own _migration_* tables left out:
///   database, server, cluster   which one it was; cluster only where it may be read
///   tables, indexes, constraints   numbers
///   rows                    {"public.orders": 150000}: exact, partitions each, partitioned tables not
///   bytes                   pg_database_size
///   sizes                   {"public.orders": 8192}: with indexes and TOAST, the largest 500
///   statements              statements.h; null where pg_stat_statements cannot be read
///   names                   {"tables": […], "indexes": […], "constraints": […]}, qualified and quoted as SQL writes
///   them
/// Throws as Session::query does.
base::Json capture_baseline(pg::Session& session);

/// As in a baseline; counts no rows.
journal::DatabaseFigures count_figures(pg::Session& session);

/// {"tables": […], "indexes": […], "constraints": […]} as in a baseline.
base::Json schema_names(pg::Session& session);
/// {"public.orders": 150000} as in a baseline.
base::Json row_counts(pg::Session& session);

/// {"public.orders": 8192} as in a baseline.
base::Json table_sizes(pg::Session& session);

/// Which database a baseline is of: by the server's identifier, and by its address where either side does not know
/// that.
struct Whose {
  std::string database;
  std::string server;        // server_of
  std::string cluster = {};  // pg::system_identifier_of
};
/// The newest baseline of `run`, else of this database; null when there is none.
base::Json latest_baseline(const journal::Journal& journal, const std::string& run, const Whose& whose);
/// What migrations that were applied since that baseline, and not undone, were to take away: {"tables": […], …} as in
/// its names.
base::Json expected_gone_since(const Surroundings& surroundings, const base::Json& baseline);
/// The one that the run of this process, or this database, is compared with.
base::Json baseline_here(const Surroundings& surroundings);

/// "db.internal:5432": what tells two servers with a database of one name apart.
std::string server_of(const pg::Session& session);

}  // namespace check
