#include "plan/stale_statistics.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/query_blocks.h"

namespace plan {

// So many rows changed are "many", beside a tenth of the table: autovacuum_analyze_threshold and its scale factor.
static constexpr long long enough_rows = 50;

void StaleStatistics::add(const pg::Name& table, std::string why) {
  const bool told = std::ranges::any_of(tables_, [&](const Stale& stale) { return stale.table == table; });
  if (!told) tables_.push_back({table, std::move(why)});
}

void StaleStatistics::add(const sql::QualifiedName& table, const pg::Catalog& before, std::string why) {
  if (const auto name = impact::resolve(table, before)) add(*name, std::move(why));
}

void StaleStatistics::drop(const pg::Name& table) {
  std::erase_if(tables_, [&](const Stale& stale) { return stale.table == table; });
  written_.erase(table);
}

void StaleStatistics::note_made(const std::vector<pg::Name>& made) {
  made_.insert(made.begin(), made.end());
}

void StaleStatistics::rename(const std::vector<impact::Renamed>& renamed) {
  const auto old = tables_;
  for (const auto& [from, to] : renamed) {
    for (std::size_t at = 0; at < old.size(); ++at) {
      if (old[at].table == from) tables_[at].table = to;
    }
    if (made_.erase(from) > 0) made_.insert(to);
    if (const auto count = written_.extract(from)) written_[to] = count.mapped();
  }
}

// Values that the column has from its first moment on; a column of nothing but NULL is what the planner takes it for.
static bool is_filled(const sql::ColumnDefinition& column) {
  return column.has_default || column.generated_stored || column.identity || column.serial;
}

// What the command leaves stale of the table that it stands on; empty: nothing.
static std::string stale_after(const sql::AlterTableCommand& command) {
  using Action = sql::AlterAction;
  switch (command.action) {
    case Action::alter_type:  // PostgreSQL drops the column's statistics: RemoveStatistics() in tablecmds.c
      return fmt::format("the column {} has another type", command.name);
    case Action::add_column:
      return command.column && is_filled(*command.column) ? fmt::format("the column {} is filled", command.name) : "";
    case Action::set_statistics:
      return fmt::format("the column {} is to be looked at more closely", command.name);
    case Action::set_logged:
    case Action::set_access_method:
      return "it is rewritten";
    case Action::attach_partition:
      return "a partition comes with its rows";
    default:
      return command.subtype == "SetExpression" ? fmt::format("the column {} is computed anew", command.name) : "";
  }
}

static bool of_a_table(const sql::AlterTable& alter) {
  return alter.object == "TABLE" || alter.object == "MATERIALIZED VIEW";
}

void StaleStatistics::follow_alter(const sql::AlterTable& alter, const pg::Catalog& before) {
  if (!of_a_table(alter)) return;
  for (const auto& command : alter.commands) {
    if (auto why = stale_after(command); !why.empty()) add(alter.table, before, std::move(why));
  }
}

void StaleStatistics::write(const pg::Name& table, std::optional<long long> rows, const pg::Catalog& before) {
  const auto found = before.relations.find(table);
  if (found == before.relations.end() || found->second.kind == pg::RelationKind::view) return;
  auto& sum = written_[table];
  sum += rows.value_or(0);
  if (!rows || made_.contains(table) || sum >= enough_rows + found->second.estimated_rows / 10)
    add(table, "it is filled");
}

static bool inserts_few(const sql::QueryBlock& scope) {
  return scope.kind == sql::QueryBlock::Kind::insert && !scope.from_query && !scope.more_rows;
}

static bool writes(const sql::QueryBlock& scope) {
  return scope.kind != sql::QueryBlock::Kind::select && !scope.never;
}

// Rows that a unique key picks one by one; 0: not by a key.
static long long rows_picked(const sql::QueryBlock& scope, const pg::Relation& relation) {
  for (const auto& term : scope.where) {
    if (!term.fixed && term.values.empty()) continue;
    if (term.operation != "=" && term.operation != "in") continue;
    const bool key = std::ranges::any_of(relation.indexes, [&](const pg::Index& index) {
      return index.unique && index.columns == std::vector{term.column} &&
             index.definition.find(" WHERE ") == std::string::npos;
    });
    if (key) return term.operation == "=" ? 1 : std::ssize(term.values);
  }
  return 0;
}

// None at all is what a statement is said to write where nobody can tell.
static std::optional<long long> known(long long rows) {
  return rows > 0 ? std::optional(rows) : std::nullopt;
}

void StaleStatistics::follow_writes(const sql::Statement& statement, const pg::Catalog& before) {
  if (!statement.scopes) return;
  for (const auto& scope : *statement.scopes) {
    if (!writes(scope)) continue;
    const auto table = impact::resolve(scope.target, before);
    if (!table || !before.relations.contains(*table)) continue;
    if (inserts_few(scope)) {
      write(*table, std::max<long long>(std::ssize(scope.rows), 1), before);
      continue;
    }
    auto rows = rows_picked(scope, before.relations.at(*table));
    if (rows == 0) rows = impact::effects(statement, before).rows_written;
    write(*table, known(rows), before);
  }
}

// A function or a block: what it takes the lock of a writer on is written to, as far as its code can be read.
void StaleStatistics::follow_code(const sql::Statement& statement, const pg::Catalog& before) {
  const auto effects = impact::effects(statement, before);
  for (const auto& effect : effects.relations) {
    if (effect.index_of) continue;
    if (effect.lock == impact::LockMode::row_exclusive) write(effect.relation, known(effects.rows_written), before);
    if (effect.rewrite) add(effect.relation, "it is rewritten");
  }
}

void StaleStatistics::follow_maintenance(const sql::Vacuum& vacuum, const pg::Catalog& before) {
  // ANALYZE of single columns, in brackets behind the table, leaves the others as they were.
  if (vacuum.analyze && !vacuum.of_columns) {
    if (vacuum.tables.empty()) tables_.clear();
    for (const auto& name : vacuum.tables) {
      if (const auto table = impact::resolve(name, before)) drop(*table);
    }
  }
  if (!vacuum.full || vacuum.analyze) return;
  for (const auto& name : vacuum.tables) add(name, before, "it is rewritten");
}

static bool has_expressions(const sql::CreateIndex& index) {
  return std::ranges::any_of(index.columns, [](const std::string& column) { return column.starts_with('('); });
}

static bool runs_code(const sql::Statement& statement) {
  if (statement.as<sql::DoBlock>()) return true;
  if (statement.as<sql::Select>()) return !statement.calls.empty();
  const auto* other = statement.as<sql::Other>();
  return other && (other->tag == "CallStmt" || other->tag == "ExecuteStmt");
}

static pg::Name created(const sql::QualifiedName& name, const pg::Catalog& before) {
  const auto& path = before.search_path;
  return {name.schema.empty() ? (path.empty() ? "public" : path.front()) : name.schema, name.name};
}

void StaleStatistics::follow(const sql::Statement& statement, const pg::Catalog& before) {
  if (const auto* alter = statement.as<sql::AlterTable>()) follow_alter(*alter, before);
  if (const auto* table = statement.as<sql::CreateTable>(); table && table->as_query && !table->temporary)
    add(created(table->table, before), "it is filled");
  if (const auto* view = statement.as<sql::CreateView>(); view && view->materialized)
    add(created(view->name, before), "it is filled");
  if (const auto* view = statement.as<sql::RefreshView>()) add(view->name, before, "it is filled");
  if (const auto* index = statement.as<sql::CreateIndex>(); index && has_expressions(*index))
    add(index->table, before, "it has an index on an expression");
  if (const auto* copy = statement.as<sql::Copy>(); copy && copy->from && copy->table)
    add(*copy->table, before, "it is filled");
  if (const auto* vacuum = statement.as<sql::Vacuum>()) follow_maintenance(*vacuum, before);
  if (const auto* cluster = statement.as<sql::Cluster>(); cluster && cluster->table)
    add(*cluster->table, before, "it is rewritten");
  if (const auto* other = statement.as<sql::Other>();
      other && other->tag == "CreateStatsStmt" && !statement.uses.empty())
    add(statement.uses.front().name, before, "it has statistics of several columns");
  const auto* inserted = statement.as<sql::Insert>();
  if (inserted || statement.as<sql::Update>() || statement.as<sql::Delete>() || statement.as<sql::Select>() ||
      (statement.as<sql::Other>() && statement.as<sql::Other>()->tag == "MergeStmt"))
    follow_writes(statement, before);
  if (runs_code(statement)) follow_code(statement, before);
  if (const auto* drops = statement.as<sql::Drop>()) {
    for (const auto& name : drops->names) {
      if (drops->object != "TABLE" && drops->object != "MATERIALIZED VIEW") break;
      if (const auto table = impact::resolve(name, before)) drop(*table);
    }
  }
  if (const auto* truncate = statement.as<sql::Truncate>()) {
    for (const auto& name : truncate->tables) {
      if (const auto table = impact::resolve(name, before)) drop(*table);
    }
  }
  rename(impact::renamed(statement, before));
}

static bool may_be_stale_after(const sql::Statement& statement) {
  if (const auto* alter = statement.as<sql::AlterTable>())
    return of_a_table(*alter) &&
           std::ranges::any_of(alter->commands, [](const auto& command) { return !stale_after(command).empty(); });
  if (const auto* index = statement.as<sql::CreateIndex>()) return has_expressions(*index);
  if (const auto* table = statement.as<sql::CreateTable>()) return table->as_query;
  if (const auto* view = statement.as<sql::CreateView>()) return view->materialized;
  if (const auto* copy = statement.as<sql::Copy>()) return copy->from;
  if (const auto* vacuum = statement.as<sql::Vacuum>()) return vacuum->full;
  if (const auto* other = statement.as<sql::Other>())
    return other->tag == "CreateStatsStmt" || other->tag == "MergeStmt" || runs_code(statement);
  if (statement.as<sql::Select>())
    return runs_code(statement) || (statement.scopes && std::ranges::any_of(*statement.scopes, writes));
  return statement.as<sql::Insert>() || statement.as<sql::Update>() || statement.as<sql::Delete>() ||
         statement.as<sql::RefreshView>() || statement.as<sql::Cluster>() || statement.as<sql::DoBlock>();
}

bool may_be_stale_after(const std::vector<sql::Statement>& statements) {
  return std::ranges::any_of(statements, [](const auto& statement) { return may_be_stale_after(statement); });
}

}  // namespace plan
