// What a rule is, and what it is given. A rule is an entry of the catalogue rules/: NAME.cpp (one constant), NAME.md
// (its page), NAME.cases.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "impact/impact.h"
#include "impact/simulate/indexed_schema.h"
#include "review/review.h"
#include "sql/statement.h"

namespace review {

using findings::Severity;

/// A lock that the migration holds to its end.
struct Held {
  impact::LockMode mode = impact::LockMode::none;
  int line = 0;       // of the statement that took it
  bool view = false;  // of a view: who reads it locks its tables as well
};

/// What the migration did before the statement at hand.
struct MigrationState {
  std::unordered_set<pg::Name, pg::NameHash> made;          // relations; nobody else sees them yet
  std::map<pg::Name, Held> locks;                           // tables that were there, the strongest
  std::map<std::string, std::string> settings;              // SET and set_config: name → value, lower case
  std::map<sql::QualifiedName, int> not_valid;              // constraint (schema: its table) added NOT VALID → line
  std::map<std::string, pg::Name> copied_from;              // new table → the one it is like or was filled from
  std::map<std::string, int> gone;                          // tables dropped or renamed away → line
  std::set<std::pair<pg::Name, std::string>> columns_gone;  // table and column, renamed away
  std::map<pg::Name, pg::Name> renamed;                     // relation → what running code knows it by
  std::vector<std::pair<int, std::string>> transactional;   // line and kind of statements that a transaction may hold
  std::optional<int> begun;                                 // line of the file's own BEGIN, where it is open
  std::optional<int> schema_change;                         // line of the first that locks a table against writes
  std::optional<int> rows_written;                          // line of the first that writes many rows
  base::Milliseconds estimate_low{0};
  base::Milliseconds estimate_high{0};
  std::optional<std::string> breaking;  // the first reason
  int statements = 0;

  /// Statements commit one by one: the header says so, or one of them cannot run in a transaction. Known at the end.
  bool one_by_one = false;
};

struct RuleContext {
  const sql::Statement& statement;
  const impact::Effects& effects;  // against `before`
  const pg::Catalog& before;
  const MigrationState& trail;
  const migration::Migration& migration;
  const Settings& settings;
  const std::set<pg::Name>& assumed;  // relations that no file made and no server knows: their columns are not known
  const std::set<std::string>& doubtful;  // names in statements that could not be read: what they are is not known

  /// Where each word of the statement first stands, in lower case; filled by at().
  mutable std::optional<std::unordered_map<std::string, std::size_t>> words = {};

  /// The relation of that name that was there before the migration, as the statement locks it; null for what the
  /// migration made itself, and for what is known to be empty.
  [[nodiscard]] const impact::RelationEffect* busy(const sql::QualifiedName& name) const;
  /// The one that suffers most: tables only, empty ones left out; null if there is none.
  [[nodiscard]] const impact::RelationEffect* worst() const;
  /// Sizes are known: a server was asked.
  [[nodiscard]] bool sizes_known() const { return before.has_server(); }
  /// Bytes that the statement reads or writes anew, of tables.
  [[nodiscard]] long long work_bytes() const;
  /// `full` for work on 100 MB or more and where sizes are not known; a warning from 10 MB on, and where a table that
  /// is used ten times a second is locked against writes; advice below.
  [[nodiscard]] Severity by_work(Severity full) const;
  /// " (1.2 GB, 15 000 000 rows, read or changed 40 times a second)", or "" where that is not known.
  [[nodiscard]] std::string size_of(const pg::Name& name) const;
  /// What running code knows the relation by, though the migration may have renamed it.
  [[nodiscard]] pg::Name old_name(const sql::QualifiedName& name) const;
  /// The relation in `before`, or null.
  [[nodiscard]] const pg::Relation* relation(const sql::QualifiedName& name) const;
  /// Offset in the file of `word` within the statement (as a whole word, whatever its case), else of the statement.
  [[nodiscard]] std::size_t at(std::string_view word) const;
};

/// A place in a migration: bytes from the start of the file.
struct Location {
  std::size_t migration = 0;  // in the list given to review()
  std::size_t offset = 0;
  bool undo = false;  // in its undo
};

/// A view that bears a name which running code still asks for.
struct CompatibilityView {
  pg::Name name;            // of the table that was renamed or changed
  std::string column = {};  // that the view still has to have
  bool or_table = false;    // the table itself may have it again, by another renaming
};

/// What a rule says. Where it says nothing of the severity, the rule's own holds.
struct PendingFinding {
  Location location = {};
  std::string message;
  std::string better = {};
  std::optional<Severity> severity = {};
  bool in_one_transaction = false;  // holds only if the whole migration is one transaction
  /// Does not hold if the migration makes this view; advice if that is not in the same transaction.
  std::optional<CompatibilityView> unless = {};
};

/// Where a rule puts its findings.
class Sink {
 public:
  virtual ~Sink() = default;
  /// At `offset` of the migration at hand.
  void say(std::size_t offset, std::string message, std::string better = {}, std::optional<Severity> severity = {});
  /// The same, if the whole migration turns out to be one transaction.
  void say_in_transaction(std::size_t offset, std::string message, std::string better = {},
                          std::optional<Severity> severity = {});
  /// The same, unless the migration makes the view.
  void say_unless(const CompatibilityView& view, std::size_t offset, std::string message, std::string better = {},
                  std::optional<Severity> severity = {});
  virtual void put(PendingFinding pending) = 0;

 protected:
  std::size_t migration_ = 0;
};

/// At the end of a migration.
struct MigrationEnd {
  const migration::Migration& migration;
  const MigrationState& trail;
  const pg::Catalog& after;      // but for its relations
  const impact::Schema& schema;  // where those are looked up
  const Settings& settings;
  std::size_t number = 0;  // of the migration
};

/// Something a migration made that is judged when all are known.
struct MadeKey {
  Location location;
  pg::Name table;
  std::vector<std::string> columns;
  std::optional<pg::Name> references;
};
struct MadeIndex {
  Location location;
  pg::Name table;
  std::string index;
};

/// A relation that was not there when it was used, at its first use.
struct Missed {
  Location location;
  sql::QualifiedName name;
};

/// At the end of all migrations.
struct ProjectContext {
  const pg::Catalog& after;
  const std::vector<Missed>& missed;
  /// Relations in the order they run, by their names, with the schema and, where that is on the search path, without.
  const std::unordered_map<sql::QualifiedName, std::vector<Location>, sql::QualifiedNameHash>& made;
  const std::vector<const migration::Migration*>& migrations;
  const std::vector<MadeKey>& foreign_keys;
  const std::vector<MadeIndex>& indexes;
};

struct Rule {
  Severity severity = Severity::warning;
  void (*statement)(const RuleContext& context, Sink& out) = nullptr;
  void (*ending)(const MigrationEnd& ending, Sink& out) = nullptr;
  void (*whole)(const ProjectContext& whole, Sink& out) = nullptr;
};

/// "ACCESS EXCLUSIVE", as SQL and the manual write it.
std::string lock_name(impact::LockMode mode);
/// "reads and writes are blocked", "writes are blocked", "other schema changes wait".
std::string_view what_waits(impact::LockMode mode);

}  // namespace review
