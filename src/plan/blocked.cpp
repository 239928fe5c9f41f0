#include "plan/blocked.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "plan/lock_duration.h"

namespace plan {

using impact::LockMode;
using impact::RelationEffect;

static pg::RelationKind kind_of(const pg::Name& relation, const pg::Catalog& catalog) {
  const auto found = catalog.relations.find(relation);
  return found == catalog.relations.end() ? pg::RelationKind::table : found->second.kind;
}

// An application's statement waits behind an access exclusive lock on an index as well: the planner locks every index
// of a table that it reads. Not so those of a partitioned table, which have nothing to plan with.
static bool is_felt(const RelationEffect& index, const pg::Catalog& catalog) {
  return index.index_of && index.lock == LockMode::access_exclusive && !index.rolled_back &&
         kind_of(*index.index_of, catalog) != pg::RelationKind::partitioned_table;
}

static bool was_there(const RelationEffect& index, const pg::Catalog& catalog) {
  const auto table = catalog.relations.find(*index.index_of);
  return table == catalog.relations.end() || table->second.index(index.relation.name);
}

static LockMode felt(const RelationEffect& relation, const MigrationPlan& migration, const pg::Catalog& catalog) {
  auto mode = relation.lock;
  for (const auto& other : migration.relations) {
    if (other.index_of == relation.relation && is_felt(other, catalog)) mode = other.lock;
  }
  return mode;
}

// Nobody writes a materialized view but REFRESH.
static bool writes_wait(LockMode mode, pg::RelationKind kind) {
  return kind == pg::RelationKind::materialized_view ? impact::blocks_reads(mode) : impact::blocks_writes(mode);
}

static bool table_is_locked_as_well(const RelationEffect& index, const MigrationPlan& migration) {
  return std::ranges::any_of(migration.relations, [&](const RelationEffect& table) {
    return index.index_of == table.relation && table.lock == LockMode::access_exclusive;
  });
}

static bool left_out(const RelationEffect& effect, const MigrationPlan& migration, const pg::Catalog& catalog) {
  if (!effect.index_of) return false;
  // Statement by statement, whoever waits for the table's own lock has waited for all that its index could hold up.
  if (!migration.transactional && table_is_locked_as_well(effect, migration)) return true;
  return !was_there(effect, catalog) || effect.rolled_back;
}

std::vector<Blocked> blocked(const MigrationPlan& migration, const pg::Catalog& catalog) {
  std::vector<Blocked> out;
  for (const auto& effect : migration.relations) {
    if (left_out(effect, migration, catalog)) continue;
    const auto mode = effect.rolled_back ? LockMode::none : felt(effect, migration, catalog);
    out.push_back({.relation = effect.relation,
                   .lock = effect.lock,
                   .rewrite = effect.rewrite,
                   .scan = effect.scan && !effect.empty,
                   .reads = impact::blocks_reads(mode),
                   .writes = writes_wait(mode, kind_of(effect.relation, catalog)),
                   .held = held(migration, effect.relation, true),
                   .index_of = effect.index_of,
                   .why = effect.why});
  }
  // A table that is not locked itself but cannot be read: one of its indexes is.
  for (const auto& effect : migration.relations) {
    if (!is_felt(effect, catalog)) continue;
    const auto listed = [&](const Blocked& other) { return other.relation == *effect.index_of; };
    if (std::ranges::any_of(out, listed)) continue;
    out.push_back({.relation = *effect.index_of,
                   .reads = true,
                   .writes = true,
                   .why = "through its index " + effect.relation.text()});
  }
  return out;
}

// What was only simulated has no bytes.
static std::set<std::string> indexes_of(const pg::Catalog& catalog, bool simulated) {
  std::set<std::string> out;
  for (const auto& [name, relation] : catalog.relations) {
    for (const auto& index : relation.indexes) {
      if ((index.bytes == 0) == simulated) out.insert(pg::Name{name.schema, index.name}.text());
    }
  }
  return out;
}

std::vector<std::string> rebuilt_indexes(const MigrationPlan& migration, const pg::Catalog& before,
                                         const pg::Catalog& after) {
  std::set<std::string> out;
  for (const auto& statement : migration.statements) {
    for (const auto& index : statement.effects.indexes_rebuilt) out.insert(index.text());
  }
  const auto made = indexes_of(after, true);
  std::ranges::set_intersection(indexes_of(before, false), made, std::inserter(out, out.end()));
  return {out.begin(), out.end()};
}

}  // namespace plan
