// Whether CHECK constraints prove that a table's rows fit a partition's bounds, which saves the scan. Inside this
// room only.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pg/catalog.h"
#include "sql/query_blocks.h"

namespace impact {

/// `bound`: "FOR VALUES IN ('eu')", "FOR VALUES FROM (…) TO (…)"; `key`: "LIST (region)". False where in doubt: then
/// the rows are read. Source: PartConstraintImpliedByRelConstraint in PostgreSQL's tablecmds.c.
bool bounds_proven(const pg::Relation& relation, std::string_view key, std::string_view bound);

/// The same for the default partition beside it: that none of its rows belongs in the new one.
bool bounds_excluded(const pg::Relation& default_partition, std::string_view key, std::string_view bound);

/// The partitions below `parent` that a query with these conditions does not touch: the planner leaves them out, lock
/// and all.
std::set<pg::Name> pruned_partitions(const pg::Relation& parent, const std::vector<sql::Term>& where,
                                     const pg::Catalog& catalog);

/// The partitions that rows with these values of the key go to: the leaf, and what lies on the way. Nothing where one
/// value is not known.
std::optional<std::set<pg::Name>> routed_to(const pg::Relation& parent, const std::vector<std::string>& values,
                                            const pg::Catalog& catalog);

/// "LIST (region)" → region; empty for keys of several columns or expressions.
std::string key_column(std::string_view key);

/// A validated CHECK says that the column is not null, which spares SET NOT NULL the look at the rows.
/// Source: NotNullImpliedByRelConstraints in PostgreSQL 15's tablecmds.c, predtest.c.
bool not_null_proven(const pg::Relation& relation, std::string_view column, const pg::Catalog& catalog);

}  // namespace impact
