// Whether CHECK constraints prove that a table's rows fit a partition's bounds, which saves the scan. Inside this
// room only.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "pg/catalog.h"

namespace impact {

/// `bound`: "FOR VALUES IN ('eu')", "FOR VALUES FROM (…) TO (…)"; `key`: "LIST (region)". False where in doubt: then
/// the rows are read. Source: PartConstraintImpliedByRelConstraint in PostgreSQL's tablecmds.c.
bool bounds_proven(const pg::Relation& relation, std::string_view key, std::string_view bound);

/// The same for the default partition beside it: that none of its rows belongs in the new one.
bool bounds_excluded(const pg::Relation& default_partition, std::string_view key, std::string_view bound);

/// The partitions below `parent` that a statement with this condition ("WHERE at = '2024-03-01'") does not touch: the
/// planner leaves them out, lock and all.
std::set<pg::Name> left_out(const pg::Relation& parent, std::string_view condition, const pg::Catalog& catalog);

/// "WHERE region = 'eu'" for an INSERT of one row of constants into `parent`; empty where that cannot be seen.
std::string condition_of_insert(const pg::Relation& parent, std::string_view statement);

}  // namespace impact
