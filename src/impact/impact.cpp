// The way in: one statement to the judge of its kind.
#include "impact/impact.h"

#include <algorithm>

#include "impact/judges.h"
#include "impact/refusals.h"

namespace impact {

std::string_view pg_name(LockMode mode) {
  switch (mode) {
    case LockMode::none:
      return "";
    case LockMode::access_share:
      return "AccessShareLock";
    case LockMode::row_share:
      return "RowShareLock";
    case LockMode::row_exclusive:
      return "RowExclusiveLock";
    case LockMode::share_update_exclusive:
      return "ShareUpdateExclusiveLock";
    case LockMode::share:
      return "ShareLock";
    case LockMode::share_row_exclusive:
      return "ShareRowExclusiveLock";
    case LockMode::exclusive:
      return "ExclusiveLock";
    case LockMode::access_exclusive:
      return "AccessExclusiveLock";
  }
  return "";
}

bool blocks_reads(LockMode mode) {
  return mode == LockMode::access_exclusive;
}
bool blocks_writes(LockMode mode) {
  return mode >= LockMode::share;
}

LockMode Effects::strongest() const {
  LockMode mode = LockMode::none;
  for (const auto& effect : relations) mode = std::max(mode, effect.lock);
  return mode;
}

static Effects judged(Gathering& gathering) {
  note_refusals(gathering);
  std::visit([&](const auto& node) { judge(node, gathering); }, gathering.statement.node);
  return gathering.finish();
}

Effects effects_within(const Gathering& around, const sql::Statement& statement, const pg::Catalog& before,
                       const Made& made_here, bool repeats) {
  Gathering gathering(statement, before, made_here, around.rates(), around.depth() + 1);
  if (repeats) gathering.repeat();
  return judged(gathering);
}

Effects effects(const sql::Statement& statement, const pg::Catalog& before, const Made& made_here,
                const Rates& rates) {
  Gathering gathering(statement, before, made_here, rates);
  return judged(gathering);
}

}  // namespace impact
