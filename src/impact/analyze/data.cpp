// Statements on rows: INSERT, UPDATE, DELETE, COPY, SELECT, LOCK.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/analyze/reads.h"
#include "impact/analyze/writes.h"
#include "impact/types/functions.h"

namespace impact {

void look_up_parents(EffectsBuilder& builder, const pg::Relation& relation, const std::vector<std::string>* columns) {
  if (triggers_rest(builder.catalog)) return;
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind != pg::ConstraintKind::foreign_key || !constraint.references || !constraint.enforced)
      continue;
    const auto in = [&](const std::string& column) { return std::ranges::count(*columns, column) > 0; };
    if (!columns || std::ranges::any_of(constraint.columns, in))
      builder.lock(*constraint.references, LockMode::row_share, "foreign keys of new rows are looked up");
  }
}

void read_sources(EffectsBuilder& builder, const std::optional<pg::Name>& target, bool may_scan) {
  (void)target;
  run_scopes(builder, may_scan);
}

static void run_rows(EffectsBuilder& builder) {
  run_scopes(builder, true);
  follow_calls(builder);
}

void judge(const sql::Insert& insert, EffectsBuilder& builder) {
  (void)insert;
  run_rows(builder);
}

void judge(const sql::Update& update, EffectsBuilder& builder) {
  (void)update;
  run_rows(builder);
}

void judge(const sql::Delete& remove, EffectsBuilder& builder) {
  (void)remove;
  run_rows(builder);
}

// COPY … FROM '/dev/null' brings no row.
static bool is_empty_file(const sql::Copy& copy) {
  return !copy.program && copy.file == "/dev/null";
}

void judge(const sql::Copy& copy, EffectsBuilder& builder) {
  if (copy.program) builder.unknown("COPY runs a program on the server");
  const auto* relation = copy.table ? builder.find(*copy.table) : nullptr;
  if (!relation) return run_scopes(builder, true);
  if (!copy.from) {
    builder.lock(relation->name, LockMode::access_share);
    builder.scan(*relation);
    return;
  }
  sql::QueryBlock scope{.kind = sql::QueryBlock::Kind::insert, .target = *copy.table};
  if (!is_empty_file(copy)) return write_scope(builder, scope);
  builder.lock(relation->name, LockMode::row_exclusive);
}

void judge(const sql::Select& select, EffectsBuilder& builder) {
  (void)select;
  run_scopes(builder, true);
  if (has_words(builder.statement.text, "limit 0")) return;
  follow_calls(builder);
}

static LockMode read_mode(std::string text) {
  text = base::to_lower(text);
  std::erase_if(text, [](char c) { return c == ' ' || c == '_'; });
  if (text.ends_with("lock")) text.resize(text.size() - 4);
  if (text == "accessshare") return LockMode::access_share;
  if (text == "rowshare") return LockMode::row_share;
  if (text == "rowexclusive") return LockMode::row_exclusive;
  if (text == "shareupdateexclusive") return LockMode::share_update_exclusive;
  if (text == "share") return LockMode::share;
  if (text == "sharerowexclusive") return LockMode::share_row_exclusive;
  if (text == "exclusive") return LockMode::exclusive;
  return LockMode::access_exclusive;
}

static void lock_as_told(EffectsBuilder& builder, const pg::Relation& relation, LockMode mode, bool only) {
  builder.lock(relation.name, mode, "LOCK says so");
  if (only) return;
  for (const auto* below : descendants(relation.name, builder.catalog))
    builder.lock(below->name, mode, "LOCK says so");
  for (const auto& name : relation.reads) {
    if (const auto* below = find_relation(name, builder.catalog)) lock_as_told(builder, *below, mode, false);
  }
}

void judge(const sql::Lock& lock, EffectsBuilder& builder) {
  for (const auto& name : lock.tables) {
    if (const auto* relation = builder.find(name))
      lock_as_told(builder, *relation, read_mode(lock.mode), std::ranges::count(lock.only, name) > 0);
  }
}

}  // namespace impact
