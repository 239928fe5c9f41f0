// A migration's SQL as statements with what they touch: our own types, so that nobody else sees the parse tree.
// Only this folder knows PostgreSQL's parser.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sql {

struct QueryBlock;  // sql/rows.h

/// A name as PostgreSQL understands it: folded where it was not quoted. `schema` is empty when none was written.
struct QualifiedName {
  std::string schema = {};
  std::string name = {};
  auto operator<=>(const QualifiedName&) const = default;
  [[nodiscard]] std::string text() const;  // quoted where needed
};

struct QualifiedNameHash {
  std::size_t operator()(const QualifiedName& name) const {
    const std::hash<std::string> hash;
    return hash(name.name) * 31 + hash(name.schema);
  }
};

/// True for what PostgreSQL brings itself or keeps for a session: its schemas, and names that begin with pg_ where no
/// schema is written.
bool is_system(const QualifiedName& name);

/// A function that the statement calls, as written.
struct FunctionCall {
  QualifiedName name = {};
  std::size_t arguments = 0;
  /// It may well not be run: a branch of CASE, an argument of coalesce behind the first, for rows that need not be
  /// there.
  bool perhaps = false;
  auto operator<=>(const FunctionCall&) const = default;
};

/// Grammar that not every major of PostgreSQL has.
struct Need {
  int major = 0;          // the first that has it; 0: there is nothing of the kind
  std::string what = {};  // "MERGE … RETURNING"
};

/// What an expression is made of, as far as it can be told without the schema.
struct Expression {
  std::vector<std::string> columns = {};          // that it names, each once; without their tables
  bool subquery = false;                          // what stands within it is left out
  std::vector<FunctionCall> volatile_calls = {};  // not known to be stable or immutable
};

struct ColumnDefinition {
  std::string name = {};
  std::string type = {};           // as written, lower case: "timestamptz", "varchar(80)", "bigserial"
  std::string internal_type = {};  // the type's own name: "int4" for integer, "varchar", "timestamptz"; "int4[]"
  bool not_null = false;           // only where NOT NULL is written: not for serial, identity, primary key
  bool has_default = false;        // only where DEFAULT is written
  bool default_volatile = false;   // a function call we do not know to be stable: rewrites the table
  std::string default_text = {};   // source text; empty if none
  bool primary_key = false;
  bool unique = false;
  bool generated_stored = false;
  bool generated_virtual = false;  // PostgreSQL 18; what GENERATED ALWAYS AS (…) means there without STORED
  bool identity = false;
  bool serial = false;
  bool has_check = false;
  bool check_unenforced = false;       // CHECK (…) NOT ENFORCED (PostgreSQL 18)
  bool references_unenforced = false;  // REFERENCES … NOT ENFORCED
  std::optional<QualifiedName> references = {};
  /// The calls because of which `default_volatile` is set: whoever knows the schema's own functions can say more.
  std::vector<FunctionCall> default_calls = {};
  Expression default_expression = {};
  Expression generated_expression = {};
  Expression check_expression = {};                  // of its CHECKs
  std::vector<std::string> referenced_columns = {};  // REFERENCES table (…)
  std::string collation = {};                        // COLLATE: its name
};

enum class ConstraintType { check, foreign_key, primary_key, unique, exclusion, not_null };

struct TableConstraint {
  ConstraintType type = ConstraintType::check;
  std::string name = {};
  std::vector<std::string> columns = {};
  std::optional<QualifiedName> references = {};
  std::vector<std::string> referenced_columns = {};
  bool not_valid = false;         // NOT VALID or NOT ENFORCED: rows that are there are not looked at
  bool not_enforced = false;      // NOT ENFORCED (PostgreSQL 18): new ones neither
  bool without_overlaps = false;  // the last column is a range, and a GiST index is built
  std::string using_index = {};   // ADD … USING INDEX
  bool deferrable = false;
  bool initially_deferred = false;
  bool no_inherit = false;
  bool writes_on_update = false;  // foreign keys, into their columns: CASCADE, SET NULL, SET DEFAULT
  bool writes_on_delete = false;  // SET NULL, SET DEFAULT
  std::string text = {};          // as written, from its first word: "CONSTRAINT c CHECK (total > 0) NOT VALID"
  Expression expression = {};     // CHECK; WHERE of an exclusion
};

/// What LIKE takes along beside the columns: INCLUDING …, less EXCLUDING …
struct LikeOptions {
  bool constraints = false;
  bool defaults = false;
  bool identity = false;
  bool indexes = false;
};

struct CreateTable {
  QualifiedName table = {};
  bool if_not_exists = false;
  bool temporary = false;
  bool as_query = false;  // CREATE TABLE AS, SELECT INTO
  bool no_data = false;   // … WITH NO DATA
  std::vector<ColumnDefinition> columns = {};
  std::vector<TableConstraint> constraints = {};
  std::vector<QualifiedName> like = {};        // LIKE, then INHERITS
  std::vector<LikeOptions> like_options = {};  // of each LIKE
  std::optional<QualifiedName> partition_of = {};
  std::vector<QualifiedName> inherits = {};  // INHERITS alone
  std::string partition_bound = {};          // "FOR VALUES IN (1)", "DEFAULT"; as written
  std::string partition_key = {};            // "RANGE (at)" of PARTITION BY
  std::optional<QualifiedName> of_type = {};
  bool unlogged = false;
  bool foreign = false;
};

enum class AlterAction {
  add_column,
  drop_column,
  alter_type,
  set_default,
  drop_default,
  set_not_null,
  drop_not_null,
  set_statistics,
  set_storage,
  add_constraint,
  drop_constraint,
  validate_constraint,
  set_options,
  enable_trigger,
  disable_trigger,
  enable_rls,
  disable_rls,
  owner,
  set_tablespace,
  set_logged,
  set_access_method,
  attach_partition,
  detach_partition,
  inherit,
  replica_identity,
  cluster_on,
  add_identity,
  drop_identity,
  other,
};

struct AlterTableCommand {
  AlterAction action = AlterAction::other;
  std::string name = {};  // column, constraint, trigger …
  std::optional<ColumnDefinition> column =
      {};  // add_column; alter_type: name and type; set_default: name and default
  std::optional<TableConstraint> constraint = {};  // add_constraint
  std::string using_text = {};                     // ALTER TYPE … USING; SET EXPRESSION AS
  Expression using_expression = {};
  std::optional<QualifiedName> other = {};  // partition, parent
  bool if_exists = false;                   // IF EXISTS / IF NOT EXISTS of the command
  bool cascade = false;
  bool concurrently = false;
  std::string subtype = {};  // PostgreSQL's own name of the action: "SetCompression" of AT_SetCompression
  // SET (…), RESET (…): their names; ALTER CONSTRAINT: "enforced", "not enforced", "deferrable", "inherit", "no
  // inherit"; REPLICA IDENTITY: "full", "nothing", "default", "index"
  std::vector<std::string> options = {};
  std::string bound = {};  // attach_partition: "FOR VALUES IN (1)", "DEFAULT"; as written
};

struct AlterTable {
  QualifiedName table = {};
  bool if_exists = false;
  bool only = false;
  std::string object = {};  // "TABLE", "INDEX", "VIEW", "SEQUENCE", "TYPE" …
  std::vector<AlterTableCommand> commands = {};
};

struct Rename {
  std::string object = {};      // "TABLE", "COLUMN", "CONSTRAINT", "INDEX", "TYPE" …
  QualifiedName relation = {};  // the relation, or the object itself
  std::string from = {};        // column or constraint; else empty
  std::string to = {};
  bool only = false;
  bool cascade = false;  // of an attribute: in tables of the type, too
};

struct SetSchema {
  std::string object = {};
  QualifiedName name = {};
  std::string schema = {};
};

struct CreateIndex {
  QualifiedName table = {};
  std::string name = {};  // empty: the server chooses
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
  std::string method = {};
  std::vector<std::string> columns = {};  // expressions as "(…)"
  bool partial = false;
  bool only = false;           // ON ONLY: not on partitions
  Expression expression = {};  // all expressions in it, its condition too
};

struct Drop {
  std::string object = {};                // "TABLE", "INDEX", "TYPE", "VIEW", "FUNCTION", "TRIGGER" …
  std::vector<QualifiedName> names = {};  // triggers and policies: their table
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
  std::string name = {};  // the trigger, policy or rule itself
};

struct CreateType {
  QualifiedName name;
  std::vector<std::string> labels = {};
  std::string kind = {};                          // "enum", "composite", "domain" …
  std::vector<ColumnDefinition> attributes = {};  // of a composite type
};
struct AlterEnum {
  QualifiedName name;
  std::string value = {};
  std::string renamed_from = {};
  bool if_not_exists = false;
};
/// One entry of a select list.
struct Output {
  std::string name = {};    // that the query gives it; empty where it is not known
  std::string table = {};   // of a plain column or a star: what stands before the dot
  std::string column = {};  // of a plain column
  bool star = false;
  std::string type = {};  // that it is cast to, where the type has no modifiers: "int4", "public.kind"
};
struct Outputs {
  bool known = false;  // false: FROM has more than tables, or the query is not a plain SELECT
  bool united = false;
  std::vector<Output> columns = {};
  std::vector<std::pair<std::string, QualifiedName>> sources = {};  // tables of FROM, with what they are called
};
struct CreateView {
  QualifiedName name;
  bool replace = false;
  bool materialized = false;
  bool temporary = false;
  bool if_not_exists = false;           // materialized views
  bool no_data = false;                 // the same: WITH NO DATA
  std::vector<std::string> names = {};  // CREATE VIEW v (a, b)
  Outputs outputs = {};
};
struct CreateSequence {
  QualifiedName name;
  bool if_not_exists = false;
};
struct CreateSchema {
  std::string name;
  bool if_not_exists = false;
};
struct CreateFunction {
  QualifiedName name;
  bool replace = false;
  std::string language = {};
  bool procedure = false;
  std::string body = {};  // source text in quotes; empty for C, and for bodies written as SQL (`sql_body`)
  bool sql_body = false;  // RETURN …, BEGIN ATOMIC … END: the statement's text has it
  char volatility = 'v';  // pg_proc.provolatile
  bool strict = false;
  std::vector<std::string> arguments = {};  // types of the input arguments, as written
  std::string signature = {};               // between the brackets, as written
  std::string result = {};
  bool returns_set = false;                // SETOF, TABLE
  std::vector<std::string> settings = {};  // names that SET clauses set
};
struct CreateTrigger {
  QualifiedName table;
  std::string name = {};
  bool replace = false;
  bool for_each_row = false;
};
struct CreateExtension {
  std::string name;
  bool if_not_exists = false;
};
struct Insert {
  QualifiedName table;
  bool from_select = false;
  bool on_conflict = false;
};
struct Update {
  QualifiedName table;
  bool has_where = false;
  std::vector<std::string> columns = {}; /* SET */
};
struct Delete {
  QualifiedName table;
  bool has_where = false;
};
struct Truncate {
  std::vector<QualifiedName> tables;
  bool cascade = false;
  std::vector<QualifiedName> only = {};  // those of `tables` that stand behind ONLY
};
struct Copy {
  std::optional<QualifiedName> table;
  bool from = false;
  bool from_stdin = false;
  bool through_client = false;  // FROM STDIN, TO STDOUT
  bool program = false;
  bool freeze = false;
  std::string file = {};  // on the server; or the program
};
struct Select {
  bool into = false;
};
struct Lock {
  std::vector<QualifiedName> tables;
  std::string mode = {};
  std::vector<QualifiedName> only = {};  // those of `tables` that stand behind ONLY
};
struct Reindex {
  std::string object;
  QualifiedName name;
  bool concurrently = false;
};
struct Vacuum {
  std::vector<QualifiedName> tables;
  bool full = false;
  bool analyze_only = false;  // ANALYZE
  bool analyze = false;       // ANALYZE, VACUUM (ANALYZE)
  bool of_columns = false;    // some of its tables have a list of columns
};
struct Cluster {
  std::optional<QualifiedName> table;
  std::string index = {};  // USING
};
struct RefreshView {
  QualifiedName name;
  bool concurrently = false;
  bool no_data = false;
};
struct DoBlock {
  std::string body;
  std::string language = {};  // empty: plpgsql
};
struct Set {
  std::string name;
  bool local = false;
  bool reset = false;                    // RESET, TO DEFAULT
  std::vector<std::string> values = {};  // without quotes: of "SET search_path = a, 'B'" a and B
};  // SET, RESET
struct TransactionControl {
  enum class Kind {
    begin,
    start,
    commit,    // END as well
    rollback,  // ABORT as well
    savepoint,
    release,
    rollback_to,
    prepare,
    commit_prepared,
    rollback_prepared,
  };
  std::string command;  // its words: "BEGIN", "START TRANSACTION", "ROLLBACK TO"
  Kind kind = Kind::begin;
  std::string savepoint = {};
  bool chain = false;  // AND CHAIN: the next transaction begins
  [[nodiscard]] bool begins() const { return kind == Kind::begin || kind == Kind::start; }
  /// COMMIT, ROLLBACK, PREPARE TRANSACTION: the transaction is over.
  [[nodiscard]] bool ends() const { return kind == Kind::commit || kind == Kind::rollback || kind == Kind::prepare; }
};
struct Comment {
  std::string object;
  std::optional<QualifiedName> relation = {};
};
struct Grant {
  std::vector<QualifiedName> relations;
  bool revoke = false;
};
struct Policy {
  QualifiedName table;
  std::string name = {};
  bool creates = false;  // else ALTER POLICY
};
/// What has no type of its own.
struct Other {
  std::string tag;                        // the parse tree's node: "AlterSystemStmt"
  std::string object = {};                // "DOMAIN", "STATISTICS": what kind of thing, where the statement says it
  std::vector<QualifiedName> names = {};  // of the things; of roles for OWNED BY
  std::string action = {};  // ALTER DOMAIN: "ADD CONSTRAINT", "SET NOT NULL" …; ALTER EXTENSION: "UPDATE"
  std::string target = {};  // constraint of a domain, new owner, server, rule, prepared statement
  bool not_valid = false;
  bool cascade = false;
};

using Node = std::variant<Other, CreateTable, AlterTable, Rename, SetSchema, CreateIndex, Drop, CreateType, AlterEnum,
                          CreateView, CreateSequence, CreateSchema, CreateFunction, CreateTrigger, CreateExtension,
                          Insert, Update, Delete, Truncate, Copy, Select, Lock, Reindex, Vacuum, Cluster, RefreshView,
                          DoBlock, Set, TransactionControl, Comment, Grant, Policy>;

/// What a mention asks of the relation: rows read, rows locked (FOR UPDATE, FOR SHARE), rows written (also by a
/// data-modifying WITH); everything else is `other`.
enum class Access { other, read, lock_rows, write };

/// One mention of a relation in the statement.
struct RelationReference {
  QualifiedName name = {};
  std::size_t offset = 0;  // bytes from the start of the file; where the name stands
  bool must_exist = true;  // false for what the statement creates, and after IF EXISTS
  Access access = Access::other;
};

struct Statement {
  std::string_view text;   // without leading comments and the semicolon; a view into the file
  std::size_t offset = 0;  // bytes from the start of the file
  int line = 1;            // of its first word
  int column = 1;
  Node node = Other{};
  /// Relations it reads, writes, alters or refers to. Names bound by WITH are left out. In file order.
  std::vector<RelationReference> uses;
  /// Functions it calls, each once, sorted; names alone, whatever the schema has. Bodies in quotes are not looked
  /// into.
  std::vector<FunctionCall> calls = {};
  /// Why the statement cannot run inside a transaction block, or empty: "CREATE INDEX CONCURRENTLY cannot …".
  std::string not_in_transaction = {};
  /// The newest of what it has that older majors than this do not know, from 14 on.
  Need needs = {};
  /// Its queries and writes: sql/rows.h. Null where there are none.
  std::shared_ptr<const std::vector<QueryBlock>> scopes = {};
  /// It nests so deep that a server's stack may not take it; `scopes` is null then.
  bool too_deep = false;
  /// Of a COPY … FROM stdin: the lines below it up to the line \., a view into the file.
  std::optional<std::string_view> rows = {};

  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&node);
  }
};

/// Splits and parses a migration file into statements, in file order.
///
/// `text` is UTF-8 without a byte-order mark and must outlive the result, whose statements are views into it.
/// An empty file or one of comments alone gives an empty list, which is not an error.
/// Throws Error{Code::sql_syntax} at the first statement that the grammar refuses, with `file` as the place's file,
/// line, column and the line's text; Error{Code::sql_refused} for a psql meta-command (a line that begins with a
/// backslash outside quotes), naming it; Error{Code::text} for a NUL byte or invalid UTF-8.
/// Source: PostgreSQL 18's own parser. What older majors do not know is in Statement::needs.
std::vector<Statement> parse(std::string_view text, const std::string& file);

/// Throws Error{Code::text} for a NUL byte, a byte-order mark of UTF-16 or invalid UTF-8, with the place.
void check_text(std::string_view text, const std::string& file);

/// Whether the text holds nothing but white space and comments.
bool is_blank(std::string_view text);

/// Line and column (from 1, columns in characters) of a byte offset, and the line's text.
struct LineAndColumn {
  int line = 1;
  int column = 1;
  std::string_view text;
};
LineAndColumn locate(std::string_view text, std::size_t offset);

/// "CREATE INDEX", "ALTER TABLE": what a person calls the statement.
std::string kind_of(const Statement& statement);

/// Whether it only reads (SELECT without INTO or locking, SHOW, EXPLAIN without ANALYZE, VALUES).
bool only_reads(const Statement& statement);

}  // namespace sql
