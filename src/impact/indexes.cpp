// Indexes built, rebuilt. Dropped ones are in drops.cpp.
#include <fmt/format.h>

#include "impact/judges.h"

namespace impact {

void judge(const sql::CreateIndex& create, Gathering& gathering) {
  const auto* table = gathering.find(create.table);
  if (!table) return;
  const auto mode = create.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  const auto* existing = create.name.empty() ? nullptr : table->index(create.name);
  if (existing && create.if_not_exists) {
    gathering.lock(table->name, mode);
    if (!existing->valid)
      gathering.warn(fmt::format("the index {} is there but invalid, and IF NOT EXISTS leaves it so: drop it first",
                                 create.name));
    return;
  }
  if (existing) gathering.fails(fmt::format("the index {} is there already", create.name));
  if (create.concurrently) {
    gathering.outside_transaction(
        "CREATE INDEX CONCURRENTLY commits on its way and waits for transactions that use the table");
    if (table->kind == pg::RelationKind::partitioned_table)
      gathering.fails(
          fmt::format("{} is partitioned, which CONCURRENTLY refuses: build it on each partition and attach",
                      shown(table->name)));
    if (gathering.has_rows(*table))
      gathering.warn("waits for every transaction in the database that is older than itself, however unrelated");
  }
  const auto build = [&](const pg::Relation& relation) {
    gathering.lock(relation.name, mode,
                   create.concurrently ? "the index is built while reads and writes go on"
                                       : "writes wait while the index is built");
    if (relation.kind == pg::RelationKind::partitioned_table) return;
    gathering.build_index(relation, create.concurrently
                                        ? "the index is built while reads and writes go on; the table is read twice"
                                        : "writes wait while the index is built; CONCURRENTLY would let them go on");
  };
  build(*table);
  const bool only = has_words(gathering.statement.text, "on only");
  if (table->kind == pg::RelationKind::partitioned_table && !only) {
    for (const auto* below : descendants(table->name, gathering.catalog)) build(*below);
  }
}

static void reindex_table(Gathering& gathering, const pg::Relation& table, bool concurrently) {
  if (table.kind == pg::RelationKind::partitioned_table) {
    gathering.lock(table.name, concurrently ? LockMode::share_update_exclusive : LockMode::share);
    gathering.outside_transaction("REINDEX of a partitioned table commits partition by partition");
    for (const auto* below : descendants(table.name, gathering.catalog)) {
      if (below->kind == pg::RelationKind::partitioned_table) continue;
      // The list of partitions is taken under ShareLock even when the rebuilding itself is concurrent.
      gathering.lock(below->name, LockMode::share, "writes wait while its indexes are listed or rebuilt");
      for (const auto& index : below->indexes)
        gathering.rebuild_index(*below, index.name, concurrently ? LockMode::none : LockMode::access_exclusive);
      gathering.scan(*below);
    }
    return;
  }
  gathering.lock(table.name, concurrently ? LockMode::share_update_exclusive : LockMode::share,
                 concurrently ? "indexes are rebuilt beside the old ones"
                              : "writes wait while its indexes are rebuilt, and reads that would use them");
  for (const auto& index : table.indexes) {
    gathering.rebuild_index(table, index.name, concurrently ? LockMode::none : LockMode::access_exclusive);
  }
  if (!table.indexes.empty()) gathering.scan(table);
}

void judge(const sql::Reindex& reindex, Gathering& gathering) {
  if (reindex.concurrently) {
    gathering.outside_transaction(
        "REINDEX CONCURRENTLY commits on its way and waits for transactions that use the table");
    gathering.warn("waits for every transaction in the database that is older than itself, however unrelated");
  }
  if (reindex.object == "INDEX") {
    const auto found = find_index(reindex.name, gathering.catalog);
    if (!found) return;
    const auto mode = reindex.concurrently ? LockMode::share_update_exclusive : LockMode::share;
    gathering.lock(found.table->name, mode,
                   reindex.concurrently
                       ? "the index is rebuilt beside the old one"
                       : "writes wait while the index is rebuilt, and so do reads, whose planning locks every index");
    gathering.rebuild_index(*found.table, found.index->name,
                            reindex.concurrently ? LockMode::none : LockMode::access_exclusive);
    gathering.scan(*found.table);
    return;
  }
  if (reindex.object == "TABLE") {
    if (const auto* table = gathering.find(reindex.name)) reindex_table(gathering, *table, reindex.concurrently);
    return;
  }
  gathering.outside_transaction(fmt::format("REINDEX {} commits table by table", reindex.object));
  if (reindex.object == "SYSTEM") return;
  for (const auto& [name, relation] : gathering.catalog.relations) {
    if (reindex.object == "SCHEMA" && name.schema != reindex.name.name) continue;
    if (relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::materialized_view)
      reindex_table(gathering, relation, reindex.concurrently);
  }
}

}  // namespace impact
