// Which tables a query's plan has to read in full, whatever plan that is. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/effects_builder.h"
#include "sql/query_blocks.h"

namespace impact {

/// A table of a query: `alias` is what its columns are written with.
struct RangeTableEntry {
  const pg::Relation* relation = nullptr;
  std::string alias = {};
};

/// Whether an index leads to the rows that these conditions on the table leave.
bool index_usable(const RangeTableEntry& seat, const std::vector<sql::Term>& terms);

/// Whether every row of the table in this seat is read. `seats`: all tables of the scope, it among them; `scopes`:
/// those of the statement.
bool reads_all(const RangeTableEntry& seat, const std::vector<RangeTableEntry>& seats, const sql::QueryBlock& scope,
               const std::vector<sql::QueryBlock>& scopes);

/// The conditions on the table alone, as comparisons of its columns with constants.
std::vector<sql::Term> own_terms(const RangeTableEntry& seat, const std::vector<RangeTableEntry>& seats,
                                 const std::vector<sql::Term>& terms);

/// Locks and reads what a scope selects from.
void read_scope(EffectsBuilder& builder, const sql::QueryBlock& scope, bool scans);

/// Locks the relation and what stands for it: a view's tables, partitions and heirs.
/// `scanned`: its rows are read in full; `where`: conditions that leave partitions out.
void read_relation(EffectsBuilder& builder, const pg::Relation& relation, LockMode mode, bool scanned, bool only,
                   const std::vector<sql::Term>& where);

/// Whether the server itself turns INSERT, UPDATE and DELETE on the view into one on its table; nothing where the
/// query is not known.
std::optional<bool> is_updatable(const pg::Relation& view, const pg::Catalog& catalog);

}  // namespace impact
