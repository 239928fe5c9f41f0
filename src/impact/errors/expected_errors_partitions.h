// What the server refuses of partitions and inheritance. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/effects_builder.h"
#include "impact/expected_error.h"

namespace impact {

/// ATTACH PARTITION, DETACH PARTITION, INHERIT, NO INHERIT.
void refuse_partition(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTableCommand& command);
/// A partition of `parent` with these bounds, whether it is made or attached.
void refuse_bounds(EffectsBuilder& builder, const pg::Relation& parent, const pg::Name& partition,
                   std::string_view bound);
/// A unique key of a partitioned table has to have all columns that it is partitioned by. `columns`: of the key.
void refuse_key(EffectsBuilder& builder, const ObjectAddress& table, std::string_view partition_key,
                const std::vector<std::string>& all_columns, const std::vector<std::string>& columns);
/// As far as brackets, spaces and NOT VALID do not matter: whether two CHECKs say the same.
bool same_check(std::string_view a, std::string_view b);

}  // namespace impact
