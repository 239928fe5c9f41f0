// Statements on rows: INSERT, UPDATE, DELETE, COPY, SELECT, LOCK.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/judges.h"
#include "impact/analyze/reads.h"
#include "impact/analyze/writes.h"
#include "impact/types/functions.h"

namespace impact {

void look_up_parents(Gathering& gathering, const pg::Relation& relation, const std::vector<std::string>* columns) {
  if (triggers_rest(gathering.catalog)) return;
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind != pg::ConstraintKind::foreign_key || !constraint.references || !constraint.enforced)
      continue;
    const auto in = [&](const std::string& column) { return std::ranges::count(*columns, column) > 0; };
    if (!columns || std::ranges::any_of(constraint.columns, in))
      gathering.lock(*constraint.references, LockMode::row_share, "foreign keys of new rows are looked up");
  }
}

void read_sources(Gathering& gathering, const std::optional<pg::Name>& target, bool may_scan) {
  (void)target;
  run_scopes(gathering, may_scan);
}

static void run_rows(Gathering& gathering) {
  run_scopes(gathering, true);
  follow_calls(gathering);
}

void judge(const sql::Insert& insert, Gathering& gathering) {
  (void)insert;
  run_rows(gathering);
}

void judge(const sql::Update& update, Gathering& gathering) {
  (void)update;
  run_rows(gathering);
}

void judge(const sql::Delete& remove, Gathering& gathering) {
  (void)remove;
  run_rows(gathering);
}

// COPY … FROM '/dev/null' brings no row.
static bool is_empty_file(std::string_view text) {
  return has_words(text, "from '/dev/null'");
}

void judge(const sql::Copy& copy, Gathering& gathering) {
  if (copy.program) gathering.unknown("COPY runs a program on the server");
  const auto* relation = copy.table ? gathering.find(*copy.table) : nullptr;
  if (!relation) return run_scopes(gathering, true);
  if (!copy.from) {
    gathering.lock(relation->name, LockMode::access_share);
    gathering.scan(*relation);
    return;
  }
  sql::RowScope scope{.kind = sql::RowScope::Kind::insert, .target = *copy.table};
  if (!is_empty_file(gathering.statement.text)) return write_scope(gathering, scope);
  gathering.lock(relation->name, LockMode::row_exclusive);
}

void judge(const sql::Select& select, Gathering& gathering) {
  (void)select;
  run_scopes(gathering, true);
  if (has_words(gathering.statement.text, "limit 0")) return;
  follow_calls(gathering);
}

// FROM ONLY vehicles, UPDATE ONLY public.vehicles, LOCK TABLE ONLY vehicles.
static bool only_named(std::string_view text, const pg::Name& name) {
  for (const auto& written : {name.name, name.schema + "." + name.name, "\"" + name.name + "\"", name.text()}) {
    if (has_words(text, "only " + written) || has_words(text, "only (" + written)) return true;
  }
  return false;
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

static void lock_as_told(Gathering& gathering, const pg::Relation& relation, LockMode mode) {
  gathering.lock(relation.name, mode, "LOCK says so");
  if (only_named(gathering.statement.text, relation.name)) return;
  for (const auto* below : descendants(relation.name, gathering.catalog))
    gathering.lock(below->name, mode, "LOCK says so");
  for (const auto& name : relation.reads) {
    if (const auto* below = find_relation(name, gathering.catalog)) lock_as_told(gathering, *below, mode);
  }
}

void judge(const sql::Lock& lock, Gathering& gathering) {
  for (const auto& name : lock.tables) {
    if (const auto* relation = gathering.find(name)) lock_as_told(gathering, *relation, read_mode(lock.mode));
  }
}

}  // namespace impact
