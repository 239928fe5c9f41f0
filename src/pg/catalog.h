// What a database looks like at one moment: plain values, no connection. load_catalog fills them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"

namespace pg {

class Session;

/// A name to look up with, without copying it.
struct NameView {
  std::string_view schema = {};
  std::string_view name = {};
  auto operator<=>(const NameView&) const = default;
};

/// A relation's name as the catalog has it: folded and unquoted.
struct Name {
  std::string schema = {};
  std::string name = {};
  auto operator<=>(const Name&) const = default;
  operator NameView() const { return {schema, name}; }
  /// public.orders, "public"."ConsentLog" where quotes are needed.
  [[nodiscard]] std::string text() const;
};

/// As people are told: orders, archive.orders; public is left out.
std::string shown(const Name& name);

/// By schema, then name; a NameView finds as well.
struct NameOrder {
  using is_transparent = void;
  bool operator()(NameView a, NameView b) const {
    const int schemas = a.schema.compare(b.schema);
    return schemas != 0 ? schemas < 0 : a.name < b.name;
  }
};

struct NameHash {
  using is_transparent = void;
  std::size_t operator()(NameView name) const {
    const std::hash<std::string_view> hash;
    return hash(name.name) * 31 + hash(name.schema);
  }
};

struct Column {
  std::string name = {};
  std::string type = {};  // as format_type says: "character varying(80)", "bigint"
  bool not_null = false;
  std::optional<std::string> default_expression = {};
  bool identity = false;
  bool generated = false;
  double null_fraction = 0;               // pg_stats; 0 where never analysed
  bool always = false;                    // GENERATED ALWAYS AS IDENTITY
  bool stored = true;                     // of a generated column: false for VIRTUAL (PostgreSQL 18)
  bool inherited = false;                 // it comes from a parent table
  std::string storage = {};               // "plain", "external", "extended", "main"; empty where not known
  std::string collation = {};             // empty: the type's own
  std::optional<int> average_bytes = {};  // pg_stats.avg_width, where it was analysed
  // What else it carries, for whoever puts another column in its place.
  std::optional<std::string> comment = {};
  std::optional<int> statistics_target = {};  // where it is not the default
  std::vector<std::string> options = {};      // "n_distinct=-0.5"
  std::vector<std::string> privileges = {};   // as pg_attribute.attacl writes them
  bool copied = false;                        // simulated: its values are in another column as well
  // Simulated: added without a default, and nothing was written to it since. While its null_fraction is 1 it holds
  // NULL in every row, for certain.
  bool never_filled = false;
  bool filled_here = false;  // simulated: all its values were written here, and none was there before
};

struct Index {
  std::string name = {};
  std::vector<std::string> columns = {};  // expressions as pg_get_indexdef gives them; key columns only
  bool unique = false;
  bool primary = false;
  bool valid = true;  // indisvalid
  bool ready = true;
  long long bytes = 0;
  std::string definition = {};
  std::string method = {};                // "btree"; empty where not known
  std::optional<Name> partition_of = {};  // the index of the partitioned table above that it belongs to
  bool clustered = false;                 // CLUSTER without an index uses this one
  bool replica_identity = false;
  std::optional<std::string> comment = {};
  std::string tablespace = {};            // empty: the database's own; its definition does not tell
  std::vector<std::string> targets = {};  // statistics targets of its expressions: "1:500"
  long long scans = 0;                    // pg_stat_user_indexes, since Catalog::counted_since
};

enum class ConstraintKind { check, foreign_key, primary_key, unique, exclusion, trigger, not_null };

struct Constraint {
  std::string name = {};
  ConstraintKind kind = ConstraintKind::check;
  bool validated = true;
  std::vector<std::string> columns = {};
  std::optional<Name> references = {};  // foreign keys
  std::vector<std::string> referenced_columns = {};
  std::string definition = {};
  std::string index = {};  // primary key, unique, exclusion: its index; foreign keys: the index they look keys up in
  bool inherited = false;  // it comes from a parent table and cannot be dropped alone
  bool enforced = true;    // false: NOT ENFORCED (PostgreSQL 18)
};

struct Trigger {
  std::string name = {};
  std::string definition = {};
  bool enabled = true;
  Name function = {};   // empty where not known
  bool cloned = false;  // made by the server on a partition for its parent's
};

struct Rule {
  std::string name = {};
  std::string definition = {};  // "CREATE RULE … AS ON DELETE TO …"
};

/// Something else that stands on a column, so that the column keeps its type and goes only with CASCADE.
struct ColumnUser {
  std::string column = {};
  std::string what = {};  // "policy seen", "function totals", "publication rows", "rule audited"
};

/// How statements took all rows of a table.
enum class Emptied {
  no,
  truncated,  // rows that come after that are in a new file
  deleted,
};

/// Letters are pg_class.relkind.
enum class RelationKind : char {
  table = 'r',
  partitioned_table = 'p',
  view = 'v',
  materialized_view = 'm',
  sequence = 'S',
  foreign_table = 'f',
  composite_type = 'c',
};

struct Relation {
  Name name = {};
  RelationKind kind = RelationKind::table;
  long long estimated_rows = 0;  // pg_class.reltuples; 0 where never analysed (-1 in the catalog)
  long long heap_bytes = 0;      // the main fork alone
  long long total_bytes = 0;     // with toast and indexes
  long long dead_rows = 0;       // pg_stat_user_tables
  std::vector<Column> columns = {};
  std::vector<Index> indexes = {};
  std::vector<Constraint> constraints = {};
  std::vector<Trigger> triggers = {};
  std::optional<Name> partition_of = {};
  bool default_partition = false;   // PARTITION OF … DEFAULT
  std::vector<Name> inherits = {};  // INHERITS, partitions left out
  std::vector<Name> reads = {};     // views and materialized views: the relations their query names
  std::vector<std::pair<Name, std::string>> reads_columns = {};  // and the columns, where the server told
  std::optional<Name> owned_by = {};  // sequences of serial and identity columns: the table
  std::string owner = {};
  char persistence = 'p';                    // pg_class.relpersistence: 'u' unlogged, 't' temporary
  std::string access_method = {};            // "heap"; empty where not known
  std::string tablespace = {};               // empty: the database's own
  std::string partition_key = {};            // "RANGE (at)" of a partitioned table
  std::string partition_bound = {};          // "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')" of a partition
  std::string server = {};                   // foreign tables
  Name of_type = {};                         // CREATE TABLE … OF
  std::vector<std::string> options = {};     // "fillfactor=70"
  std::vector<std::string> privileges = {};  // as pg_class.relacl writes them; empty: the owner's alone
  std::vector<std::string> policies = {};
  std::vector<std::pair<Name, std::string>> policy_functions = {};  // that policies call, and which policy
  std::vector<Rule> rules = {};                                     // those that make a view of a view left out
  bool row_security = false;
  bool force_row_security = false;
  char replica_identity = 'd';  // pg_class.relreplident
  std::string definition = {};  // views and materialized views: their query
  long long toast_bytes = 0;
  long long scans = 0;                        // sequential and by index, since Catalog::counted_since
  long long rows_changed = 0;                 // inserted, updated, deleted, since then
  std::optional<long long> last_value = {};   // sequences; nothing: not used yet, or not allowed to look
  std::optional<long long> max_value = {};    // sequences
  std::vector<ColumnUser> column_users = {};  // views, triggers, constraints and indexes left out: they are elsewhere
  bool copied = false;                        // simulated: its rows are in another table as well
  Emptied emptied = Emptied::no;              // simulated
  bool pending_events = false;                // simulated: checks wait for the end of the transaction
  bool populated = true;                      // materialized views: false before the first REFRESH with data

  [[nodiscard]] const Column* column(std::string_view wanted) const;
  [[nodiscard]] const Index* index(std::string_view wanted) const;
};

struct Domain {
  std::string base = {};     // as format_type says
  bool constrained = false;  // NOT NULL or a CHECK: new values have to be looked at
  bool not_null = false;
  std::vector<Constraint> constraints = {};  // CHECKs
  std::optional<std::string> default_expression = {};
};

using Relations = std::map<Name, Relation, NameOrder>;

enum class RoutineKind : char { function = 'f', procedure = 'p', aggregate = 'a', window = 'w' };
enum class Volatility : char { immutable = 'i', stable = 's', volatile_ = 'v' };

/// A function or procedure of a user schema; one per overload.
struct Routine {
  Name name = {};
  RoutineKind kind = RoutineKind::function;
  Volatility volatility = Volatility::volatile_;
  std::vector<std::string> arguments = {};  // types of the input arguments, as format_type says
  std::string signature = {};               // as its definition writes them: "days integer DEFAULT 7, OUT n bigint"
  std::string result = {};                  // its type; empty for procedures
  bool strict = false;
  bool returns_set = false;
  bool defines_security = false;  // SECURITY DEFINER
  std::string language = {};      // "plpgsql", "sql", "c"
  std::string body = {};  // source text; empty for C, and for SQL bodies written without quotes see `definition`
  std::string definition = {};             // BEGIN ATOMIC … END, where it has one
  std::vector<std::string> settings = {};  // SET clauses: "search_path=archive"
  std::string extension = {};              // that it belongs to
};

/// CREATE STATISTICS
struct Statistics {
  Name name = {};
  Name table = {};
  std::vector<std::string> columns = {};  // plain columns; expressions only in the definition
  std::string definition = {};
};

struct Extension {
  std::string name = {};
  std::string version = {};
  std::string schema = {};
  // What it brought: only members that a schema's own objects can need.
  std::vector<Name> types = {};
  std::vector<Name> functions = {};
  std::vector<Name> relations = {};
  std::vector<Name> operator_classes = {};
  std::vector<std::string> wrappers = {};  // foreign data wrappers
  std::vector<std::string> languages = {};
  std::vector<std::string> access_methods = {};
};

struct ForeignServer {
  std::string name = {};
  std::string wrapper = {};
};

struct Role {
  std::string name = {};
  bool superuser = false;
  std::vector<std::string> member_of = {};  // directly
};

struct Publication {
  std::string name = {};
  bool all_tables = false;
  bool updates = true;
  bool deletes = true;
  std::vector<Name> tables = {};  // all that it publishes, also by schema or ALL TABLES
};

/// Runs with the statements of a migration too.
struct EventTrigger {
  std::string name = {};
  std::string event = {};              // "ddl_command_end"
  std::vector<std::string> tags = {};  // "CREATE TABLE"; empty: all
  bool enabled = true;
  Name function = {};
};

/// Whose something is that is no relation, and what others may do with it.
struct Owned {
  std::string kind = {};  // "schema", "database", "type", "function", "statistics"
  Name name = {};         // of a schema or database: the name alone
  std::string owner = {};
  std::vector<std::string> privileges = {};  // as nspacl and datacl write them; empty: what they are by default
};

/// A statement was carried out of which it is not known what it did: whatever was there then may have been changed,
/// dropped or made by it.
struct Doubt {
  std::string why = {};
  std::set<Name> made_since = {};  // relations
};

struct Catalog {
  std::optional<int> server_version = {};  // 150018; nothing: simulated, no server was asked
  std::string server_version_text = {};
  std::string database = {};
  long long database_bytes = 0;
  std::string role = {};
  bool superuser = false;
  bool in_recovery = false;
  std::vector<std::string> search_path = {};       // as current_schemas(false)
  std::string time_zone = {};                      // of the session; empty: not known
  Relations relations;                             // user schemas only
  std::map<Name, std::vector<std::string>> enums;  // labels in order
  std::vector<Name> types = {};                    // domains and composite types
  std::map<Name, Domain> domains = {};             // those of `types` that are domains
  std::vector<Name> functions = {};                // names only, overloads once
  std::vector<Routine> routines = {};              // the same with what is in them; those of extensions too
  std::vector<Statistics> statistics = {};
  std::vector<std::string> schemas = {};
  std::vector<Extension> extensions = {};
  std::vector<ForeignServer> servers = {};
  std::vector<Publication> publications = {};
  std::vector<EventTrigger> event_triggers = {};
  std::vector<Role> roles = {};                  // of the whole server; empty where not known, as the next two are
  std::vector<std::string> tablespaces = {};     // of the whole server
  std::vector<std::string> access_methods = {};  // those of tables and of indexes
  std::vector<Name> other_types = {};            // ranges and base types: those that no other list has
  std::vector<Owned> owned = {};                 // empty where not known
  std::vector<std::string> operators = {};       // names of those of user schemas
  std::vector<std::string> casts = {};           // types of casts that users made
  std::vector<Name> granted_by_column = {};      // relations with privileges on single columns
  bool connected = false;                        // read from a session whose role will do the work
  std::map<std::string, std::string> settings = {};  // those that decide what a statement costs: "wal_level"
  std::optional<base::Instant> counted_since = {};   // when the server's counters were last reset
  base::Instant taken_at{};
  std::optional<Doubt> doubt = {};

  /// Whether it is a server's, live or in a snapshot: what is missing in it is not there.
  [[nodiscard]] bool has_server() const { return server_version.has_value(); }
  [[nodiscard]] std::optional<int> server_major() const;  // 15
  /// The relation that `name` means: as written where it has a schema, else the first found along the search path.
  [[nodiscard]] const Relation* find(const Name& name) const;
  [[nodiscard]] long long tables() const;  // ordinary and partitioned tables, our own _migration_* left out
  [[nodiscard]] long long indexes() const;
  [[nodiscard]] long long constraints(ConstraintKind kind) const;
};

/// Reads everything in a handful of queries; user schemas only. Throws as Session::query does.
Catalog load_catalog(Session& session);

/// Exact numbers of rows, table by table ("public.orders" → 150000), in one read-only repeatable-read transaction.
std::map<Name, long long> count_rows(Session& session);

base::Json to_json(const Catalog& catalog);

}  // namespace pg
