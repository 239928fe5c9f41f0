// One way of making one statement safe: what a recipe is given, and what it gives back. Pure.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/catalogue.h"
#include "impact/impact.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace fix {

struct Settings {
  int batch_rows = 1000;
  std::string lock_timeout = "2s";  // as SET LOCAL takes it
};

/// How a part's statements run: together in one transaction, or one after the other, each recorded when done.
enum class Running { transaction, steps };

/// Statements that belong together, and what takes them back. No semicolons at their ends.
struct Part {
  std::string title = {};  // in the file's name: "validate"
  std::string does = {};   // "validates orders_customer_fkey while reads and writes go on"
  Running running = Running::transaction;
  bool alone = false;     // in a file of its own; parts that run in steps always are
  bool can_wait = false;  // may come after what follows, as long as that leaves
                          // the part's tables alone
  bool contract = false;  // what old code still needs goes away: at the very end
  bool harmless = false;  // adds a constraint that checks new rows only: what
                          // waits need not come before it
  std::vector<std::string> up = {};
  std::vector<std::string> down = {};  // in the order they run; empty: nothing to take back
  std::string nothing_to_undo = {};    // why, where `down` is empty
  bool keeps_undo = false;             // what the team's own undo says of the statement
                                       // belongs to this part
  std::optional<pg::Name> table = {};  // of one that can wait
  std::string gone = {};               // of a contraction: the name that nobody can use afterwards
};

/// A statement that goes through the recipes by itself, against the schema as the parts before it leave it.
struct Recurse {
  std::string statement;
};

struct Rewrite {
  std::vector<std::variant<Part, Recurse>> steps = {};
  std::string impossible = {};            // why there is no safe form, and what to do
                                          // instead; `steps` is empty then
  std::vector<std::string> remarks = {};  // what the person should know of this safe form
};

/// A statement as recipes see it. An ALTER TABLE holds a single action.
struct Subject {
  const sql::Statement& statement;
  const pg::Catalog& catalog;           // the schema as the statements before it leave it
  const pg::Relation* table = nullptr;  // the one it changes; null where the catalog does not know it
  const impact::Effects& effects;
  const Settings& settings;
  std::set<std::string> used_names = {};  // of columns that recipes made for the statements before this one
  bool undoable = false;                  // the migration has an undo: the safe form gets one as well
  std::string helper = {};                // a name for helper objects, new with every call: "lk_009_1"
  std::string head = {};                  // "ALTER TABLE ONLY orders"; empty for other statements
  std::string action = {};                // "ADD COLUMN note text"
  // What belongs to the action and has to happen in the moment that it does,
  // out of the same ALTER TABLE.
  std::optional<std::string> new_default = {};  // of a column that gets another type; "": none
  std::vector<std::string> drops = {};          // "DROP CONSTRAINT orders_pkey": constraints that a key comes in
                                                // place of
  bool replaces = false;                        // CREATE INDEX of a name that the migration drops: the
                                                // old index is there still
  bool told = false;                            // comments, grants or settings of the table that the
                                                // catalog does not know

  [[nodiscard]] std::string_view text() const { return statement.text; }
  /// The action of an ALTER TABLE, or null.
  [[nodiscard]] const sql::AlterTableCommand* command() const;
  /// The table in SQL, with its schema where that is known.
  [[nodiscard]] std::string table_name() const;
  [[nodiscard]] bool is_partitioned() const;
  [[nodiscard]] int major() const;  // 15 where no server told
  /// Reads or writes a whole table that was there before, while writes to it wait.
  [[nodiscard]] bool blocks_for_long() const;
};

struct Recipe {
  /// The safe form, or why there is none; nothing where the statement is not this recipe's business.
  std::optional<Rewrite> (*remedy)(const Subject& subject);
};

/// The table that ALTER TABLE, CREATE INDEX, UPDATE, DELETE or RENAME speaks of, as written.
std::optional<sql::QualifiedName> written_table(const sql::Statement& statement);

/// Sorted by id; the first that answers counts.
std::span<const base::Entry<Recipe>> recipes();

/// A whole table is read or written anew while writes wait. Indexes, tables the migration made
/// and those known to hold no row are left out.
const impact::RelationEffect* long_under_lock(const impact::Effects& effects);

}  // namespace fix
