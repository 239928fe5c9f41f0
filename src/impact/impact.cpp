// The way in: one statement to the judge of its kind.
#include "impact/impact.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "impact/analyze/analyzers.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors.h"
#include "impact/simulate/schema.h"

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

ExpectedError inside_transaction(const sql::Statement& statement, std::string why) {
  return error_of(sqlstate::active_sql_transaction, {}, "{} cannot run inside a transaction block",
                  sql::kind_of(statement))
      .with(std::move(why));
}

static Effects judged(EffectsBuilder& builder) {
  note_refusals(builder);
  std::visit([&](const auto& node) { judge(node, builder); }, builder.statement.node);
  return builder.finish();
}

// Whether the statement names the relation, or one that the relation stands on.
static bool concerns(const std::set<std::string_view>& named, const pg::Relation& relation) {
  const auto is_named = [&](const pg::Name& name) { return named.contains(name.name); };
  return is_named(relation.name) || (relation.partition_of && is_named(*relation.partition_of)) ||
         (relation.owned_by && is_named(*relation.owned_by)) || std::ranges::any_of(relation.inherits, is_named) ||
         std::ranges::any_of(relation.reads, is_named) ||
         std::ranges::any_of(relation.constraints,
                             [&](const auto& each) { return each.references && is_named(*each.references); }) ||
         std::ranges::any_of(relation.indexes, [&](const auto& index) { return named.contains(index.name); });
}

// The catalog without what may have been changed by what nobody could judge. As where no server was asked, what it
// does not have may be there. Code may use any of the relations, other statements those that they name.
static pg::Catalog undoubted(const pg::Catalog& catalog, const sql::Statement& statement) {
  pg::Catalog known;
  known.search_path = catalog.search_path;
  known.settings = catalog.settings;
  known.doubt = pg::Doubt{.why = catalog.doubt->why};
  const bool all = statement.as<sql::DoBlock>() || !statement.calls.empty() || statement.as<sql::Other>();
  std::set<std::string_view> named;
  for (const auto& use : statement.uses) named.insert(use.name.name);
  for (const auto& name : catalog.doubt->made_since) {
    const auto found = catalog.relations.find(name);
    if (found == catalog.relations.end() || !(all || concerns(named, found->second))) continue;
    known.relations.insert(*found);
    known.doubt->made_since.insert(name);
  }
  return known;
}

// A refusal that rests on what was there before is none that can be promised.
static void heed_doubt(Effects& found, const sql::Statement& statement, const pg::Catalog& before,
                       const CreatedRelations& made_here, const Rates& rates) {
  if (!before.doubt || !found.fails) return;
  const auto known = undoubted(before, statement);
  EffectsBuilder again(statement, known, made_here, rates);
  if (judged(again).fails) return;
  if (!found.unknown) {
    found.only_in_doubt = true;
    found.unknown = fmt::format("it may be refused ({}), but that is not known after what was not judged: {}",
                                sentence(*found.fails), before.doubt->why);
  }
  found.fails.reset();
}

void note_doubt(const sql::Statement& statement, const Effects& effects, const std::vector<pg::Name>& made,
                pg::Catalog& catalog) {
  const bool runs_code = statement.as<sql::DoBlock>() || statement.as<sql::Select>() || statement.as<sql::Insert>() ||
                         statement.as<sql::Update>() || statement.as<sql::Delete>() || statement.as<sql::Other>() ||
                         !statement.calls.empty();
  if (effects.unknown && !effects.only_in_doubt && runs_code) {
    if (!catalog.doubt) catalog.doubt = pg::Doubt{.why = *effects.unknown};
    catalog.doubt->made_since.clear();
  } else if (catalog.doubt && !has_words(statement.text, "if not exists") &&
             !has_words(statement.text, "or replace")) {
    catalog.doubt->made_since.insert(made.begin(), made.end());  // what may have been there is not new
  }
}

Effects effects_within(const EffectsBuilder& around, const sql::Statement& statement, const pg::Catalog& before,
                       const CreatedRelations& made_here, bool repeats) {
  EffectsBuilder builder(statement, before, made_here, around.rates(), around.depth() + 1);
  if (repeats) builder.repeat();
  auto found = judged(builder);
  heed_doubt(found, statement, before, made_here, around.rates());
  return found;
}

Effects effects(const sql::Statement& statement, const pg::Catalog& before, const CreatedRelations& made_here,
                const Rates& rates) {
  EffectsBuilder builder(statement, before, made_here, rates);
  auto found = judged(builder);
  heed_doubt(found, statement, before, made_here, rates);
  return found;
}

}  // namespace impact
