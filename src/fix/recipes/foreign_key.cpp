// FOREIGN KEY: NOT VALID first, then VALIDATE in a transaction of its own.
#include <fmt/format.h>

#include "fix/constraint.h"
#include "fix/names.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace fix {

static std::string name_of(const Subject& subject, const sql::TableConstraint& constraint) {
  if (!constraint.name.empty()) return constraint.name;
  return choose_constraint_name(table_of(subject), constraint.columns, "fkey", subject.catalog);
}

// A partitioned table has no NOT VALID foreign key before 18, but takes over those that its partitions have, without
// reading a row (tryAttachPartitionForeignKey, PostgreSQL 15, tablecmds.c).
static Rewrite by_partition_foreign_key(const Subject& subject, const sql::TableConstraint& constraint) {
  const auto name = name_of(subject, constraint);
  const auto definition = named_definition(subject, constraint, name);
  Rewrite remedy_foreign_key;
  for (const auto* partition : impact::descendants(subject.table->name, subject.catalog)) {
    if (partition->kind != pg::RelationKind::table) continue;
    const auto table = partition->name.text();
    remedy_foreign_key.steps.emplace_back(
        Part{.title = "not_valid",
             .does = fmt::format("adds {} to {}, checked for new rows only", name, table),
             .harmless = true,
             .up = {fmt::format("ALTER TABLE {} ADD {} NOT VALID", table, definition)},
             .nothing_to_undo = "the key of the partitioned table takes it along"});
    auto validated = validation(subject, table, name);
    validated.table = partition->name;
    remedy_foreign_key.steps.emplace_back(std::move(validated));
  }
  remedy_foreign_key.steps.emplace_back(Part{
      .title = "foreign_key",
      .does = fmt::format("adds {} to {}, which takes over the keys of its partitions", name, subject.table_name()),
      .alone = true,
      .up = {fmt::format("{} ADD {}", subject.head, definition)},
      .down = {fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", subject.table_name(), pg::quote_identifier(name))}});
  remedy_foreign_key.remarks.push_back(
      fmt::format("{} is partitioned, and PostgreSQL {} has no NOT VALID foreign key there: it is added to each "
                  "partition; partitions made meanwhile are checked in the last step",
                  subject.table_name(), subject.major()));
  return remedy_foreign_key;
}

static std::optional<Rewrite> remedy_foreign_key(const Subject& subject) {
  const auto* constraint = added_constraint(subject, sql::ConstraintType::foreign_key);
  if (!constraint) return std::nullopt;
  if (subject.is_partitioned() && subject.major() < 18) return by_partition_foreign_key(subject, *constraint);
  return checked_later(subject, *constraint, name_of(subject, *constraint));
}

extern const Recipe foreign_key{.remedy = remedy_foreign_key};

}  // namespace fix
