// VACUUM, ANALYZE, CLUSTER.
#include <algorithm>

#include <fmt/format.h>

#include "impact/analyze/analyzers.h"
#include "impact/errors/errors.h"
#include "impact/errors/rights.h"

namespace impact {

static void vacuum_table(EffectsBuilder& builder, const pg::Relation& table, const sql::Vacuum& vacuum) {
  if (table.kind == pg::RelationKind::view || table.kind == pg::RelationKind::sequence) return;  // passed over
  if (is_passed_over(builder, table))
    return builder.warn(fmt::format("the role {} may not maintain {}, which is passed over with a warning",
                                    builder.catalog.role, shown(table.name)));
  if (vacuum.full) {
    builder.lock(table.name, LockMode::access_exclusive, "VACUUM FULL writes the table anew");
    if (table.kind != pg::RelationKind::partitioned_table)
      builder.rewrite(table, "VACUUM FULL writes the table and its indexes anew and needs as much disk again",
                      LockMode::none);
  } else {
    builder.lock(table.name, LockMode::share_update_exclusive,
                 vacuum.analyze_only ? "rows are sampled while reads and writes go on"
                                     : "rows are cleaned up while reads and writes go on");
  }
}

void judge(const sql::Vacuum& vacuum, EffectsBuilder& builder) {
  if (!vacuum.analyze_only) builder.outside_transaction("VACUUM works in transactions of its own");
  if (vacuum.full) builder.warn("needs disk space for a second copy of the table");
  const auto with_partitions = [&](const pg::Relation& table) {
    vacuum_table(builder, table, vacuum);
    if (table.kind != pg::RelationKind::partitioned_table) {
      // Statistics over a parent of heirs read the heirs too.
      if (vacuum.full || !vacuum.analyze) return;
      for (const auto* below : descendants(table.name, builder.catalog))
        builder.lock(
            below->name,
            builder.catalog.server_version >= 180000 ? LockMode::share_update_exclusive : LockMode::access_share,
            "rows are sampled");  // analysed themselves since PostgreSQL 18
      return;
    }
    for (const auto* below : descendants(table.name, builder.catalog)) vacuum_table(builder, *below, vacuum);
  };
  for (const auto& name : vacuum.tables) {
    if (const auto* table = builder.find(name)) with_partitions(*table);
  }
  if (!vacuum.tables.empty()) return;
  for (const auto& [name, relation] : builder.catalog.relations) {
    if (relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::materialized_view ||
        relation.kind == pg::RelationKind::partitioned_table)
      vacuum_table(builder, relation, vacuum);
  }
}

void judge(const sql::Cluster& cluster, EffectsBuilder& builder) {
  if (!cluster.table) {
    builder.outside_transaction("CLUSTER without a table commits table by table");
    for (const auto& [name, relation] : builder.catalog.relations) {
      const bool marked =
          std::ranges::any_of(relation.indexes, [](const pg::Index& index) { return index.clustered; });
      if (!marked || relation.kind == pg::RelationKind::partitioned_table) continue;
      builder.lock(name, LockMode::access_exclusive, "CLUSTER writes the table anew in the index's order");
      builder.rewrite(relation, "CLUSTER writes the table and its indexes anew in the index's order");
    }
    return;
  }
  const auto* table = builder.find(*cluster.table);
  if (!table) return;
  if (table->kind != pg::RelationKind::table && table->kind != pg::RelationKind::partitioned_table &&
      table->kind != pg::RelationKind::materialized_view)
    builder.fails(is_not(*table, "a table or materialized view"));
  if (cluster.index.empty() && builder.catalog.has_server() &&
      std::ranges::none_of(table->indexes, [](const pg::Index& index) { return index.clustered; }))
    builder.fails(error_of(sqlstate::undefined_object, object_of(*table),
                           R"(there is no previously clustered index for table "{}")", table->name.name)
                      .with("name an index"));
  if (table->kind == pg::RelationKind::partitioned_table)
    builder.outside_transaction("CLUSTER of a partitioned table commits partition by partition");
  builder.lock(table->name, LockMode::access_exclusive, "CLUSTER writes the table anew in the index's order");
  if (table->kind != pg::RelationKind::partitioned_table)
    builder.rewrite(*table, "CLUSTER writes the table and its indexes anew in the index's order");
  for (const auto* below : descendants(table->name, builder.catalog)) {
    if (below->partition_of && below->kind != pg::RelationKind::partitioned_table) builder.rewrite(*below);
  }
  builder.warn("needs disk space for a second copy of the table");
}

}  // namespace impact
