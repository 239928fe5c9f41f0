// Carrying a statement out on a catalog instead of a database. Inside this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "impact/impact.h"
#include "impact/simulate/schema.h"

namespace impact {

struct CatalogUpdate {
  const sql::Statement& statement;
  pg::Catalog& catalog;
  std::vector<pg::Name> made = {};
};

// PREPARE p AS …: kept among the catalog's settings under this key until the session ends. simulate.cpp
std::string prepared_key(const std::string& name);
/// Whether the statement speaks of what that role owns: DROP OWNED BY, REASSIGN OWNED BY.
bool is_among(const sql::Other& roles, const std::string& owner, const pg::Catalog& catalog);
// replay_copies.cpp
/// What is in two places from now on, and which checks wait for the end of the transaction.
void note_copies(CatalogUpdate&);
// routines.cpp
void replay(const sql::DoBlock&, CatalogUpdate&);
// replay_tables.cpp
void replay(const sql::CreateTable&, CatalogUpdate&);
void replay(const sql::Truncate&, CatalogUpdate&);
void replay(const sql::Insert&, CatalogUpdate&);
void replay(const sql::Delete&, CatalogUpdate&);
// replay_alter.cpp
void replay(const sql::AlterTable&, CatalogUpdate&);
// replay_names.cpp
void replay(const sql::Rename&, CatalogUpdate&);
void replay(const sql::SetSchema&, CatalogUpdate&);
// replay_drops.cpp
void replay(const sql::Drop&, CatalogUpdate&);
// replay_objects.cpp
void replay(const sql::CreateIndex&, CatalogUpdate&);
void replay(const sql::CreateType&, CatalogUpdate&);
void replay(const sql::AlterEnum&, CatalogUpdate&);
void replay(const sql::CreateView&, CatalogUpdate&);
void replay(const sql::CreateSequence&, CatalogUpdate&);
void replay(const sql::CreateSchema&, CatalogUpdate&);
void replay(const sql::CreateFunction&, CatalogUpdate&);
void replay(const sql::CreateTrigger&, CatalogUpdate&);
void replay(const sql::CreateExtension&, CatalogUpdate&);
void replay(const sql::Update&, CatalogUpdate&);
void replay(const sql::Select&, CatalogUpdate&);
void replay(const sql::Set&, CatalogUpdate&);

// Names that the server chooses (makeObjectName and ChooseRelationName in PostgreSQL's indexcmds.c): parts cut so
// that the whole fits in 63 bytes, a number added while the name is taken.
std::string index_name(const pg::Catalog& catalog, const pg::Name& table, const std::vector<std::string>& columns,
                       std::string_view label);
std::string constraint_name(const pg::Catalog& catalog, const pg::Name& table,
                            const std::vector<std::string>& columns, std::string_view label);
std::string sequence_name(const pg::Catalog& catalog, const pg::Name& table, const std::string& column);

/// The sequence of an identity column, by the name that the statement gives it or the server would.
void put_sequence(CatalogUpdate& replay, const pg::Relation& relation, const std::string& column);

/// Adds a column as written, with its constraints, index and sequence.
void put_column(CatalogUpdate& replay, pg::Relation& relation, const sql::ColumnDefinition& definition);
void put_constraint(CatalogUpdate& replay, pg::Relation& relation, const sql::TableConstraint& constraint);
/// The columns take no NULL any more.
void hold_not_null(pg::Relation& relation, const std::vector<std::string>& columns);
void remove_column(pg::Catalog& catalog, pg::Relation& relation, const std::string& name);
/// Takes a relation out with what belongs to it: partitions, owned sequences, foreign keys that point at it, views
/// over it.
void remove_relation(pg::Catalog& catalog, const pg::Name& name);
void rename_relation(pg::Catalog& catalog, pg::Name from, pg::Name to);

/// The part of the statement's text from `keyword` behind `anchor` to the end of that clause: "CHECK (total > 0)",
/// "REFERENCES users(id) ON DELETE CASCADE". Empty if it is not found.
std::string clause(std::string_view text, std::string_view anchor, std::string_view keyword);

}  // namespace impact
