#include "apply/tables.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "apply/own_table.h"
#include "base/error.h"
#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

static constexpr auto history_table = R"(CREATE TABLE {0}._migration_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version text NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  state text NOT NULL CHECK (state IN ('applied', 'running', 'failed', 'rolled_back')),
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  finished_at timestamptz,
  duration_ms bigint,
  applied_by text NOT NULL,
  host text NOT NULL,
  run_id text NOT NULL,
  transactional boolean NOT NULL,
  statements_total integer NOT NULL,
  statements_done integer NOT NULL DEFAULT 0,
  error text,
  sql_text text NOT NULL,
  down_text text,
  other_id text,
  undo_done integer,
  lease_token bigint NOT NULL
))";

// Holds also when somebody works around the lock.
static constexpr auto applied_once =
    "CREATE UNIQUE INDEX _migration_history_applied_once ON {0}._migration_history (version) WHERE state = 'applied'";

static constexpr auto locks_table = R"(CREATE TABLE {0}._migration_locks (
  name text PRIMARY KEY,
  token bigint NOT NULL,
  holder text NOT NULL,
  host text NOT NULL,
  backend_pid integer NOT NULL,
  backend_start timestamptz NOT NULL,
  run_id text NOT NULL,
  acquired_at timestamptz NOT NULL,
  heartbeat_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
))";

static constexpr auto audit_table = R"(CREATE TABLE {0}._migration_audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "timestamp" timestamptz NOT NULL DEFAULT clock_timestamp(),
  run_id text NOT NULL,
  actor text NOT NULL,
  host text NOT NULL,
  action text NOT NULL,
  version text,
  detail jsonb NOT NULL DEFAULT '{{}}'
))";

namespace {

// A column that a table got after its first version.
struct Addition {
  std::string_view table;
  std::string_view column;
  std::string_view type;
};

struct Table {
  std::string_view name;
  std::string_view creation;
  std::string_view index;     // made with it; may be empty
  std::string_view telltale;  // a column that tells our table from another tool's of the same name
};

}  // namespace

static constexpr std::array tables{
    Table{"_migration_history", history_table, applied_once, "lease_token"},
    Table{"_migration_locks", locks_table, "", "backend_start"},
    Table{"_migration_audit_log", audit_table, "", "run_id"},
};

static constexpr std::array additions{
    Addition{"_migration_history", "undo_done", "integer"},
    Addition{"_migration_history", "other_id", "text"},
};

static bool holds(const std::vector<std::string>& names, std::string_view wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

static void refuse_foreign(const std::vector<std::string>& columns, const Table& table, const std::string& schema) {
  if (columns.empty() || holds(columns, table.telltale)) return;
  throw Error{
      Code::configuration,
      fmt::format("the table {}.{} was made by another tool (it has no column {})", schema, table.name,
                  table.telltale),
      "Set schema under [history] in lockkeeper.toml to a schema of its own; the other tool's table stays as it is."};
}

// Empty where there is none.
static std::vector<std::string> columns_of(pg::Session& session, const std::string& schema, const Table& table) {
  const auto found = look_at_table(session, schema, table.name);
  refuse_foreign(found.columns, table, schema);
  refuse_planted(found);
  return found.columns;
}

bool history_exists(pg::Session& session, const std::string& schema) {
  return !columns_of(session, schema, tables[0]).empty();
}

bool locks_exist(pg::Session& session, const std::string& schema) {
  return !columns_of(session, schema, tables[1]).empty();
}

static void make(pg::Session& session, const std::string& schema, const Table& table) {
  const auto columns = columns_of(session, schema, table);
  const auto quoted = pg::quote_identifier(schema);
  if (columns.empty()) {
    session.execute(fmt::format(fmt::runtime(table.creation), quoted));
    if (!table.index.empty()) session.execute(fmt::format(fmt::runtime(table.index), quoted));
    return;
  }
  for (const auto& addition : additions) {
    if (addition.table != table.name || holds(columns, addition.column)) continue;
    session.execute(
        fmt::format("ALTER TABLE {}.{} ADD COLUMN {} {}", quoted, table.name, addition.column, addition.type));
  }
}

static void make_schema(pg::Session& session, const std::string& schema) {
  if (!session.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", {schema}).empty()) return;
  session.execute(fmt::format("CREATE SCHEMA {}", pg::quote_identifier(schema)));
}

void make_tables(pg::Session& session, const std::string& schema) {
  try {
    const pg::Uninterrupted whole(session);
    pg::Transaction transaction(session);
    make_schema(session, schema);
    for (const auto& table : tables) make(session, schema, table);
    transaction.commit();
  } catch (Error& error) {
    if (error.sqlstate() != "42501") throw;
    Error explained{
        Code::server, fmt::format("the history tables cannot be made in schema {}: {}", schema, error.message()),
        fmt::format("Grant the role CREATE on schema {}, or set schema under [history] in lockkeeper.toml to a "
                    "schema that it owns.",
                    schema)};
    throw explained.sqlstate(error.sqlstate());
  }
}

}  // namespace apply
