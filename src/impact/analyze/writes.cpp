#include "impact/analyze/writes.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/analyze/constraint_implication.h"
#include "impact/analyze/reads.h"
#include "impact/errors/errors.h"
#include "impact/simulate/catalog_update.h"
#include "impact/types/functions.h"

namespace impact {

using Kind = sql::QueryBlock::Kind;

bool is_replaced_by_rule(const pg::Relation& relation, std::string_view event) {
  return std::ranges::any_of(relation.rules, [&](const pg::Rule& rule) {
    return has_words(rule.definition, fmt::format("on {} to", event)) && has_words(rule.definition, "do instead") &&
           !has_words(rule.definition.substr(0, base::to_lower(rule.definition).find(" do instead")), "where");
  });
}

bool has_instead_trigger(const pg::Relation& relation, std::string_view event) {
  return std::ranges::any_of(relation.triggers, [&](const pg::Trigger& trigger) {
    const auto head = trigger.definition.substr(0, trigger.definition.find(" ON "));
    return has_words(head, "instead of") && has_words(head, event);
  });
}

static std::string_view event_written(Kind kind) {
  return kind == Kind::insert ? "INSERT" : kind == Kind::remove ? "DELETE" : "UPDATE";
}

// The parents whose bounds make up a partition's: they are looked at when a row is written to it by its own name.
static void look_at_bounds(EffectsBuilder& builder, const pg::Relation& partition) {
  for (const auto* at = &partition; at && at->partition_of; at = find_relation(*at->partition_of, builder.catalog))
    builder.lock(*at->partition_of, LockMode::access_share, "rows written have to fit the partition's bounds");
}

// What the rows hold in the column, where each holds a constant.
static std::vector<std::string> values_given(const sql::QueryBlock& scope, const pg::Relation& relation,
                                             const std::string& column) {
  std::vector<std::string> names = scope.columns;
  if (names.empty()) {
    for (const auto& each : relation.columns) names.push_back(each.name);
  }
  const auto position = static_cast<std::size_t>(std::ranges::find(names, column) - names.begin());
  if (scope.more_rows || position == names.size()) return {};
  // SELECT *, x: the positions are not those of the list.
  if (std::ranges::count(scope.shown, "*") > 0) return {};
  std::vector<std::string> values;
  for (const auto& row : scope.rows) {
    if (position >= row.size() || row[position].kind != sql::RowValue::Kind::constant) return {};
    values.push_back(row[position].text);
  }
  return values;
}

// Partitions that the rows written may go to; all of them where that cannot be seen.
static std::set<pg::Name> goals(const sql::QueryBlock& scope, const pg::Relation& relation,
                                const pg::Catalog& catalog) {
  const auto column = key_column(relation.partition_key);
  std::vector<std::string> values;
  if (scope.kind == Kind::insert) {
    values = values_given(scope, relation, column);
  } else {
    for (const auto& [name, value] : scope.set) {
      if (name == column && value.kind == sql::RowValue::Kind::constant) values = {value.text};
    }
  }
  if (auto found = routed_to(relation, values, catalog)) return *found;
  std::set<pg::Name> all;
  for (const auto* below : descendants(relation.name, catalog)) all.insert(below->name);
  return all;
}

static bool moves_rows(const sql::QueryBlock& scope, const pg::Relation& relation) {
  return std::ranges::any_of(scope.set,
                             [&](const auto& each) { return mentions(relation.partition_key, each.first); });
}

static std::vector<sql::Term> conditions_on_target(const sql::QueryBlock& scope, const pg::Relation& relation) {
  auto terms = own_terms({&relation, scope.target_alias}, {{&relation, scope.target_alias}}, scope.where);
  for (auto& term : terms) term.table.clear();
  return terms;
}

// The tables that a written name stands for: itself, what a simple view reads, partitions.
static std::vector<const pg::Relation*> written(EffectsBuilder& builder, const pg::Relation& relation,
                                                const sql::QueryBlock& scope) {
  builder.lock(relation.name, LockMode::row_exclusive);
  if (relation.kind == pg::RelationKind::view) {
    std::vector<const pg::Relation*> all;
    const bool instead = has_instead_trigger(relation, event_written(scope.kind));
    for (const auto& name : relation.reads) {
      const auto* below = find_relation(name, builder.catalog);
      if (!below) continue;
      if (instead) {
        if (scope.kind != Kind::insert) read_relation(builder, *below, LockMode::access_share, false, false, {});
        continue;
      }
      const auto tables = written(builder, *below, scope);
      all.insert(all.end(), tables.begin(), tables.end());
    }
    if (instead) all.push_back(&relation);
    return all;
  }
  std::vector<const pg::Relation*> all{&relation};
  if (relation.partition_of && scope.kind != Kind::remove && !scope.never) look_at_bounds(builder, relation);
  const bool routed = relation.kind == pg::RelationKind::partitioned_table;
  if ((scope.kind == Kind::insert && !routed) || (scope.target_only && !routed)) return all;
  std::set<pg::Name> touched;
  if (scope.kind == Kind::insert) {
    touched = goals(scope, relation, builder.catalog);
    if (touched.empty() && !scope.from_query && !scope.rows.empty())
      builder.fails(error_of(sqlstate::check_violation, object_of(relation),
                             R"(no partition of relation "{}" found for row)", relation.name.name));
  } else {
    const auto out = routed ? pruned_partitions(relation, conditions_on_target(scope, relation), builder.catalog)
                            : std::set<pg::Name>{};
    for (const auto* below : descendants(relation.name, builder.catalog)) {
      if (!out.contains(below->name)) touched.insert(below->name);
    }
    if (routed && moves_rows(scope, relation)) touched.merge(goals(scope, relation, builder.catalog));
  }
  for (const auto* below : descendants(relation.name, builder.catalog)) {
    if (!touched.contains(below->name)) continue;
    builder.lock(below->name, LockMode::row_exclusive);
    all.push_back(below);
  }
  return all;
}

// Columns that get a value other than NULL: only those are looked up where they refer to another table.
static std::vector<std::string> filled(const sql::QueryBlock& scope, const pg::Relation& relation) {
  std::vector<std::string> names;
  if (scope.kind == Kind::update) {
    for (const auto& [name, value] : scope.set) {
      if (value.kind != sql::RowValue::Kind::null) names.push_back(name);
    }
    return names;
  }
  for (std::size_t at = 0; at < relation.columns.size(); ++at) {
    const auto& column = relation.columns[at];
    const auto listed = std::ranges::find(scope.columns, column.name);
    auto position = static_cast<std::size_t>(listed - scope.columns.begin());
    if (scope.columns.empty()) position = at;
    const bool given = !scope.standard_values && (scope.columns.empty() || listed != scope.columns.end());
    const bool star = std::ranges::count(scope.shown, "*") > 0;
    bool fills = false;
    for (const auto& row : scope.rows) {
      if (star) fills = true;
      if (given && position < row.size())
        fills = fills || (row[position].kind == sql::RowValue::Kind::standard
                              ? column.default_expression.has_value()
                              : row[position].kind != sql::RowValue::Kind::null);
    }
    if (given ? fills || (scope.rows.empty() && !scope.standard_values) : column.default_expression.has_value())
      names.push_back(column.name);
  }
  return names;
}

static bool has_leading_index(const pg::Relation& relation, const std::vector<std::string>& columns) {
  return std::ranges::any_of(relation.indexes, [&](const pg::Index& index) {
    return !index.columns.empty() && std::ranges::count(columns, index.columns.front()) > 0;
  });
}

// Rows that refer to the deleted ones are deleted, changed or looked for, each through its own trigger.
static void follow_references(EffectsBuilder& builder, const pg::Relation& parent, std::set<pg::Name>& seen) {
  if (triggers_rest(builder.catalog)) return;
  for (const auto& reference : references_to(parent.name, builder.catalog)) {
    const auto& child = *reference.child;
    if (!reference.constraint->enforced) continue;
    const bool cascade = has_words(reference.constraint->definition, "on delete cascade");
    const bool sets = has_words(reference.constraint->definition, "on delete set");
    builder.lock(child.name, cascade || sets ? LockMode::row_exclusive : LockMode::row_share,
                 "rows that refer to deleted ones are looked for");
    if (!has_leading_index(child, reference.constraint->columns))
      builder.scan(child, "no index leads with the foreign key, so each deleted row reads the whole table");
    if (!seen.insert(child.name).second) continue;
    if (cascade) {
      builder.lose({.kind = Loss::Kind::referring_rows, .object = object_of(child)});
      follow_references(builder, child, seen);
    }
    if (sets) look_up_parents(builder, child, &reference.constraint->columns);
  }
}

static void follow_changed_keys(EffectsBuilder& builder, const pg::Relation& relation, const sql::QueryBlock& scope) {
  if (triggers_rest(builder.catalog)) return;
  for (const auto& reference : references_to(relation.name, builder.catalog)) {
    const bool touched = std::ranges::any_of(reference.constraint->referenced_columns, [&](const auto& column) {
      return std::ranges::any_of(scope.set, [&](const auto& each) { return each.first == column; });
    });
    if (!touched) continue;
    const bool follows = has_words(reference.constraint->definition, "on update cascade") ||
                         has_words(reference.constraint->definition, "on update set");
    builder.lock(reference.child->name, follows ? LockMode::row_exclusive : LockMode::row_share,
                 "its foreign key follows the changed key");
    if (!has_leading_index(*reference.child, reference.constraint->columns))
      builder.scan(*reference.child, "no index leads with the foreign key");
  }
}

// WITH d AS (DELETE … RETURNING *) INSERT INTO other SELECT * FROM d: the rows are there afterwards.
static bool rows_move(EffectsBuilder& builder, const sql::QueryBlock& removal, const pg::Relation& from) {
  if (!removal.returns_all || removal.with_name.empty()) return false;
  for (const auto& scope : builder.scopes()) {
    if (scope.kind != Kind::insert || scope.copies != removal.with_name || !scope.columns.empty()) continue;
    const auto* to = builder.find(scope.target);
    if (to && scope.conflict == sql::QueryBlock::Conflict::none && from.columns.size() <= to->columns.size() &&
        references_to(from.name, builder.catalog).empty())
      return true;
  }
  return false;
}

// UPDATE … SET c = … WHERE c IS NULL, or of a column that holds nothing yet, overwrites nothing.
static bool overwrites(const pg::Relation& table, const sql::QueryBlock& scope) {
  return std::ranges::any_of(scope.set, [&](const auto& each) {
    const auto* column = table.column(each.first);
    if (column && (column->null_fraction >= 1 || column->filled_here || column->generated)) return false;
    return std::ranges::none_of(
        scope.where, [&](const sql::Term& term) { return term.operation == "is null" && term.column == each.first; });
  });
}

static std::string columns_set(const sql::QueryBlock& scope) {
  std::vector<std::string> names;
  for (const auto& [name, value] : scope.set) {
    if (std::ranges::count(names, name) == 0) names.push_back(name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

static void insert_rows(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation,
                        const std::vector<const pg::Relation*>& tables) {
  const auto columns =
      filled(scope, relation.kind == pg::RelationKind::view && !tables.empty() ? *tables.front() : relation);
  std::vector<std::string> changed;
  for (const auto& [name, value] : scope.set) changed.push_back(name);
  for (const auto* table : tables) {
    if (table->emptied == pg::Emptied::truncated && table->kind == pg::RelationKind::table) {
      builder.copy_file(*table);  // its first rows come into the new file
      for (const auto& index : table->indexes) builder.rebuild_index(*table, index.name, LockMode::none);
    }
    look_up_parents(builder, *table, relation.kind == pg::RelationKind::view ? nullptr : &columns);
    follow_triggers(builder, *table, "INSERT");
    if (scope.conflict != sql::QueryBlock::Conflict::update) continue;
    look_up_parents(builder, *table, &changed);
    follow_triggers(builder, *table, "UPDATE", changed);
  }
  if (scope.conflict == sql::QueryBlock::Conflict::update && builder.has_rows(relation) &&
      overwrites(relation, scope))
    builder.overwrites(
        fmt::format("overwrites {}.{} in rows that are there already", shown(relation.name), columns_set(scope)));
  if (!scope.from_query) return;
  long long rows = 0;
  for (const auto& use : builder.statement.uses) {
    const auto* source = builder.find(use.name);
    if (source && source->name != relation.name) rows = std::max(rows, rows_of(*source, builder.catalog));
  }
  builder.write_rows(rows, "inserts");
}

// Tables that the condition makes the server read in full.
static bool read_written(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation,
                         const std::vector<const pg::Relation*>& tables, std::string_view why) {
  std::vector<RangeTableEntry> seats{{&relation, scope.target_alias}};
  for (const auto& item : scope.from) {
    if (const auto* source = builder.find(item.name)) seats.push_back({source, item.alias});
  }
  const auto out = relation.kind == pg::RelationKind::partitioned_table
                       ? pruned_partitions(relation, conditions_on_target(scope, relation), builder.catalog)
                       : std::set<pg::Name>{};
  bool scanned = false;
  for (const auto* table : tables) {
    if (out.contains(table->name)) continue;  // rows may move there, that is all
    if (table->kind == pg::RelationKind::partitioned_table || table->kind == pg::RelationKind::view) continue;
    seats.front().relation = table;
    if (!reads_all(seats.front(), seats, scope, builder.scopes())) continue;
    builder.scan(*table, std::string(why));
    scanned = true;
  }
  return scanned;
}

// A range that an index leads to may hold any number of rows; equal to a key it holds one. Between two whole numbers
// there are no more keys than numbers.
static bool picks_many(const sql::QueryBlock& scope, const pg::Relation& relation, const EffectsBuilder& builder) {
  if (builder.depth() > 0 || scope.never || scope.limited || !scope.current_of.empty()) return false;
  static const std::set<std::string, std::less<>> ranges{"<", "<=", ">", ">=", "like", "is not null", "<>"};
  const auto own = [&](const sql::Term& term) { return term.table.empty() || term.table == scope.target_alias; };
  const bool pinned = std::ranges::any_of(scope.where, [&](const sql::Term& term) {
    return own(term) && (term.operation == "=" || (term.operation == "in" && !term.values.empty()));
  });
  const auto few = [&](const std::string& column) {
    long long low = 0;
    long long high = 0;
    int ends = 0;
    for (const auto& term : scope.where) {
      if (!own(term) || term.column != column || term.values.size() != 1) continue;
      const auto& text = term.values.front();
      const bool number =
          !text.empty() && text.size() < 18 && text.find_first_not_of("0123456789") == std::string::npos;
      if (!number) continue;
      if (term.operation.starts_with(">")) low = std::stoll(text), ends |= 1;
      if (term.operation.starts_with("<")) high = std::stoll(text), ends |= 2;
    }
    const bool keyed = std::ranges::any_of(relation.indexes, [&](const pg::Index& index) {
      return index.unique && index.columns == std::vector<std::string>{column};
    });
    return keyed && ends == 3 && high - low < 1000;
  };
  return !pinned && std::ranges::any_of(scope.where, [&](const sql::Term& term) {
    return own(term) && ranges.contains(term.operation) && !few(term.column);
  });
}

static void update_rows(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation,
                        const std::vector<const pg::Relation*>& tables) {
  const auto columns = filled(scope, relation);
  std::vector<std::string> all;
  for (const auto& [name, value] : scope.set) all.push_back(name);
  for (const auto* table : tables) {
    if (!scope.never) look_up_parents(builder, *table, &columns);
    follow_triggers(builder, *table, "UPDATE", all);
  }
  const bool scanned = read_written(builder, scope, relation, tables, "every row is read to find those to change");
  if (scope.never) return;
  for (const auto* table : tables) follow_changed_keys(builder, *table, scope);
  if (builder.made_here(relation.name)) return;
  if (scanned || !scope.has_where || picks_many(scope, relation, builder))
    builder.write_rows(rows_of(relation, builder.catalog), "updates");
  const bool rows = std::ranges::any_of(tables, [&](const pg::Relation* table) { return builder.has_rows(*table); });
  if (!rows || !overwrites(relation, scope)) return;
  builder.overwrites(fmt::format("overwrites {}.{}{}", shown(relation.name), columns_set(scope),
                                 scope.has_where
                                     ? " in the rows that the condition picks"
                                     : fmt::format(" in every row ({})", counted_rows(relation, builder.catalog))));
}

static void delete_rows(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation,
                        const std::vector<const pg::Relation*>& tables) {
  for (const auto* table : tables) follow_triggers(builder, *table, "DELETE");
  const bool scanned = read_written(builder, scope, relation, tables, "every row is read to find those to delete");
  if (scope.never ||
      std::ranges::none_of(tables, [&](const pg::Relation* table) { return builder.has_rows(*table); }))
    return;
  std::set<pg::Name> seen{relation.name};
  for (const auto* table : tables) follow_references(builder, *table, seen);
  const auto rows = rows_of(relation, builder.catalog);
  if (scanned || !scope.has_where || picks_many(scope, relation, builder)) builder.write_rows(rows, "deletes");
  if (rows_move(builder, scope, relation)) return;
  if (!scope.has_where) return builder.lose_rows(Loss::Kind::all_rows, relation);
  builder.lose({.kind = Loss::Kind::chosen_rows, .object = object_of(relation)});
}

static void merge_rows(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation,
                       const std::vector<const pg::Relation*>& tables) {
  std::vector<std::string> changed;
  for (const auto& [name, value] : scope.set) changed.push_back(name);
  for (const auto* table : tables) {
    if (scope.inserts) follow_triggers(builder, *table, "INSERT");
    if (scope.updates) follow_triggers(builder, *table, "UPDATE", changed);
    if (scope.removes) follow_triggers(builder, *table, "DELETE");
    if (scope.inserts) {
      auto as_insert = scope;
      as_insert.kind = Kind::insert;
      const auto columns = filled(as_insert, relation);
      look_up_parents(builder, *table, &columns);
    }
    if (scope.updates) look_up_parents(builder, *table, &changed);
  }
  read_written(builder, scope, relation, tables, "every row is compared with the source");
  long long rows = 0;
  for (const auto& use : builder.statement.uses) {
    const auto* source = builder.find(use.name);
    if (source && source->name != relation.name) rows = std::max(rows, rows_of(*source, builder.catalog));
  }
  if (!builder.made_here(relation.name)) builder.write_rows(rows, "merges");
  if (!builder.has_rows(relation)) return;
  if (scope.removes) {
    std::set<pg::Name> seen{relation.name};
    for (const auto* table : tables) follow_references(builder, *table, seen);
    builder.lose({.kind = Loss::Kind::merged_rows, .object = object_of(relation)});
  }
  if (scope.updates && overwrites(relation, scope))
    builder.overwrites(fmt::format("overwrites {}.{} in rows that match", shown(relation.name), columns_set(scope)));
}

void write_scope(EffectsBuilder& builder, const sql::QueryBlock& scope) {
  const auto* relation = builder.find(scope.target);
  if (!relation) return;
  if (scope.kind != Kind::merge && is_replaced_by_rule(*relation, event_written(scope.kind))) {
    builder.lock(relation->name, LockMode::row_exclusive);
    follow_triggers(builder, *relation, event_written(scope.kind));
    return;
  }
  const auto tables = written(builder, *relation, scope);
  switch (scope.kind) {
    case Kind::insert:
      return insert_rows(builder, scope, *relation, tables);
    case Kind::update:
      return update_rows(builder, scope, *relation, tables);
    case Kind::remove:
      return delete_rows(builder, scope, *relation, tables);
    case Kind::merge:
      return merge_rows(builder, scope, *relation, tables);
    case Kind::select:
      return;
  }
}

// Nothing but plain tables that the migration made itself, and that nothing else hangs on: there is nobody to wait.
static bool stays_among_its_own(const EffectsBuilder& builder) {
  if (!builder.statement.calls.empty() || builder.statement.uses.empty()) return false;
  return std::ranges::all_of(builder.statement.uses, [&](const sql::RelationReference& use) {
    const auto* relation = builder.find(use.name);
    if (!relation || relation->kind != pg::RelationKind::table || !builder.made_here(relation->name)) return false;
    if (!relation->triggers.empty() || !relation->rules.empty()) return false;
    return std::ranges::all_of(relation->constraints,
                               [&](const pg::Constraint& constraint) {
                                 return !constraint.references || builder.made_here(*constraint.references);
                               }) &&
           std::ranges::all_of(references_to(relation->name, builder.catalog),
                               [&](const Reference& child) { return builder.made_here(child.child->name); });
  });
}

void run_scopes(EffectsBuilder& builder, bool scans) {
  if (stays_among_its_own(builder)) return;
  // What the mentions say, for whatever a scope does not name.
  for (const auto& use : builder.statement.uses) {
    const auto* relation = use.access == sql::Access::other ? nullptr : builder.find(use.name);
    if (!relation) continue;
    builder.lock(relation->name, lock_of(use.access));
  }
  for (const auto& scope : builder.scopes()) {
    read_scope(builder, scope, scans);
    if (scope.kind != Kind::select) write_scope(builder, scope);
  }
}

}  // namespace impact
