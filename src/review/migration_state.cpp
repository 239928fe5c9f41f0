#include "review/migration_state.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "plan/duration.h"

namespace review {

bool changes_rows(const sql::Statement& statement) {
  return statement.as<sql::Update>() || statement.as<sql::Delete>() || statement.as<sql::Insert>() ||
         statement.as<sql::Copy>();
}

// "default" where it goes back to what it was without the file.
static std::string value_set(const sql::Set& set) {
  return set.reset ? "default" : base::to_lower(fmt::format("{}", fmt::join(set.values, ", ")));
}

// A table made here that is like an older one, or filled from it: the first step of a swap.
static void note_copy(MigrationState& trail, const RuleContext& context) {
  if (const auto* create = context.statement.as<sql::CreateTable>()) {
    for (const auto& like : create->like) {
      if (context.busy(like) || context.relation(like))
        trail.copied_from.emplace(create->table.name, *impact::resolve(like, context.before));
    }
    if (!create->as_query) return;
    for (const auto& use : context.statement.uses) {
      if (use.access != sql::Access::read) continue;
      if (const auto from = impact::resolve(use.name, context.before))
        trail.copied_from.emplace(create->table.name, *from);
    }
  }
  const auto* insert = context.statement.as<sql::Insert>();
  if (!insert || !insert->from_select) return;
  const auto into = impact::resolve(insert->table, context.before);
  if (!into || !trail.made.contains(*into)) return;
  for (const auto& use : context.statement.uses) {
    const auto from = impact::resolve(use.name, context.before);
    if (from && *from != *into && !trail.made.contains(*from)) trail.copied_from.emplace(into->name, *from);
  }
}

static void note_constraints(MigrationState& trail, const RuleContext& context) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (command.constraint && command.constraint->not_valid)
      trail.not_valid.emplace(sql::QualifiedName{alter->table.name, command.constraint->name},
                              context.statement.line);
  }
}

static void note_locks(MigrationState& trail, const RuleContext& context) {
  bool changes = false;
  for (const auto& effect : context.effects.relations) {
    if (effect.index_of || effect.empty) continue;
    auto& held = trail.locks[effect.relation];
    const auto found = context.before.relations.find(effect.relation);
    const bool view = found != context.before.relations.end() && found->second.kind == pg::RelationKind::view;
    if (effect.lock > held.mode) held = {.mode = effect.lock, .line = context.statement.line, .view = view};
    changes = changes || impact::blocks_writes(effect.lock);
  }
  if (changes && !trail.schema_change && !changes_rows(context.statement))
    trail.schema_change = context.statement.line;
}

// A transaction of the file's own: what it held is let go at its end.
static void note_control(MigrationState& trail, const RuleContext& context) {
  const auto* control = context.statement.as<sql::TransactionControl>();
  if (!control) return;
  if (control->begins()) trail.begun = context.statement.line;
  // What PREPARE TRANSACTION leaves goes on holding its locks.
  if (!control->ends() || control->kind == sql::TransactionControl::Kind::prepare) return;
  trail.begun = control->chain ? std::optional(context.statement.line) : std::nullopt;
  trail.locks.clear();
  trail.not_valid.clear();
  trail.schema_change.reset();
  trail.rows_written.reset();
}

// Its new names are those of what it made, and of what running code knows by the old one.
static void note_names(MigrationState& trail, const RuleContext& context) {
  for (const auto& [from, to] : impact::renamed(context.statement, context.before)) {
    if (trail.made.contains(from)) trail.made.insert(to);
    const auto known = trail.renamed.find(from);
    auto old = known == trail.renamed.end() ? from : known->second;
    trail.renamed.erase(from);
    trail.renamed.insert_or_assign(to, std::move(old));
  }
}

void follow(MigrationState& trail, const RuleContext& context) {
  note_locks(trail, context);
  note_constraints(trail, context);
  note_copy(trail, context);
  if (const auto* drop = context.statement.as<sql::Drop>(); drop && drop->object == "TABLE") {
    for (const auto& name : drop->names) trail.gone.emplace(name.name, context.statement.line);
  }
  if (const auto* rename = context.statement.as<sql::Rename>(); rename && rename->object == "TABLE")
    trail.gone.emplace(rename->relation.name, context.statement.line);
  if (const auto* rename = context.statement.as<sql::Rename>(); rename && rename->object == "COLUMN")
    trail.columns_gone.emplace(context.old_name(rename->relation), rename->from);
  note_names(trail, context);
  note_control(trail, context);
  if (const auto* set = context.statement.as<sql::Set>()) trail.settings[base::to_lower(set->name)] = value_set(*set);
  if (!context.effects.not_in_transaction && !context.statement.as<sql::Set>() &&
      !context.statement.as<sql::TransactionControl>() && trail.transactional.size() < 3)
    trail.transactional.emplace_back(context.statement.line, sql::kind_of(context.statement));
  trail.one_by_one = trail.one_by_one || (context.effects.not_in_transaction && !trail.begun);
  trail.estimate_low += context.effects.estimate.low + plan::statement_work.low;
  trail.estimate_high += context.effects.estimate.high + plan::statement_work.high;
  if (!trail.breaking && !context.effects.breaking.empty()) trail.breaking = context.effects.breaking.front();
  ++trail.statements;
}

}  // namespace review
