#include "impact/analyze/effects_builder.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/clock.h"
#include "impact/errors/errors.h"
#include "impact/simulate/rolled_back.h"
#include "impact/simulate/schema.h"

namespace impact {

LockMode lock_of(sql::Access access) {
  switch (access) {
    case sql::Access::write:
      return LockMode::row_exclusive;
    case sql::Access::lock_rows:
      return LockMode::row_share;
    case sql::Access::other:
    case sql::Access::read:
      return LockMode::access_share;
  }
  return LockMode::access_share;
}

EffectsBuilder::EffectsBuilder(const sql::Statement& given, const pg::Catalog& before,
                               const CreatedRelations& made_here, const Rates& rates, int depth)
    : statement(given), catalog(before), made_here_(made_here), rates_(rates), depth_(depth) {
  if (!given.not_in_transaction.empty()) effects_.not_in_transaction = given.not_in_transaction;
}

bool EffectsBuilder::made_here(const pg::Name& name) const {
  return made_here_.contains(name);
}

const std::vector<sql::QueryBlock>& EffectsBuilder::scopes() const {
  static const std::vector<sql::QueryBlock> none;
  return statement.scopes ? *statement.scopes : none;
}

const pg::Relation* EffectsBuilder::find(const sql::QualifiedName& name) const {
  return find_relation(name, catalog);
}

bool EffectsBuilder::has_rows(const pg::Relation& relation) const {
  return !made_here(relation.name) && !is_empty(relation, catalog);
}

RelationEffect* EffectsBuilder::entry(const pg::Name& relation) {
  if (made_here(relation)) return nullptr;
  const auto [at, added] = relations_.try_emplace(relation);
  if (added) {
    at->second.relation = relation;
    if (const auto* known = find_relation(relation, catalog)) {
      const bool holds_rows = known->kind == pg::RelationKind::table ||
                              known->kind == pg::RelationKind::partitioned_table ||
                              known->kind == pg::RelationKind::materialized_view;
      at->second.bytes = known->heap_bytes;
      at->second.empty = holds_rows && is_empty(*known, catalog);
    }
    order_.push_back(relation);
  }
  return &at->second;
}

static void explain(RelationEffect& effect, std::string why) {
  effect.why = std::move(why);
  effect.rolled_back = false;
}

void EffectsBuilder::lock(const pg::Name& relation, LockMode mode, std::string why) {
  auto* effect = entry(relation);
  if (!effect) return;
  const bool stronger = mode > effect->lock;
  effect->lock = std::max(effect->lock, mode);
  if (!why.empty() && (stronger || effect->why.empty()) && !effect->scan && !effect->rewrite)
    explain(*effect, std::move(why));
}

void EffectsBuilder::lock_index(const pg::Relation& table, const std::string& index, LockMode mode, std::string why) {
  if (made_here(table.name)) return;
  const pg::Name name{table.name.schema, index};
  lock(name, mode, std::move(why));
  relations_[name].index_of = table.name;
}

void EffectsBuilder::lock_indexes(const pg::Relation& table, LockMode mode) {
  if (table.kind == pg::RelationKind::partitioned_table) return;  // those have no file
  for (const auto& index : table.indexes) lock_index(table, index.name, mode);
}

void EffectsBuilder::scan(const pg::Relation& relation, std::string why) {
  auto* effect = entry(relation.name);
  if (!effect || effect->empty) return;  // nothing is read
  if (!effect->scan && !effect->rewrite) scan_bytes_ += static_cast<double>(relation.heap_bytes);
  effect->scan = true;
  if (!why.empty() && !effect->rewrite) explain(*effect, std::move(why));
}

void EffectsBuilder::rewrite(const pg::Relation& relation, std::string why, LockMode index_lock) {
  auto* effect = entry(relation.name);
  if (!effect) return;
  if (!effect->rewrite || !effect->scan) {  // a file that was only copied still has its indexes
    rewrite_bytes_ += static_cast<double>(relation.heap_bytes);
    for (const auto& index : relation.indexes) rebuild_index(relation, index.name, index_lock);
    if (effect->scan) scan_bytes_ -= static_cast<double>(relation.heap_bytes);  // one pass does both
  }
  effect->rewrite = true;
  effect->scan = !effect->empty;
  effect->lock = LockMode::access_exclusive;
  if (!why.empty()) explain(*effect, std::move(why));
}

void EffectsBuilder::build_index(const pg::Relation& relation, std::string why) {
  if (made_here(relation.name)) return;
  scan(relation, std::move(why));
  index_rows_ += static_cast<double>(rows_of(relation, catalog));
  ++indexes_;
}

void EffectsBuilder::rebuild_index(const pg::Relation& relation, const std::string& index, LockMode mode) {
  if (made_here(relation.name)) return;
  const pg::Name name{relation.name.schema, index};
  if (std::find(effects_.indexes_rebuilt.begin(), effects_.indexes_rebuilt.end(), name) !=
      effects_.indexes_rebuilt.end())
    return;
  effects_.indexes_rebuilt.push_back(name);
  if (mode != LockMode::none) lock_index(relation, index, mode);
  index_rows_ += static_cast<double>(rows_of(relation, catalog));
  ++indexes_;
}

void EffectsBuilder::copy_file(const pg::Relation& relation, std::string why) {
  auto* effect = entry(relation.name);
  if (!effect) return;
  if (!effect->rewrite) rewrite_bytes_ += static_cast<double>(relation.heap_bytes);
  effect->rewrite = true;
  if (!why.empty()) explain(*effect, std::move(why));
}

void EffectsBuilder::copy_bytes(long long bytes) {
  rewrite_bytes_ += static_cast<double>(bytes);
}

void EffectsBuilder::write_rows(long long rows, std::string_view verb) {
  write_rows_ += static_cast<double>(rows);
  effects_.rows_written += rows;
  if (rows > 0) writes_.push_back(fmt::format("{} up to {}", verb, shown_rows(rows)));
}

void EffectsBuilder::lose_rows(Loss::Kind kind, const pg::Relation& table) {
  Loss loss{.kind = kind, .object = object_of(table)};
  loss.never_counted = !is_counted(table, catalog);
  if (!loss.never_counted && catalog.has_server()) loss.rows = rows_of(table, catalog);
  lose(std::move(loss));
}

void EffectsBuilder::unknown(std::string why) {
  if (!effects_.unknown) effects_.unknown = std::move(why);
}
void EffectsBuilder::fails(ExpectedError error) {
  if (!effects_.fails) effects_.fails = std::move(error);
}
void EffectsBuilder::outside_transaction(std::string why) {
  if (!effects_.not_in_transaction) effects_.not_in_transaction = std::move(why);
}

void EffectsBuilder::absorb(Effects inner) {
  for (auto& effect : inner.relations) {
    auto* known = entry(effect.relation);
    if (!known) continue;
    if (known->rolled_back && !effect.rolled_back && effect.lock >= known->lock) {
      known->rolled_back = false;
      known->why = effect.why;
    }
    const bool explained = known->why.empty() || (effect.lock > known->lock && !known->scan && !known->rewrite);
    lock(effect.relation, effect.lock, effect.why);
    known->rewrite = known->rewrite || effect.rewrite;
    known->scan = known->scan || effect.scan;
    if (effect.index_of) known->index_of = effect.index_of;
    if (known->why.empty()) known->why = effect.why;
    if (explained && !effect.why.empty()) known->rolled_back = effect.rolled_back;
  }
  const auto append = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  append(effects_.data_loss, inner.data_loss);
  append(effects_.overwrites, inner.overwrites);
  for (std::size_t at = 0; at < inner.breaking.size(); ++at)
    breaks(inner.breaking[at], at < inner.broken.size() ? inner.broken[at] : Broken{});
  append(effects_.warnings, inner.warnings);
  append(effects_.indexes_rebuilt, inner.indexes_rebuilt);
  effects_.rows_written += inner.rows_written;
  if (inner.unknown) unknown(std::move(*inner.unknown));
  if (inner.fails) fails(std::move(*inner.fails));
  if (inner.not_in_transaction) outside_transaction(std::move(*inner.not_in_transaction));
  absorbed_.low += inner.estimate.low;
  absorbed_.high += inner.estimate.high;
  if (!inner.estimate.basis.empty()) absorbed_basis_.push_back(std::move(inner.estimate.basis));
}

static base::Milliseconds at_rate(double amount, double per_second) {
  return base::Milliseconds(static_cast<long long>(std::ceil(amount * 1000 / per_second)));
}

Effects EffectsBuilder::finish() {
  std::stable_sort(order_.begin(), order_.end(),
                   [&](const pg::Name& a, const pg::Name& b) { return relations_[a].lock > relations_[b].lock; });
  for (const auto& name : order_) effects_.relations.push_back(std::move(relations_[name]));

  auto& estimate = effects_.estimate;
  std::vector<std::string> basis;
  if (rewrite_bytes_ > 0)
    basis.push_back(fmt::format("rewrites {}", base::format_bytes(static_cast<long long>(rewrite_bytes_))));
  if (scan_bytes_ > 0)
    basis.push_back(fmt::format("reads {}", base::format_bytes(static_cast<long long>(scan_bytes_))));
  if (index_rows_ > 0 && indexes_ == 1)
    basis.push_back(fmt::format("builds an index over {}", shown_rows(static_cast<long long>(index_rows_))));
  if (index_rows_ > 0 && indexes_ > 1)
    basis.push_back(
        fmt::format("builds {} indexes with {} in all", indexes_, shown_rows(static_cast<long long>(index_rows_))));
  basis.insert(basis.end(), writes_.begin(), writes_.end());
  basis.insert(basis.end(), absorbed_basis_.begin(), absorbed_basis_.end());
  estimate.low = at_rate(rewrite_bytes_, rates_.rewrite_bytes_per_second_high) +
                 at_rate(scan_bytes_, rates_.scan_bytes_per_second_high) +
                 at_rate(index_rows_, rates_.index_rows_per_second_high) +
                 at_rate(write_rows_, rates_.write_rows_per_second_high);
  estimate.high = at_rate(rewrite_bytes_, rates_.rewrite_bytes_per_second_low) +
                  at_rate(scan_bytes_, rates_.scan_bytes_per_second_low) +
                  at_rate(index_rows_, rates_.index_rows_per_second_low) +
                  at_rate(write_rows_, rates_.write_rows_per_second_low);
  estimate.low += absorbed_.low;
  estimate.high += absorbed_.high;
  estimate.basis = fmt::format("{}", fmt::join(basis, ", "));
  return std::move(effects_);
}

}  // namespace impact
