// Indexes built, rebuilt. Dropped ones are in drops.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "impact/analyze/analyzers.h"
#include "impact/errors/errors.h"

namespace impact {

// Whether the name is taken, by whatever has one in the table's schema.
static bool is_taken(const sql::CreateIndex& create, const pg::Relation& table, const pg::Catalog& catalog) {
  if (create.name.empty()) return false;
  const sql::QualifiedName whole{table.name.schema, create.name};
  return find_relation(whole, catalog) || find_index(whole, catalog);
}

// An index of a partition that fits is taken as it is: no other is built.
static bool has_already(const sql::CreateIndex& create, const pg::Relation& partition) {
  if (create.partial || std::ranges::any_of(create.columns, [](const auto& each) { return each.starts_with("("); }))
    return false;
  return std::ranges::any_of(partition.indexes, [&](const pg::Index& have) {
    const bool plain = have.definition.find(" WHERE ") == std::string::npos &&
                       have.definition.find(" INCLUDE ") == std::string::npos;
    return plain && have.valid && !have.partition_of && have.columns == create.columns &&
           have.unique == create.unique &&
           (have.method.empty() || create.method.empty() || have.method == create.method);
  });
}

// IF NOT EXISTS goes by the name alone: what has it may be something else.
static void warn_of_another(const sql::CreateIndex& create, const pg::Relation& table, EffectsBuilder& builder) {
  const sql::QualifiedName whole{table.name.schema, create.name};
  const auto found = find_index(whole, builder.catalog);
  if (!found) {
    builder.warn(fmt::format("{} is there already and is not an index: IF NOT EXISTS builds nothing", create.name));
    return;
  }
  const bool plain = std::ranges::none_of(create.columns, [](const auto& each) { return each.starts_with("("); });
  if (found.table->name != table.name)
    builder.warn(fmt::format("an index {} is there already, on {}: IF NOT EXISTS builds none on {}", create.name,
                             shown(found.table->name), shown(table.name)));
  else if (found.index->unique != create.unique || (plain && found.index->columns != create.columns))
    builder.warn(fmt::format("another index {} of {} is there already: IF NOT EXISTS leaves it as it is", create.name,
                             shown(table.name)));
}

void judge(const sql::CreateIndex& create, EffectsBuilder& builder) {
  const auto* table = builder.find(create.table);
  if (!table) return;
  const auto mode = create.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  if (table->pending_events)
    builder.outside_transaction(fmt::format(
        "checks of {} wait for the end of the transaction: until then it gets no index", shown(table->name)));
  if (is_taken(create, *table, builder.catalog)) {
    if (!create.if_not_exists) builder.fails(exists_already("relation", create.name));
    builder.lock(table->name, mode);
    if (table->kind == pg::RelationKind::partitioned_table && !create.only) {
      for (const auto* below : descendants(table->name, builder.catalog)) builder.lock(below->name, mode);
    }
    warn_of_another(create, *table, builder);
    if (const auto* existing = table->index(create.name); existing && !existing->valid)
      builder.warn(fmt::format("the index {} is there but invalid, and IF NOT EXISTS leaves it so: drop it first",
                               create.name));
    return;
  }
  if (create.concurrently) {
    builder.outside_transaction(
        "CREATE INDEX CONCURRENTLY commits on its way and waits for transactions that use the table");
    if (table->kind == pg::RelationKind::partitioned_table)
      builder.fails(error_of(sqlstate::feature_not_supported, object_of(*table),
                             R"(cannot create index on partitioned table "{}" concurrently)", table->name.name)
                        .with("build it on each partition and attach it"));
    if (builder.has_rows(*table))
      builder.warn("waits for every transaction in the database that is older than itself, however unrelated");
  }
  const auto build = [&](const pg::Relation& relation) {
    builder.lock(relation.name, mode,
                 create.concurrently ? "the index is built while reads and writes go on"
                                     : "writes wait while the index is built");
    if (relation.kind == pg::RelationKind::partitioned_table) return;
    if (&relation != table && has_already(create, relation)) return;
    builder.build_index(relation, create.concurrently
                                      ? "the index is built while reads and writes go on; the table is read twice"
                                      : "writes wait while the index is built; CONCURRENTLY would let them go on");
  };
  build(*table);
  if (table->kind == pg::RelationKind::partitioned_table && !create.only) {
    for (const auto* below : descendants(table->name, builder.catalog)) build(*below);
  }
}

static bool is_exclusion(const pg::Relation& table, const std::string& index) {
  const auto* constraint = find_constraint(table, index);
  return constraint && constraint->kind == pg::ConstraintKind::exclusion;
}

// Each index by itself, in a transaction of its own where the whole cannot be in one. The list goes by age, so that
// the primary key's is the first to be waited for.
static void rebuild_all(EffectsBuilder& builder, const pg::Relation& table, bool concurrently, bool one_by_one) {
  for (const auto& index : table.indexes) {
    if (concurrently && is_exclusion(table, index.name)) {
      builder.warn(fmt::format("the index {} of an EXCLUDE is left out: CONCURRENTLY cannot build it", index.name));
      continue;
    }
    const bool held = !concurrently && (!one_by_one || index.primary || table.indexes.size() == 1);
    builder.rebuild_index(table, index.name, held ? LockMode::access_exclusive : LockMode::none);
  }
  if (!table.indexes.empty()) builder.scan(table);
}

static void reindex_table(EffectsBuilder& builder, const pg::Relation& table, bool concurrently,
                          bool one_by_one = false) {
  if (table.kind == pg::RelationKind::partitioned_table) {
    builder.lock(table.name, concurrently ? LockMode::share_update_exclusive : LockMode::share);
    if (const auto version = builder.catalog.server_version; version && *version < 140000)
      return builder.warn(
          fmt::format("{} is partitioned: PostgreSQL 13 rebuilds none of its indexes", table.name.name));
    builder.outside_transaction("REINDEX of a partitioned table commits partition by partition");
    for (const auto* below : descendants(table.name, builder.catalog)) {
      if (below->kind == pg::RelationKind::partitioned_table) continue;
      // The list of partitions is taken under ShareLock even when the rebuilding itself is concurrent.
      builder.lock(below->name, LockMode::share, "writes wait while its indexes are listed or rebuilt");
      rebuild_all(builder, *below, concurrently, true);
      builder.scan(*below);
    }
    return;
  }
  builder.lock(table.name, concurrently ? LockMode::share_update_exclusive : LockMode::share,
               concurrently ? "indexes are rebuilt beside the old ones"
                            : "writes wait while its indexes are rebuilt, and reads that would use them");
  rebuild_all(builder, table, concurrently, one_by_one);
}

static void reindex_index(EffectsBuilder& builder, const pg::Relation& table, const pg::Index& index,
                          bool concurrently) {
  builder.lock(table.name, concurrently ? LockMode::share_update_exclusive : LockMode::share,
               concurrently
                   ? "the index is rebuilt beside the old one"
                   : "writes wait while the index is rebuilt, and so do reads, whose planning locks every index");
  builder.rebuild_index(table, index.name, concurrently ? LockMode::none : LockMode::access_exclusive);
  builder.scan(table);
}

// Partition by partition, as far down as there are any.
static void reindex_below(EffectsBuilder& builder, const FoundIndex& top, bool concurrently) {
  if (const auto version = builder.catalog.server_version; version && *version < 140000)
    builder.fails(error_of(sqlstate::feature_not_supported, object_named("index", top.name()),
                           "REINDEX is not yet implemented for partitioned indexes")
                      .with("it is from PostgreSQL 14 on"));
  builder.outside_transaction("REINDEX of a partitioned index commits partition by partition");
  builder.lock(top.table->name, concurrently ? LockMode::share_update_exclusive : LockMode::share);
  for (const auto* below : descendants(top.table->name, builder.catalog)) {
    for (const auto& index : below->indexes) {
      if (index.partition_of != top.name()) continue;
      const FoundIndex child{below, &index};
      if (below->kind == pg::RelationKind::partitioned_table) {
        reindex_below(builder, child, concurrently);
      } else {
        reindex_index(builder, *below, index, concurrently);
      }
    }
  }
}

static ExpectedError no_concurrent_catalogs() {
  return error_of(sqlstate::feature_not_supported, {}, "cannot reindex system catalogs concurrently");
}

void judge(const sql::Reindex& reindex, EffectsBuilder& builder) {
  if (reindex.concurrently) {
    builder.outside_transaction(
        "REINDEX CONCURRENTLY commits on its way and waits for transactions that use the table");
    builder.warn("waits for every transaction in the database that is older than itself, however unrelated");
  }
  if (reindex.object == "INDEX") {
    const auto found = find_index(reindex.name, builder.catalog);
    if (!found) {
      if (builder.find(reindex.name)) builder.fails(is_not(*builder.find(reindex.name), "an index"));
      return;
    }
    if (reindex.concurrently && is_exclusion(*found.table, found.index->name))
      builder.fails(error_of(sqlstate::feature_not_supported, object_named("index", found.name()),
                             "concurrent index creation for exclusion constraints is not supported"));
    if (found.table->kind == pg::RelationKind::partitioned_table)
      return reindex_below(builder, found, reindex.concurrently);
    return reindex_index(builder, *found.table, *found.index, reindex.concurrently);
  }
  if (reindex.object == "TABLE") {
    const auto* table = builder.find(reindex.name);
    const bool has_indexes =
        table && (table->kind == pg::RelationKind::table || table->kind == pg::RelationKind::partitioned_table ||
                  table->kind == pg::RelationKind::materialized_view);
    if (has_indexes) return reindex_table(builder, *table, reindex.concurrently);
    if (table || find_index(reindex.name, builder.catalog))
      builder.fails(is_not(reindex.name.name, "a table or materialized view"));
    if (!table && reindex.concurrently && reindex.name.name.starts_with("pg_"))
      builder.fails(no_concurrent_catalogs());
    return;
  }
  builder.outside_transaction(fmt::format("REINDEX {} commits table by table", reindex.object));
  const auto& wanted = reindex.name.name;
  const auto& catalog = builder.catalog;
  if (reindex.object == "SCHEMA") {
    if (!wanted.starts_with("pg_") && wanted != "information_schema" && catalog.has_server() &&
        std::ranges::count(catalog.schemas, wanted) == 0)
      builder.fails(is_missing("schema", wanted));
  } else if (!wanted.empty() && !catalog.database.empty() && wanted != catalog.database) {
    builder.fails(error_of(sqlstate::feature_not_supported, object_named("database", wanted),
                           "can only reindex the currently open database")
                      .with(fmt::format("that is {}", catalog.database)));
  }
  if (reindex.object == "SYSTEM") {
    if (reindex.concurrently) builder.fails(no_concurrent_catalogs());
    return;
  }
  for (const auto& [name, relation] : builder.catalog.relations) {
    if (reindex.object == "SCHEMA" && name.schema != wanted) continue;
    if (relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::materialized_view)
      reindex_table(builder, relation, reindex.concurrently, true);
  }
}

}  // namespace impact
