// What a database looks like at one moment: plain values, no connection. load_catalog fills them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"

namespace pg {

class Session;

/// A relation's name as the catalog has it: folded and unquoted.
struct Name {
  std::string schema = {};
  std::string name = {};
  auto operator<=>(const Name&) const = default;
  /// public.orders, "public"."ConsentLog" where quotes are needed.
  [[nodiscard]] std::string text() const;
};

struct Column {
  std::string name = {};
  std::string type = {};  // as format_type says: "character varying(80)", "bigint"
  bool not_null = false;
  std::optional<std::string> default_expression = {};
  bool identity = false;
  bool generated = false;
  double null_fraction = 0;  // pg_stats; 0 where never analysed
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
};

struct Trigger {
  std::string name = {};
  std::string definition = {};
  bool enabled = true;
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

  [[nodiscard]] const Column* column(std::string_view wanted) const;
  [[nodiscard]] const Index* index(std::string_view wanted) const;
};

struct Domain {
  std::string base = {};     // as format_type says
  bool constrained = false;  // NOT NULL or a CHECK: new values have to be looked at
};

struct Extension {
  std::string name = {};
  std::string version = {};
};

struct Catalog {
  int server_version = 0;  // 150018; 0: simulated, no server was asked
  std::string server_version_text = {};
  std::string database = {};
  long long database_bytes = 0;
  std::string role = {};
  bool superuser = false;
  bool in_recovery = false;
  std::vector<std::string> search_path = {};       // as current_schemas(false)
  std::string time_zone = {};                      // of the session; empty: not known
  std::map<Name, Relation> relations;              // user schemas only
  std::map<Name, std::vector<std::string>> enums;  // labels in order
  std::vector<Name> types = {};                    // domains and composite types
  std::map<Name, Domain> domains = {};             // those of `types` that are domains
  std::vector<Name> functions = {};                // names only, overloads once
  std::vector<std::string> schemas = {};
  std::vector<Extension> extensions = {};
  base::Instant taken_at{};

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
