// What the recipes for partitions share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pg/catalog.h"

namespace fix {

/// "RANGE (at)" → at, unquoted; nothing for a key of several columns or an expression.
std::optional<std::string> plain_key(std::string_view partition_key);

/// Of the table itself, not of partitions below; null where there is none.
const pg::Relation* default_partition(const pg::Relation& table, const pg::Catalog& catalog);

/// What all rows within the bounds have, for a CHECK on the partition, and what rows outside have, for one on the
/// default partition. Source: PostgreSQL docs, "Table Partitioning", Partition Maintenance.
struct Bounds {
  std::string inside;   // "at IS NOT NULL AND at >= '2025-01-01' AND at < '2026-01-01'"
  std::string outside;  // "at < '2025-01-01' OR at >= '2026-01-01'"
};
/// `bound` as written: "FOR VALUES FROM (…) TO (…)", "FOR VALUES IN (…)". Nothing where `plain_key` answers nothing,
/// for DEFAULT, a hash, a NULL in a list, and a range without ends.
std::optional<Bounds> bounds_of(std::string_view partition_key, std::string_view bound);

}  // namespace fix
