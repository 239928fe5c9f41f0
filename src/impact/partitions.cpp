// Partitions attached and detached, inheritance.
#include <fmt/format.h>

#include "impact/judges.h"

namespace impact {

// A CHECK on the table may prove that its rows fit, which saves the scan; whether it does depends on the bounds,
// which are not in the catalog, so a validated CHECK is taken as a hint only.
static bool may_be_proven(const pg::Relation& relation) {
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind == pg::ConstraintKind::check && constraint.validated) return true;
  }
  return false;
}

void attach_partition(Gathering& gathering, const Alteration& alteration) {
  if (!alteration.command.other) return;
  const auto* partition = gathering.find(*alteration.command.other);
  if (!partition) return;
  gathering.lock(partition->name, LockMode::access_exclusive, "the table becomes a partition");
  for (const auto* below : descendants(partition->name, gathering.catalog))
    gathering.lock(below->name, LockMode::access_exclusive);
  gathering.scan(*partition,
                 may_be_proven(*partition)
                     ? "every row is checked against the bounds unless a CHECK proves them"
                     : "every row is checked against the bounds; a CHECK that says the same would save it");
  for (const auto* sibling : descendants(alteration.relation.name, gathering.catalog)) {
    if (!sibling->default_partition || sibling->partition_of != alteration.relation.name) continue;
    gathering.lock(sibling->name, LockMode::access_exclusive,
                   "the default partition is searched for rows that belong in the new one");
    gathering.scan(*sibling);
  }
  for (const auto& index : alteration.relation.indexes)
    gathering.lock_index(alteration.relation, index.name, LockMode::share_update_exclusive);
  for (const auto& reference : references_to(alteration.relation.name, gathering.catalog))
    gathering.lock(reference.child->name, LockMode::share_row_exclusive,
                   "its foreign key gets triggers on the new partition");
  for (const auto& constraint : alteration.relation.constraints) {
    if (constraint.references)
      gathering.lock(*constraint.references, LockMode::share_row_exclusive,
                     "the parent's foreign key is put on the partition");
  }
}

void detach_partition(Gathering& gathering, const Alteration& alteration) {
  if (!alteration.command.other) return;
  const auto* partition = gathering.find(*alteration.command.other);
  if (!partition) return;
  gathering.lock(partition->name, LockMode::access_exclusive, "the partition becomes a table of its own");
  if (alteration.command.concurrently) {
    gathering.outside_transaction(
        "DETACH PARTITION CONCURRENTLY commits on its way and waits for transactions that use the table");
    gathering.warn("waits for every transaction that uses the partitioned table");
    return;
  }
  gathering.lock_indexes(*partition, LockMode::access_exclusive);
  for (const auto* sibling : descendants(alteration.relation.name, gathering.catalog)) {
    if (sibling->default_partition && sibling->partition_of == alteration.relation.name)
      gathering.lock(sibling->name, LockMode::access_exclusive,
                     "the default partition may hold other rows from now on");
  }
  for (const auto& reference : references_to(alteration.relation.name, gathering.catalog)) {
    gathering.lock(reference.child->name, LockMode::access_exclusive,
                   "rows that refer to the partition are looked for");
    gathering.scan(*reference.child);
  }
  if (!gathering.made_here(alteration.relation.name) && gathering.has_rows(*partition))
    gathering.breaks(fmt::format("{} no longer holds the {} of {}", shown(alteration.relation.name),
                                 shown_rows(rows_of(*partition, gathering.catalog)), shown(partition->name)));
}

void inherit(Gathering& gathering, const Alteration& alteration) {
  if (!alteration.command.other) return;
  const auto* parent = gathering.find(*alteration.command.other);
  if (!parent) return;
  const bool leaves = has_words(gathering.statement.text, "no inherit");
  gathering.lock(parent->name, leaves ? LockMode::access_share : LockMode::share_update_exclusive);
}

}  // namespace impact
