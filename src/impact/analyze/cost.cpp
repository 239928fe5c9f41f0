#include "impact/analyze/cost.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "impact/simulate/schema.h"

namespace impact {

// An index entry: its key, 8 bytes of item and 4 of line pointer, pages filled to 90 %; keys that repeat are kept
// once.
static Bytes new_index_bytes(const pg::Relation& table, const std::vector<std::string>& columns, long long rows) {
  long long key = 0;
  for (const auto& name : columns) {
    const auto* column = table.column(name);
    key += column ? column->average_bytes.value_or(16) : 16;
  }
  return {.low = rows * 4, .high = rows * (key + 24) * 10 / 9};
}

static std::vector<std::string> new_index_columns(const sql::Statement& statement) {
  if (const auto* create = statement.as<sql::CreateIndex>()) return create->columns;
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    for (const auto& command : alter->commands) {
      const auto& constraint = command.constraint;
      if (constraint && constraint->using_index.empty() &&
          (constraint->type == sql::ConstraintType::primary_key || constraint->type == sql::ConstraintType::unique ||
           constraint->type == sql::ConstraintType::exclusion))
        return constraint->columns;
      if (command.column && (command.column->unique || command.column->primary_key)) return {command.column->name};
    }
  }
  return {};
}

static long long index_bytes(const pg::Name& name, const pg::Catalog& catalog) {
  const auto found = find_index({name.schema, name.name}, catalog);
  return found ? found.index->bytes : 0;
}

static void add(Bytes& to, long long low, long long high) {
  to.low += low;
  to.high += high;
}

Cost cost_of(const sql::Statement& statement, const Effects& effects, const pg::Catalog& before) {
  Cost cost;
  std::vector<std::string> basis;
  // With wal_level minimal a file that the transaction made is synced instead of logged.
  const auto level = before.settings.find("wal_level");
  const bool logs_files = level == before.settings.end() || level->second != "minimal";
  const auto copy = [&](long long bytes, const pg::Relation* of) {
    add(cost.disk, bytes / 2, bytes * 5 / 4);  // the new one is packed; the old one may be bloated
    if (logs_files && (!of || of->persistence == 'p'))
      add(cost.wal, bytes / 3, bytes * 5 / 4);  // full pages may be compressed
  };
  for (const auto& effect : effects.relations) {
    const auto* relation = find_relation(effect.relation, before);
    if (!effect.rewrite || !relation || relation->heap_bytes == 0) continue;
    copy(relation->heap_bytes + relation->toast_bytes, relation);
    basis.push_back("a second copy of " + shown(relation->name));
  }
  for (const auto& name : effects.indexes_rebuilt) {
    const auto bytes = index_bytes(name, before);
    if (bytes > 0) copy(bytes, nullptr);
  }
  if (const auto columns = new_index_columns(statement); !columns.empty()) {
    Bytes built;
    for (const auto& effect : effects.relations) {
      const auto* relation = find_relation(effect.relation, before);
      if (!effect.scan || !relation || relation->kind == pg::RelationKind::partitioned_table) continue;
      const auto one = new_index_bytes(*relation, columns, rows_of(*relation, before));
      add(built, one.low, one.high);
    }
    add(cost.disk, built.low, built.high * 2);  // sorting spills to disk as well
    if (logs_files) add(cost.wal, built.low, built.high);
    if (built.high > 0) basis.push_back("the new index and its sort");
  }
  if (effects.rows_written > 0) {
    long long row = 100;
    for (const auto& effect : effects.relations) {
      const auto* relation = find_relation(effect.relation, before);
      const auto rows = relation ? rows_of(*relation, before) : 0;
      if (relation && rows > 0 && effect.lock == LockMode::row_exclusive)
        row = std::max<long long>(24, relation->heap_bytes / rows);
    }
    // DELETE writes no row, only its mark; every changed row may log a full page of 8 kB after a checkpoint.
    const bool deletes = statement.as<sql::Delete>() != nullptr;
    if (!deletes) add(cost.disk, effects.rows_written * row, effects.rows_written * row * 3);
    add(cost.wal, effects.rows_written * (deletes ? 54 : row + 60), effects.rows_written * (row * 4 + 400));
    basis.push_back(deletes ? fmt::format("marks of {}", shown_rows(effects.rows_written))
                            : fmt::format("new versions of {}", shown_rows(effects.rows_written)));
  }
  cost.basis = fmt::format("{}", fmt::join(basis, ", "));
  return cost;
}

Cost operator+(const Cost& one, const Cost& other) {
  Cost sum = one;
  add(sum.disk, other.disk.low, other.disk.high);
  add(sum.wal, other.wal.low, other.wal.high);
  if (!other.basis.empty()) sum.basis += (sum.basis.empty() ? "" : ", ") + other.basis;
  return sum;
}

}  // namespace impact
