// Partitions attached and detached, inheritance.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/analyze/constraint_implication.h"

namespace impact {

bool same_columns(const pg::Index& wanted, const pg::Index& have) {
  const auto key = [](const pg::Index& index) {
    const auto at = index.definition.find(" USING ");
    return at == std::string::npos ? std::string() : index.definition.substr(at);
  };
  if (wanted.unique != have.unique || !have.valid) return false;
  return key(wanted).empty() || key(have).empty() ? wanted.columns == have.columns : key(wanted) == key(have);
}

// Indexes that the parent has and the new partition lacks are built on it.
static void build_missing_indexes(EffectsBuilder& builder, const pg::Relation& parent,
                                  const pg::Relation& partition) {
  for (const auto& wanted : parent.indexes) {
    bool found = false;
    for (const auto& have : partition.indexes) {
      const bool constraint = find_constraint(parent, wanted.name) != nullptr;
      if (same_columns(wanted, have) && (!constraint || find_constraint(partition, have.name))) found = true;
    }
    if (!found && partition.kind == pg::RelationKind::table)
      builder.build_index(partition, fmt::format("the index {} is built on it", wanted.name));
  }
}

static void scan_leaves(EffectsBuilder& builder, const pg::Relation& relation, const std::string& why) {
  if (relation.kind == pg::RelationKind::table) builder.scan(relation, why);
  for (const auto* below : descendants(relation.name, builder.catalog)) {
    if (below->kind == pg::RelationKind::table) builder.scan(*below, why);
  }
}

static void check_rows(EffectsBuilder& builder, const pg::Relation& parent, const pg::Relation& partition,
                       const std::string& bound) {
  const bool rest = base::to_lower(base::trim(bound)) == "default";
  const auto siblings = descendants(parent.name, builder.catalog);
  if (rest && siblings.empty()) return;                 // there is nothing that its rows would belong to instead
  const bool nested = parent.partition_of.has_value();  // then the bounds above count too
  if (!nested && bounds_proven(partition, parent.partition_key, bound)) {
    builder.lock(partition.name, LockMode::access_exclusive,
                 "the table becomes a partition; a CHECK proves that its rows fit");
  } else {
    scan_leaves(builder, partition,
                "every row is checked against the bounds; a CHECK that says the same would save it");
  }
}

void lock_referring(EffectsBuilder& builder, const pg::Relation& parent) {
  const auto version = builder.catalog.server_version;
  const auto mode = version && *version < 150000 ? LockMode::access_share : LockMode::share_row_exclusive;
  for (const auto& reference : references_to(parent.name, builder.catalog))
    builder.lock(reference.child->name, mode, "its foreign key gets triggers on the new partition");
}

void attach_partition(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.command.other) return;
  const auto* partition = builder.find(*alteration.command.other);
  if (!partition) return;
  const auto& parent = alteration.relation;
  const auto& bound = alteration.command.bound;
  builder.lock(partition->name, LockMode::access_exclusive, "the table becomes a partition");
  for (const auto* below : descendants(partition->name, builder.catalog))
    builder.lock(below->name, LockMode::access_exclusive);
  check_rows(builder, parent, *partition, bound);
  for (const auto* sibling : descendants(parent.name, builder.catalog)) {
    if (!sibling->default_partition || sibling->partition_of != parent.name) continue;
    constexpr auto why = "the default partition is searched for rows that belong in the new one";
    builder.lock(sibling->name, LockMode::access_exclusive, why);
    if (!bounds_excluded(*sibling, parent.partition_key, bound)) scan_leaves(builder, *sibling, why);
  }
  build_missing_indexes(builder, parent, *partition);
  for (const auto& index : parent.indexes) builder.lock_index(parent, index.name, LockMode::share_update_exclusive);
  lock_referring(builder, parent);
  for (const auto& constraint : parent.constraints) {
    if (!constraint.references) continue;
    const bool has = std::ranges::any_of(partition->constraints, [&](const pg::Constraint& own) {
      return own.kind == pg::ConstraintKind::foreign_key && own.references == constraint.references &&
             own.columns == constraint.columns;
    });
    builder.lock(*constraint.references, has ? LockMode::access_exclusive : LockMode::share_row_exclusive,
                 "the parent's foreign key is put on the partition");
  }
}

void detach_partition(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.command.other) return;
  const auto* partition = builder.find(*alteration.command.other);
  if (!partition) return;
  // PostgreSQL 13 asks for the strong lock only where triggers that the parent put there are dropped.
  const auto version = builder.catalog.server_version;
  const bool triggered = std::ranges::any_of(alteration.relation.triggers, [](const pg::Trigger& trigger) {
    return has_words(trigger.definition, "each row");
  });
  const bool weak =
      version && *version < 140000 && !triggered && references_to(alteration.relation.name, builder.catalog).empty();
  builder.lock(partition->name, weak ? LockMode::share_update_exclusive : LockMode::access_exclusive,
               "the partition becomes a table of its own");
  for (const auto& constraint : partition->constraints) {
    if (constraint.inherited && constraint.references)
      builder.lock(*constraint.references, LockMode::share_row_exclusive,
                   "the foreign key becomes the partition's own");
  }
  for (const auto& constraint : alteration.relation.constraints) {  // the partition's own may not be known by itself
    if (constraint.references)
      builder.lock(*constraint.references, LockMode::share_row_exclusive,
                   "the foreign key becomes the partition's own");
  }
  for (const auto& reference : references_to(alteration.relation.name, builder.catalog)) {
    builder.lock(reference.child->name, LockMode::access_exclusive,
                 "rows that refer to the partition are looked for");
    builder.scan(*reference.child);
  }
  if (alteration.command.concurrently) {
    builder.outside_transaction(
        "DETACH PARTITION CONCURRENTLY commits on its way and waits for transactions that use the table");
    builder.warn("waits for every transaction that uses the partitioned table");
    return;
  }
  builder.lock_indexes(*partition, LockMode::access_exclusive);
  for (const auto* sibling : descendants(alteration.relation.name, builder.catalog)) {
    if (sibling->default_partition && sibling->partition_of == alteration.relation.name)
      builder.lock(sibling->name, LockMode::access_exclusive,
                   "the default partition may hold other rows from now on");
  }
  if (!builder.made_here(alteration.relation.name) && builder.has_rows(*partition))
    builder.breaks(fmt::format("{} no longer holds the {} of {}", shown(alteration.relation.name),
                               counted_rows(*partition, builder.catalog), shown(partition->name)));
}

void inherit(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.command.other) return;
  const auto* parent = builder.find(*alteration.command.other);
  if (!parent) return;
  const bool leaves = alteration.command.subtype == "DropInherit";
  builder.lock(parent->name, leaves ? LockMode::access_share : LockMode::share_update_exclusive);
}

}  // namespace impact
