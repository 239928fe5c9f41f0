// What one statement does to a database that looks like the given catalog: locks, rewrites, scans, losses, time.
// Pure: loading the catalog is pg's work.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "impact/expected_error.h"
#include "impact/loss.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// Weakest first. Source: PostgreSQL docs, 13.3.1 Table-Level Locks.
enum class LockMode {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive,
};
/// "AccessExclusiveLock", as pg_locks writes it.
std::string_view pg_name(LockMode mode);
/// A plain SELECT waits behind it (access exclusive); an INSERT, UPDATE or DELETE waits behind it (share and above).
bool blocks_reads(LockMode mode);
bool blocks_writes(LockMode mode);

/// What happens to one relation that existed before.
struct RelationEffect {
  pg::Name relation;
  LockMode lock = LockMode::none;         // the strongest
  bool rewrite = false;                   // every row written anew into a new file
  bool scan = false;                      // every row read
  std::string why;                        // "adding a CHECK reads every row unless NOT VALID"
  std::optional<pg::Name> index_of = {};  // the relation is an index: its table
  bool rolled_back = false;               // held until a sub-transaction is rolled back: waited for, then let go
  bool empty = false;                     // known to hold no row: its locks and scans hurt nobody
  long long bytes = 0;                    // of the table's rows, without indexes
};

/// How long it will take, as a range, and what that rests on. Both ends 0: catalog work only, milliseconds.
struct Estimate {
  base::Milliseconds low{0};
  base::Milliseconds high{0};
  std::string basis;  // "reads 34 MB", "builds an index over 150000 rows"
};

/// Speeds that the estimate rests on. The defaults are deliberately wide; a rehearsal measures better ones.
struct Rates {
  double scan_bytes_per_second_low = 100e6;
  double scan_bytes_per_second_high = 1000e6;
  double rewrite_bytes_per_second_low = 25e6;
  double rewrite_bytes_per_second_high = 200e6;
  double index_rows_per_second_low = 300e3;
  double index_rows_per_second_high = 3000e3;
  double write_rows_per_second_low = 20e3;
  double write_rows_per_second_high = 300e3;
};

/// What a reason in Effects::breaking is about, so that a later statement can be seen to have mended it.
struct Broken {
  enum class What { other, standard, required, view, column, relation, copy };
  What what = What::other;
  pg::Name relation = {};
  std::string column = {};  // of a copy: how many columns the other table had
};

struct Effects {
  std::vector<RelationEffect> relations;          // existing ones; those the migration made itself are left out
  std::optional<std::string> not_in_transaction;  // why it cannot run in a transaction block
  std::optional<std::string> unknown;             // why it could not be judged: never to be read as "safe"
  bool only_in_doubt = false;                     // "unknown" for no other reason than what was unknown before
  std::vector<Loss> data_loss;                    // "drops the column orders.note (3 % of 150000 rows hold a value)"
  std::vector<std::string> overwrites;            // "overwrites orders.total in the rows that the condition picks"
  std::vector<std::string> breaking;              // what code written for the old schema will trip over
  std::vector<Broken> broken;                     // the same, reason by reason; may be shorter
  std::vector<std::string> warnings;              // "waits for every older transaction in the database"
  std::vector<pg::Name> indexes_rebuilt;          // existing indexes that get a new file
  long long rows_written = 0;                     // rows that INSERT, UPDATE, DELETE change, as far as can be told
  std::optional<ExpectedError> fails;  // that the server will refuse it with, where that is certain or nearly so
  Estimate estimate;

  [[nodiscard]] LockMode strongest() const;
};

/// The error of a statement that cannot run in a transaction block, and stands in one. `why`: what explains it.
ExpectedError inside_transaction(const sql::Statement& statement, std::string why);

/// Relations that a migration created itself.
using CreatedRelations = std::unordered_set<pg::Name, pg::NameHash>;

/// `before` is the schema as the statements before this one have left it. `made_here`: relations that the same
/// migration created; nobody else sees them, so their locks do not count.
Effects effects(const sql::Statement& statement, const pg::Catalog& before, const CreatedRelations& made_here = {},
                const Rates& rates = {});

/// The schema as the statement leaves it: tables, columns, indexes, constraints, enums, views, sequences, functions
/// made, changed, renamed, dropped. Sizes of what it makes are 0. Statements it does not know change nothing.
/// Returns the relations it made.
std::vector<pg::Name> simulate(const sql::Statement& statement, pg::Catalog& catalog);

/// Whether simulate() may make, change or drop relations for it.
bool changes_relations(const sql::Statement& statement);

/// To be called behind simulate() with what effects() said before it: where that is "unknown", nothing that was there
/// is claimed of the catalog any more.
void note_doubt(const sql::Statement& statement, const Effects& effects, const std::vector<pg::Name>& made,
                pg::Catalog& catalog);

/// A relation or an index that has another name after the statement.
struct Renamed {
  pg::Name from;
  pg::Name to;
};
std::vector<Renamed> renamed(const sql::Statement& statement, const pg::Catalog& before);

/// Whether what a statement broke is whole again: the default set anew, the view made again, the old name back.
/// `before`: the schema that code was written for; `now`: as it is.
bool is_mended(const Broken& broken, const pg::Catalog& before, const pg::Catalog& now);

/// Whether the catalog has a relation, an index or a type of that name: what ALTER, DROP and COMMENT may speak of.
bool exists(const sql::QualifiedName& name, const pg::Catalog& catalog);

/// The relation a statement's name means in this catalog, search path applied; nothing if there is none.
std::optional<pg::Name> resolve(const sql::QualifiedName& name, const pg::Catalog& catalog);

}  // namespace impact
