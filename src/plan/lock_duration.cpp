#include "plan/lock_duration.h"

#include <algorithm>
#include <map>

namespace plan {

static bool stops(const impact::Effects& effects, const pg::Name& relation, bool writes) {
  return std::any_of(effects.relations.begin(), effects.relations.end(), [&](const impact::RelationEffect& effect) {
    return effect.relation == relation &&
           (writes ? impact::blocks_writes(effect.lock) : impact::blocks_reads(effect.lock));
  });
}

std::optional<Range> held(const MigrationPlan& migration, const pg::Name& relation, bool writes) {
  std::optional<Range> sum;
  for (const auto& statement : migration.statements) {
    const auto& estimate = statement.effects.estimate;
    const bool takes = stops(statement.effects, relation, writes);
    if (!migration.transactional) {
      if (!takes) continue;
      const Range own{estimate.low, estimate.high};
      if (!sum || own.high > sum->high) sum = own;
    } else if (sum || takes) {
      if (!sum) sum = Range{};
      sum->low += estimate.low;
      sum->high += estimate.high;
    }
  }
  return sum;
}

namespace {
struct Held {
  impact::LockMode lock = impact::LockMode::none;
  int line = 0;
};
}  // namespace

static void take(std::vector<WorkUnderLock>& all, WorkUnderLock work) {
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const WorkUnderLock& other) { return other.relation == work.relation; });
  if (at == all.end()) {
    all.push_back(std::move(work));
  } else if (work.rewrite && !at->rewrite) {
    *at = std::move(work);
  }
}

std::vector<WorkUnderLock> work_under_lock(const MigrationPlan& migration) {
  std::map<pg::Name, Held> locks;
  std::vector<WorkUnderLock> all;
  for (const auto& statement : migration.statements) {
    if (!migration.transactional) locks.clear();
    for (const auto& effect : statement.effects.relations) {
      if (effect.index_of) continue;
      auto& held = locks[effect.relation];
      if (effect.lock > held.lock) held = {effect.lock, statement.line};
      if (effect.empty || !(effect.rewrite || effect.scan) || !impact::blocks_writes(held.lock)) continue;
      // REFRESH … CONCURRENTLY's: nobody but REFRESH writes to a materialized view, and it is read meanwhile.
      if (effect.lock == impact::LockMode::exclusive) continue;
      take(all, {effect.relation, effect.bytes, effect.rewrite, held.lock, statement.line, held.line, effect.why});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const WorkUnderLock& a, const WorkUnderLock& b) { return a.bytes > b.bytes; });
  return all;
}

}  // namespace plan
