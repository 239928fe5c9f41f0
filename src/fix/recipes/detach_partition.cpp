// DETACH PARTITION: CONCURRENTLY, outside a transaction.
#include <algorithm>

#include <fmt/format.h>

#include "fix/names.h"
#include "fix/partitions.h"
#include "fix/recipe.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace fix {

// The server puts a CHECK on the partition that says the same as its bounds; none for a hash.
// Source: DetachAddConstraintIfNeeded, PostgreSQL 15, tablecmds.c; measured on 14 to 18.
static std::optional<Part> without_check(const Subject& subject, const pg::Name& partition) {
  const auto& key = subject.table->partition_key;
  if (key.starts_with("HASH")) return std::nullopt;
  const auto column = plain_key(key);
  const auto name = choose_constraint_name(
      partition, column ? std::vector<std::string>{*column} : std::vector<std::string>{}, "check", subject.catalog);
  return Part{.title = "drop_bounds_check",
              .does = fmt::format("drops {}, which the server has put in the bounds' place", name),
              .up = {fmt::format("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {}", partition.text(),
                                 pg::quote_identifier(name))},
              .nothing_to_undo = "the partition's bounds say the same"};
}

static std::optional<Rewrite> remedy_detach_partition(const Subject& subject) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::detach_partition || command->concurrently) return std::nullopt;
  if (command->subtype == "DetachPartitionFinalize" || !subject.table || !command->other) return std::nullopt;
  const auto* partition = impact::find_relation(*command->other, subject.catalog);
  if (!partition || partition->partition_of != subject.table->name) return std::nullopt;
  if (subject.major() < 14)
    return Rewrite{.impossible =
                       "DETACH PARTITION CONCURRENTLY is there from PostgreSQL 14 on: keep the lock short with "
                       "lock_timeout, and detach when no long query runs"};
  if (const auto* rest = default_partition(*subject.table, subject.catalog))
    return Rewrite{
        .impossible = fmt::format(
            "DETACH PARTITION CONCURRENTLY is refused beside the default partition {}: keep the lock short "
            "with lock_timeout, and detach when no long query runs",
            rest->name.text())};
  Rewrite remedy_detach_partition;
  remedy_detach_partition.steps.emplace_back(
      Part{.title = "detach",
           .does = fmt::format("detaches {} while reads and writes go on", partition->name.text()),
           .running = Running::steps,
           .up = {fmt::format("{} CONCURRENTLY", subject.text())},
           .nothing_to_undo = "the migration has no undo that attaches it again",
           .keeps_undo = true});
  if (auto part = without_check(subject, partition->name))
    remedy_detach_partition.steps.emplace_back(std::move(*part));
  return remedy_detach_partition;
}

extern const Recipe detach_partition{.remedy = remedy_detach_partition};

}  // namespace fix
