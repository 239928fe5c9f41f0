// Statements on rows: INSERT, UPDATE, DELETE, COPY, SELECT, LOCK.
#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/functions.h"
#include "impact/judges.h"
#include "impact/proofs.h"

namespace impact {

static LockMode lock_of(sql::Access access) {
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

// What follows the statement's own WHERE; that of a sub-query if it has none itself.
static std::string_view after_where(std::string_view text) {
  const auto lower = base::to_lower(text);
  const auto is_letter = [&](std::size_t i) {
    return i < lower.size() &&
           (std::isalnum(static_cast<unsigned char>(lower[i])) || lower[i] == '_' || lower[i] == '"');
  };
  std::size_t inner = lower.npos;
  int depth = 0;
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (lower[at] == '\'') at = std::min(lower.size(), lower.find('\'', at + 1));
    if (at >= lower.size()) break;
    if (lower[at] == '(') ++depth;
    if (lower[at] == ')') --depth;
    const bool where = lower.compare(at, 5, "where") == 0 && !is_letter(at + 5) && (at == 0 || !is_letter(at - 1));
    if (where && depth == 0) return text.substr(at);
    if (where) inner = at;
  }
  return inner == lower.npos ? std::string_view{} : text.substr(inner);
}

// Whether the condition can be looked up in an index. Only the words of the condition are known here, not the plan.
static bool has_usable_index(const pg::Relation& relation, std::string_view condition) {
  for (const auto& index : relation.indexes) {
    if (index.valid && !index.columns.empty() && mentions(condition, index.columns.front())) return true;
  }
  return false;
}

static bool scans(const pg::Relation& relation, std::string_view text) {
  const auto condition = after_where(text);
  // The least and the greatest value stand at an index's ends.
  if (condition.empty() && (has_words(text, "max") || has_words(text, "min")) && has_usable_index(relation, text))
    return false;
  // A condition that asks a sub-query for each row is tried on each row.
  return condition.empty() || has_words(condition, "exists") || !has_usable_index(relation, condition);
}

// FROM ONLY vehicles, UPDATE ONLY public.vehicles, LOCK TABLE ONLY vehicles.
static bool only_named(std::string_view text, const pg::Name& name) {
  for (const auto& written : {name.name, name.schema + "." + name.name, "\"" + name.name + "\"", name.text()}) {
    if (has_words(text, "only " + written) || has_words(text, "only (" + written)) return true;
  }
  return false;
}

// The partitions that the statement's condition leaves out; none where several tables make it unclear whose columns
// the condition names.
static std::set<pg::Name> partitions_left_out(Gathering& gathering, const pg::Relation& relation) {
  if (relation.kind != pg::RelationKind::partitioned_table || gathering.statement.uses.size() != 1) return {};
  const auto text = gathering.statement.text;
  if (const auto* update = gathering.statement.as<sql::Update>()) {  // rows may move to any partition
    for (const auto& column : update->columns) {
      if (mentions(relation.partition_key, column)) return {};
    }
  }
  return left_out(
      relation,
      gathering.statement.as<sql::Insert>() ? condition_of_insert(relation, text) : std::string(after_where(text)),
      gathering.catalog);
}

// A view stands for the relations it reads.
static void read_relation(Gathering& gathering, const pg::Relation& relation, LockMode mode, bool scanned) {
  gathering.lock(relation.name, mode);
  if (relation.kind == pg::RelationKind::view) {
    for (const auto& name : relation.reads) {
      if (const auto* below = find_relation(name, gathering.catalog)) read_relation(gathering, *below, mode, false);
    }
    return;
  }
  const auto out = partitions_left_out(gathering, relation);
  if (!only_named(gathering.statement.text, relation.name)) {
    for (const auto* below : descendants(relation.name, gathering.catalog)) {
      if (out.contains(below->name)) continue;
      gathering.lock(below->name, mode);
      if (scanned && below->kind != pg::RelationKind::partitioned_table) gathering.scan(*below, "the query reads it");
    }
  }
  const bool has_file =
      relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::materialized_view;
  if (scanned && has_file) gathering.scan(relation, "the query reads it");
}

void look_up_parents(Gathering& gathering, const pg::Relation& relation, const std::vector<std::string>* columns) {
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind != pg::ConstraintKind::foreign_key || !constraint.references) continue;
    const bool touched =
        !columns || std::any_of(constraint.columns.begin(), constraint.columns.end(), [&](const std::string& column) {
          return std::find(columns->begin(), columns->end(), column) != columns->end();
        });
    if (touched)
      gathering.lock(*constraint.references, LockMode::row_share, "foreign keys of new rows are looked up");
  }
}

static bool has_leading_index(const pg::Relation& relation, const std::vector<std::string>& columns) {
  for (const auto& index : relation.indexes) {
    if (!index.columns.empty() && std::find(columns.begin(), columns.end(), index.columns.front()) != columns.end())
      return true;
  }
  return false;
}

// Rows that refer to the deleted ones are deleted, changed or looked for, each through its own trigger.
static void follow_references(Gathering& gathering, const pg::Relation& parent, std::set<pg::Name>& seen) {
  for (const auto& reference : references_to(parent.name, gathering.catalog)) {
    const auto& child = *reference.child;
    const bool cascade = has_words(reference.constraint->definition, "on delete cascade");
    const bool sets = has_words(reference.constraint->definition, "on delete set");
    gathering.lock(child.name, cascade || sets ? LockMode::row_exclusive : LockMode::row_share,
                   "rows that refer to deleted ones are looked for");
    if (!has_leading_index(child, reference.constraint->columns))
      gathering.scan(child, "no index leads with the foreign key, so each deleted row reads the whole table");
    if (!seen.insert(child.name).second) continue;
    if (cascade) {
      gathering.lose(fmt::format("deletes the rows of {} that refer to deleted ones", shown(child.name)));
      follow_references(gathering, child, seen);
    }
    if (sets) look_up_parents(gathering, child, &reference.constraint->columns);
  }
}

// WITH d AS (DELETE FROM orders …): the tree's mention says written; the words before it say how.
static bool deletes_from(std::string_view text, const sql::QualifiedName& name) {
  return has_words(text, "delete from " + name.name) || has_words(text, "delete from " + name.text()) ||
         has_words(text, fmt::format("delete from \"{}\"", name.name)) ||
         has_words(text, "delete from only " + name.text());
}

static bool inserts_into(std::string_view text, const sql::QualifiedName& name) {
  return has_words(text, "insert into " + name.name) || has_words(text, "insert into " + name.text());
}

// A table that a data-modifying WITH writes.
static void write_within(Gathering& gathering, const pg::Relation& relation, const sql::QualifiedName& name) {
  const auto text = gathering.statement.text;
  if (inserts_into(text, name)) return look_up_parents(gathering, relation);
  if (!deletes_from(text, name)) {
    std::vector<std::string> columns;  // those that SET may name
    for (const auto& column : relation.columns) {
      if (has_words(text, column.name + " =") || mentions(text, column.name + "=")) columns.push_back(column.name);
    }
    return look_up_parents(gathering, relation, &columns);
  }
  if (!gathering.has_rows(relation)) return;
  gathering.lose(fmt::format("deletes rows of {}", shown(relation.name)));
  std::set<pg::Name> seen{relation.name};
  follow_references(gathering, relation, seen);
}

void read_sources(Gathering& gathering, const std::optional<pg::Name>& target, bool may_scan) {
  const auto text = gathering.statement.text;
  int sources = 0;
  for (const auto& use : gathering.statement.uses) {
    const auto* relation = gathering.find(use.name);
    if (!relation || relation->name == target) continue;
    ++sources;
  }
  for (const auto& use : gathering.statement.uses) {
    const auto* relation = gathering.find(use.name);
    if (!relation || (relation->name == target && use.access != sql::Access::read)) continue;
    // With several tables the plan decides who is read whole; one table without a usable condition surely is.
    const bool filled = use.access == sql::Access::write && inserts_into(text, use.name);
    const bool scanned = may_scan && !filled && (sources <= 1 || after_where(text).empty()) &&
                         scans(*relation, text) && !has_words(text, "limit");
    read_relation(gathering, *relation, lock_of(use.access), scanned);
    if (use.access == sql::Access::write) write_within(gathering, *relation, use.name);
  }
}

// The tables that a written name stands for: itself, what a simple view reads, partitions.
static std::vector<const pg::Relation*> written(Gathering& gathering, const pg::Relation& relation) {
  gathering.lock(relation.name, LockMode::row_exclusive);
  if (relation.kind == pg::RelationKind::view) {
    std::vector<const pg::Relation*> all;
    for (const auto& name : relation.reads) {
      const auto* below = find_relation(name, gathering.catalog);
      if (!below) continue;
      const auto tables = written(gathering, *below);
      all.insert(all.end(), tables.begin(), tables.end());
    }
    return all;
  }
  std::vector<const pg::Relation*> all{&relation};
  // An INSERT into a parent of heirs goes to the parent alone.
  const bool routed = relation.kind == pg::RelationKind::partitioned_table;
  if (gathering.statement.as<sql::Insert>() && !routed) return all;
  if (only_named(gathering.statement.text, relation.name)) return all;
  const auto out = partitions_left_out(gathering, relation);
  for (const auto* below : descendants(relation.name, gathering.catalog)) {
    if (out.contains(below->name)) continue;
    gathering.lock(below->name, LockMode::row_exclusive);
    all.push_back(below);
  }
  return all;
}

void judge(const sql::Insert& insert, Gathering& gathering) {
  const auto* relation = gathering.find(insert.table);
  std::optional<pg::Name> target;
  long long rows = 0;
  if (relation) {
    target = relation->name;
    const bool upsert = has_words(gathering.statement.text, "do update");
    for (const auto* table : written(gathering, *relation)) {
      look_up_parents(gathering, *table);
      follow_triggers(gathering, *table, "INSERT");
      if (upsert) follow_triggers(gathering, *table, "UPDATE");
    }
  }
  read_sources(gathering, target);
  follow_calls(gathering);
  if (!insert.from_select) return;
  for (const auto& use : gathering.statement.uses) {
    const auto* source = gathering.find(use.name);
    if (source && source->name != target) rows = std::max(rows, rows_of(*source, gathering.catalog));
  }
  gathering.write_rows(rows, "inserts");
}

// UPDATE … SET c = … WHERE c IS NULL, or of a column that holds nothing yet, overwrites nothing.
static bool overwrites(const pg::Relation& table, const sql::Update& update, std::string_view text) {
  if (update.columns.empty()) return true;
  for (const auto& name : update.columns) {
    const auto* column = table.column(name);
    if (column && column->null_fraction >= 1) continue;
    const auto condition = after_where(text);
    if (has_words(condition, name + " is null") || has_words(condition, fmt::format("\"{}\" is null", name)))
      continue;
    return true;
  }
  return false;
}

void judge(const sql::Update& update, Gathering& gathering) {
  const auto* relation = gathering.find(update.table);
  if (!relation) return read_sources(gathering);
  const auto text = gathering.statement.text;
  const auto tables = written(gathering, *relation);
  bool scanned = false;
  for (const auto* table : tables) {
    look_up_parents(gathering, *table, update.columns.empty() ? nullptr : &update.columns);
    follow_triggers(gathering, *table, "UPDATE", update.columns);
    if (table->kind == pg::RelationKind::partitioned_table || !scans(*table, text)) continue;
    if (update.has_where && table->partition_of) continue;  // the condition may leave partitions out
    gathering.scan(*table, "every row is read to find those to change");
    scanned = true;
  }
  for (const auto& reference : references_to(relation->name, gathering.catalog)) {
    const auto& key = reference.constraint->referenced_columns;
    const bool touched = std::any_of(key.begin(), key.end(), [&](const std::string& column) {
      return std::find(update.columns.begin(), update.columns.end(), column) != update.columns.end();
    });
    if (touched)
      gathering.lock(reference.child->name, LockMode::row_exclusive, "its foreign key follows the changed key");
  }
  read_sources(gathering, relation->name, !update.has_where);
  follow_calls(gathering);
  if (gathering.made_here(relation->name)) return;
  if (scanned || !update.has_where) gathering.write_rows(rows_of(*relation, gathering.catalog), "updates");
  const bool rows = std::any_of(tables.begin(), tables.end(),
                                [&](const pg::Relation* table) { return gathering.has_rows(*table); });
  if (rows && overwrites(*relation, update, text))
    gathering.overwrites(fmt::format(
        "overwrites {}{}",
        update.columns.empty() ? shown(relation->name)
                               : fmt::format("{}.{}", shown(relation->name), fmt::join(update.columns, ", ")),
        update.has_where ? " in the rows that the condition picks"
                         : fmt::format(" in every row ({})", shown_rows(rows_of(*relation, gathering.catalog)))));
}

void judge(const sql::Delete& remove, Gathering& gathering) {
  const auto* relation = gathering.find(remove.table);
  if (!relation) return read_sources(gathering);
  bool scanned = false;
  for (const auto* table : written(gathering, *relation)) {
    follow_triggers(gathering, *table, "DELETE");
    if (table->kind == pg::RelationKind::partitioned_table || !scans(*table, gathering.statement.text)) continue;
    gathering.scan(*table, "every row is read to find those to delete");
    scanned = true;
  }
  read_sources(gathering, relation->name, false);
  follow_calls(gathering);
  if (!gathering.has_rows(*relation)) return;
  std::set<pg::Name> seen{relation->name};
  follow_references(gathering, *relation, seen);
  const auto rows = rows_of(*relation, gathering.catalog);
  if (scanned || !remove.has_where) gathering.write_rows(rows, "deletes");
  gathering.lose(remove.has_where
                     ? fmt::format("deletes the rows of {} that the condition picks", shown(relation->name))
                     : fmt::format("deletes every row of {} ({})", shown(relation->name), shown_rows(rows)));
}

void judge(const sql::Copy& copy, Gathering& gathering) {
  if (copy.program) gathering.unknown("COPY runs a program on the server");
  const auto* relation = copy.table ? gathering.find(*copy.table) : nullptr;
  if (!relation) return read_sources(gathering);
  if (copy.from) {
    for (const auto* table : written(gathering, *relation)) look_up_parents(gathering, *table);
    return;
  }
  gathering.lock(relation->name, LockMode::access_share);
  gathering.scan(*relation);
}

void judge(const sql::Select& select, Gathering& gathering) {
  (void)select;
  read_sources(gathering);
  if (has_words(gathering.statement.text, "limit 0")) return;
  follow_calls(gathering);
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
