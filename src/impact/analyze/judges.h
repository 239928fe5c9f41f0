// One judge per kind of statement, in the file of its group. Inside this room only.
#pragma once

#include "impact/analyze/gathering.h"
#include "impact/simulate/schema.h"

namespace impact {

// tables.cpp
void judge(const sql::CreateTable&, Gathering&);
void judge(const sql::Truncate&, Gathering&);
void judge(const sql::Rename&, Gathering&);
void judge(const sql::SetSchema&, Gathering&);
// drops.cpp
void judge(const sql::Drop&, Gathering&);
// alter_table.cpp, columns.cpp, constraints.cpp, partitions.cpp
void judge(const sql::AlterTable&, Gathering&);
// ALTER TABLE ALL IN TABLESPACE
void move_all(const sql::Other&, Gathering&);
// indexes.cpp
void judge(const sql::CreateIndex&, Gathering&);
void judge(const sql::Reindex&, Gathering&);
// data.cpp
void judge(const sql::Insert&, Gathering&);
void judge(const sql::Update&, Gathering&);
void judge(const sql::Delete&, Gathering&);
void judge(const sql::Copy&, Gathering&);
void judge(const sql::Select&, Gathering&);
void judge(const sql::Lock&, Gathering&);
// views.cpp
void judge(const sql::CreateView&, Gathering&);
void judge(const sql::RefreshView&, Gathering&);
// types and the like: definitions.cpp
void judge(const sql::CreateType&, Gathering&);
void judge(const sql::AlterEnum&, Gathering&);
void judge(const sql::CreateSequence&, Gathering&);
void judge(const sql::CreateSchema&, Gathering&);
void judge(const sql::CreateFunction&, Gathering&);
void judge(const sql::CreateTrigger&, Gathering&);
void judge(const sql::CreateExtension&, Gathering&);
void judge(const sql::Policy&, Gathering&);
void judge(const sql::Comment&, Gathering&);
void judge(const sql::Grant&, Gathering&);
// maintenance.cpp
void judge(const sql::Vacuum&, Gathering&);
void judge(const sql::Cluster&, Gathering&);
// routines.cpp
void judge(const sql::DoBlock&, Gathering&);
// other.cpp
void judge(const sql::Set&, Gathering&);
void judge(const sql::TransactionControl&, Gathering&);
void judge(const sql::Other&, Gathering&);

// What one judge lends another.

/// Locks what the statement reads, as its mentions say; `target` is left to the caller.
void read_sources(Gathering& gathering, const std::optional<pg::Name>& target = std::nullopt, bool scans = true);
/// Every foreign key parent of `relation` (all of them, or those of the columns given) is looked at row by row.
void look_up_parents(Gathering& gathering, const pg::Relation& relation,
                     const std::vector<std::string>* columns = nullptr);
/// Locks taken when a foreign key is taken away: the triggers on both its sides go.
void drop_foreign_key(Gathering& gathering, const pg::Relation& child, const pg::Constraint& constraint);

/// One action of ALTER TABLE on `relation`; `below`: its partitions and heirs where the action reaches them.
struct Alteration {
  const sql::AlterTable& statement;
  const sql::AlterTableCommand& command;
  const pg::Relation& relation;
  std::vector<const pg::Relation*> reached;  // the relation and those below
};
/// With ONLY the heirs keep what they have of the parent as their own, and are locked for it.
void lock_heirs(Gathering& gathering, const Alteration& alteration);
// columns.cpp
void add_column(Gathering& gathering, const Alteration& alteration);
void drop_column(Gathering& gathering, const Alteration& alteration);
void alter_type(Gathering& gathering, const Alteration& alteration);
void set_not_null(Gathering& gathering, const Alteration& alteration);
void alter_constraint(Gathering& gathering, const Alteration& alteration);
void set_expression(Gathering& gathering, const Alteration& alteration);
void drop_default(Gathering& gathering, const Alteration& alteration);
// constraints.cpp
void add_constraint(Gathering& gathering, const Alteration& alteration);
void drop_constraint(Gathering& gathering, const Alteration& alteration);
void validate_constraint(Gathering& gathering, const Alteration& alteration);
void add_foreign_key(Gathering& gathering, const Alteration& alteration, const sql::QualifiedName& parent,
                     bool checks_rows);
/// Whether all of the columns are NOT NULL already.
bool are_not_null(const pg::Relation& relation, const std::vector<std::string>& columns);
/// Whether an index of a partition is what the parent's index wants there.
bool same_columns(const pg::Index& wanted, const pg::Index& have);
// partitions.cpp
void attach_partition(Gathering& gathering, const Alteration& alteration);
void detach_partition(Gathering& gathering, const Alteration& alteration);
void inherit(Gathering& gathering, const Alteration& alteration);
/// Tables whose foreign keys point at `parent`, which gets one more partition.
void lock_referring(Gathering& gathering, const pg::Relation& parent);

}  // namespace impact
