// Pieces on their way from statements to files: what make_safe hands from step to step. Inside this room only.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "fix/fix.h"

namespace fix {

struct RewriteStep {
  Part part = {};
  std::string comment = {};
  int line = 0;
  bool plain = false;                      // the team's statement as it was
  bool strong = false;                     // takes a lock that writes wait for, on a table that was there before
  bool data = false;                       // changes rows of a table that was there before
  bool new_transaction = false;            // needs what a transaction before it has committed
  std::vector<std::string> keys = {};      // what the team's undo would call it by: "column orders.note"
  std::vector<std::string> settings = {};  // SET statements of the team that hold for it
  std::set<pg::Name> tables = {};          // that it mentions
  std::set<pg::Name> closed = {};          // that were there before, and nobody reads while it holds its locks
  bool takes_away = false;                 // the team's own, and what it takes away may be given back by another
};

struct Pieces {
  std::vector<RewriteStep> pieces = {};
  std::set<std::string> covered = {};  // keys whose undo the recipes bring themselves
  pg::Catalog after = {};              // the schema once all of it ran
};

/// What a statement makes, changes or takes away, by names that its undo shares: "constraint orders.positive",
/// "index idx_orders", "rows orders".
std::vector<std::string> keys_of(const sql::Statement& statement, const pg::Catalog& catalog);

/// Statements through the recipes. Fills changes, refusals and remarks.
Pieces rewrite(const migration::Migration& migration, const pg::Catalog& before,
               const impact::CreatedRelations& new_relations, const Settings& settings, Safe& safe);

/// What can wait goes behind what need not wait for it, contractions to the end.
void put_in_order(Pieces& pieces);

/// True where a statement drops, renames, moves, empties or turns off something, or cannot be seen through: another
/// statement of the migration may belong to it, as a view's CREATE to its DROP.
bool takes_away(const sql::Statement& statement);

/// Why what follows the statement in its file has to run in the same session or transaction, so that the file cannot
/// be parted: temporary tables, LOCK TABLE, SET CONSTRAINTS. Empty for most.
std::string why_whole(const sql::Statement& statement);

/// A transaction for each table that nobody can read meanwhile, so that none is closed while the next is waited for;
/// where the migration takes something away they stay together, and the remarks say so.
void part_tables(Pieces& pieces, Safe& safe);

/// Gives each piece its share of the team's undo; the shares that recipes bring themselves are left out.
void share_undo(Pieces& pieces, const migration::Script& down, const Settings& settings);

/// Pieces into files.
std::vector<Draft> pack(const Pieces& pieces, const Settings& settings, bool has_undo);

/// One statement with the text it is a view into.
struct Parsed {
  std::unique_ptr<std::string> text;
  std::vector<sql::Statement> statements;
};
Parsed parse(std::string text);

/// The statement on one line, shortened.
std::string in_one_line(std::string_view statement);

}  // namespace fix
