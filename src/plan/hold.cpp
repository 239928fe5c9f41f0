#include "plan/hold.h"

#include <algorithm>

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

}  // namespace plan
