// One judge per kind of statement, in the file of its group. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"
#include "impact/simulate/schema.h"

namespace impact {

// tables.cpp
void judge(const sql::CreateTable&, EffectsBuilder&);
void judge(const sql::Truncate&, EffectsBuilder&);
void judge(const sql::Rename&, EffectsBuilder&);
void judge(const sql::SetSchema&, EffectsBuilder&);
// drops.cpp
void judge(const sql::Drop&, EffectsBuilder&);
// alter_table.cpp, columns.cpp, constraints.cpp, partitions.cpp
void judge(const sql::AlterTable&, EffectsBuilder&);
// ALTER TABLE ALL IN TABLESPACE
void move_all(const sql::Other&, EffectsBuilder&);
// indexes.cpp
void judge(const sql::CreateIndex&, EffectsBuilder&);
void judge(const sql::Reindex&, EffectsBuilder&);
// data.cpp
void judge(const sql::Insert&, EffectsBuilder&);
void judge(const sql::Update&, EffectsBuilder&);
void judge(const sql::Delete&, EffectsBuilder&);
void judge(const sql::Copy&, EffectsBuilder&);
void judge(const sql::Select&, EffectsBuilder&);
void judge(const sql::Lock&, EffectsBuilder&);
// views.cpp
void judge(const sql::CreateView&, EffectsBuilder&);
void judge(const sql::RefreshView&, EffectsBuilder&);
// types and the like: definitions.cpp
void judge(const sql::CreateType&, EffectsBuilder&);
void judge(const sql::AlterEnum&, EffectsBuilder&);
void judge(const sql::CreateSequence&, EffectsBuilder&);
void judge(const sql::CreateSchema&, EffectsBuilder&);
void judge(const sql::CreateFunction&, EffectsBuilder&);
void judge(const sql::CreateTrigger&, EffectsBuilder&);
void judge(const sql::CreateExtension&, EffectsBuilder&);
void judge(const sql::Policy&, EffectsBuilder&);
void judge(const sql::Comment&, EffectsBuilder&);
void judge(const sql::Grant&, EffectsBuilder&);
// maintenance.cpp
void judge(const sql::Vacuum&, EffectsBuilder&);
void judge(const sql::Cluster&, EffectsBuilder&);
// routines.cpp
void judge(const sql::DoBlock&, EffectsBuilder&);
// other.cpp
void judge(const sql::Set&, EffectsBuilder&);
void judge(const sql::TransactionControl&, EffectsBuilder&);
void judge(const sql::Other&, EffectsBuilder&);

// What one judge lends another.

/// Locks what the statement reads, as its mentions say; `target` is left to the caller.
void read_sources(EffectsBuilder& builder, const std::optional<pg::Name>& target = std::nullopt, bool scans = true);
/// Every foreign key parent of `relation` (all of them, or those of the columns given) is looked at row by row.
void look_up_parents(EffectsBuilder& builder, const pg::Relation& relation,
                     const std::vector<std::string>* columns = nullptr);
/// Locks taken when a foreign key is taken away: the triggers on both its sides go.
void drop_foreign_key(EffectsBuilder& builder, const pg::Relation& child, const pg::Constraint& constraint);

/// One action of ALTER TABLE on `relation`; `below`: its partitions and heirs where the action reaches them.
struct Alteration {
  const sql::AlterTable& statement;
  const sql::AlterTableCommand& command;
  const pg::Relation& relation;
  std::vector<const pg::Relation*> reached;  // the relation and those below
};
/// With ONLY the heirs keep what they have of the parent as their own, and are locked for it.
void lock_heirs(EffectsBuilder& builder, const Alteration& alteration);
// columns.cpp
void add_column(EffectsBuilder& builder, const Alteration& alteration);
void drop_column(EffectsBuilder& builder, const Alteration& alteration);
void alter_type(EffectsBuilder& builder, const Alteration& alteration);
void set_not_null(EffectsBuilder& builder, const Alteration& alteration);
void alter_constraint(EffectsBuilder& builder, const Alteration& alteration);
void set_expression(EffectsBuilder& builder, const Alteration& alteration);
void drop_default(EffectsBuilder& builder, const Alteration& alteration);
// constraints.cpp
void add_constraint(EffectsBuilder& builder, const Alteration& alteration);
void drop_constraint(EffectsBuilder& builder, const Alteration& alteration);
void validate_constraint(EffectsBuilder& builder, const Alteration& alteration);
void add_foreign_key(EffectsBuilder& builder, const Alteration& alteration, const sql::QualifiedName& parent,
                     bool checks_rows);
/// Whether all of the columns are NOT NULL already.
bool are_not_null(const pg::Relation& relation, const std::vector<std::string>& columns);
/// Whether an index of a partition is what the parent's index wants there.
bool same_columns(const pg::Index& wanted, const pg::Index& have);
// partitions.cpp
void attach_partition(EffectsBuilder& builder, const Alteration& alteration);
void detach_partition(EffectsBuilder& builder, const Alteration& alteration);
void inherit(EffectsBuilder& builder, const Alteration& alteration);
/// Tables whose foreign keys point at `parent`, which gets one more partition.
void lock_referring(EffectsBuilder& builder, const pg::Relation& parent);

}  // namespace impact
