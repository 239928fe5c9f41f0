// The way in: one statement to the judge of its kind.
#include "impact/impact.h"

#include <algorithm>

#include <fmt/format.h>

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

// The catalog without what may have been changed by what nobody could judge. As where no server was asked, what it
// does not have may be there.
static pg::Catalog undoubted(const pg::Catalog& catalog) {
  pg::Catalog known;
  known.search_path = catalog.search_path;
  known.settings = catalog.settings;
  for (const auto& name : catalog.doubt->made_since) {
    if (const auto found = catalog.relations.find(name); found != catalog.relations.end())
      known.relations.insert(*found);
  }
  return known;
}

// A refusal that rests on what was there before is none that can be promised.
static void heed_doubt(Effects& found, const sql::Statement& statement, const pg::Catalog& before,
                       const Made& made_here, const Rates& rates) {
  if (!before.doubt || !found.fails) return;
  const auto known = undoubted(before);
  Gathering again(statement, known, made_here, rates);
  if (judged(again).fails) return;
  if (!found.unknown)
    found.unknown = fmt::format("it may be refused ({}), but that is not known after what was not judged: {}",
                                *found.fails, before.doubt->why);
  found.fails.reset();
}

void note_doubt(const sql::Statement& statement, const Effects& effects, const std::vector<pg::Name>& made,
                pg::Catalog& catalog) {
  if (catalog.doubt) {
    catalog.doubt->made_since.insert(made.begin(), made.end());
    return;
  }
  const auto* other = statement.as<sql::Other>();
  const bool runs_code = statement.as<sql::DoBlock>() || statement.as<sql::Select>() || statement.as<sql::Insert>() ||
                         statement.as<sql::Update>() || statement.as<sql::Delete>() || other;
  if (effects.unknown && runs_code) catalog.doubt = pg::Doubt{.why = *effects.unknown};
}

Effects effects_within(const Gathering& around, const sql::Statement& statement, const pg::Catalog& before,
                       const Made& made_here, bool repeats) {
  Gathering gathering(statement, before, made_here, around.rates(), around.depth() + 1);
  if (repeats) gathering.repeat();
  auto found = judged(gathering);
  heed_doubt(found, statement, before, made_here, around.rates());
  return found;
}

Effects effects(const sql::Statement& statement, const pg::Catalog& before, const Made& made_here,
                const Rates& rates) {
  Gathering gathering(statement, before, made_here, rates);
  auto found = judged(gathering);
  heed_doubt(found, statement, before, made_here, rates);
  return found;
}

}  // namespace impact
