#include "impact/analyze/reads.h"

#include <algorithm>
#include <array>

#include "impact/analyze/analyzers.h"
#include "impact/analyze/constraint_implication.h"

namespace impact {

// Whether a term's column is one of the table's.
static bool is_of(const RangeTableEntry& seat, const std::string& table, const std::string& column) {
  if (column.empty()) return false;
  if (!table.empty()) return table == seat.alias;
  return seat.relation->column(column) != nullptr;
}

static bool helps(const pg::Index& index, const sql::Term& term) {
  if (!index.valid || index.columns.empty()) return false;
  const auto& key = index.columns.front();
  if (term.call.empty() ? key != term.column && key != sql::QualifiedName{"", term.column}.text()
                        : !key.starts_with(term.call + "(") || !mentions(key, term.column))
    return false;
  static constexpr std::array ordered{"=", "<", "<=", ">", ">=", "in", "is null", "is true", "any"};
  if (term.operation == "=" || term.operation == "in") return index.method != "gin";
  if (index.method.empty() || index.method == "btree" || index.method == "brin")
    return std::ranges::find(ordered, term.operation) != ordered.end();
  return index.method == "gist" || index.method == "gin" || index.method == "spgist";
}

static bool leads(const RangeTableEntry& seat, const sql::Term& term) {
  if (!term.branches.empty())
    return std::ranges::all_of(term.branches, [&](const auto& branch) { return index_usable(seat, branch); });
  if (term.column == "ctid" && is_of(seat, term.table, "ctid")) return true;
  if (!term.fixed || !is_of(seat, term.table, term.column)) return false;
  if (term.column == "ctid") return true;
  return std::ranges::any_of(seat.relation->indexes, [&](const pg::Index& index) { return helps(index, term); });
}

bool index_usable(const RangeTableEntry& seat, const std::vector<sql::Term>& terms) {
  return std::ranges::any_of(terms, [&](const sql::Term& term) {
    return (term.fixed && term.column == "ctid" && (term.table.empty() || term.table == seat.alias)) ||
           leads(seat, term);
  });
}

// a.x = b.y, seen from one of its sides: what the table's own column is compared with.
static std::vector<sql::Term> joins_of(const RangeTableEntry& seat, const std::vector<sql::Term>& terms) {
  std::vector<sql::Term> found;
  for (auto term : terms) {
    if (term.other.second.empty()) continue;
    term.fixed = true;
    if (is_of(seat, term.table, term.column)) found.push_back(term);
    std::swap(term.table, term.other.first);
    std::swap(term.column, term.other.second);
    if (is_of(seat, term.table, term.column)) found.push_back(std::move(term));
  }
  return found;
}

// Joins with the tables of the queries around: for each of their rows the value is given.
static std::vector<sql::Term> with_outer_values(const RangeTableEntry& seat,
                                                const std::vector<RangeTableEntry>& seats,
                                                const std::vector<sql::Term>& terms) {
  std::vector<sql::Term> found;
  for (auto& term : joins_of(seat, terms)) {
    const bool inside = std::ranges::any_of(
        seats, [&](const RangeTableEntry& other) { return is_of(other, term.other.first, term.other.second); });
    if (!inside) found.push_back(std::move(term));
  }
  return found;
}

std::vector<sql::Term> own_terms(const RangeTableEntry& seat, const std::vector<RangeTableEntry>& seats,
                                 const std::vector<sql::Term>& terms) {
  std::vector<sql::Term> own;
  for (const auto& term : terms) {
    if (!term.fixed || !is_of(seat, term.table, term.column) || !term.call.empty()) continue;
    if (term.table.empty() && seats.size() > 1 &&
        std::ranges::count_if(seats, [&](const RangeTableEntry& other) { return is_of(other, "", term.column); }) > 1)
      continue;
    own.push_back(term);
  }
  return own;
}

static bool is_extreme(const RangeTableEntry& seat, const sql::QueryBlock& scope) {
  if (scope.extremes.empty() || scope.has_where) return false;
  return std::ranges::all_of(scope.extremes, [&](const std::string& column) {
    return std::ranges::any_of(seat.relation->indexes, [&](const pg::Index& index) {
      return index.valid && (index.method.empty() || index.method == "btree") && !index.columns.empty() &&
             index.columns.front() == column;
    });
  });
}

// ORDER BY … LIMIT reads everything, unless an index has that order.
static bool ends_early(const RangeTableEntry& seat, const sql::QueryBlock& scope) {
  if (scope.in_exists && !scope.has_where) return true;
  if (!scope.limited || scope.gathers) return false;
  if (scope.sorted_by.empty()) return !scope.sorts;
  return std::ranges::any_of(seat.relation->indexes, [&](const pg::Index& index) {
    return index.valid && !index.columns.empty() && index.columns.front() == scope.sorted_by;
  });
}

bool reads_all(const RangeTableEntry& seat, const std::vector<RangeTableEntry>& seats, const sql::QueryBlock& scope,
               const std::vector<sql::QueryBlock>& scopes) {
  if (scope.never || !scope.current_of.empty()) return false;
  if (index_usable(seat, scope.where)) return false;
  const auto total = seats.size() + static_cast<std::size_t>(scope.others);
  const auto correlated = with_outer_values(seat, seats, scope.where);
  if (!correlated.empty() && index_usable(seat, correlated)) {
    // EXISTS over all rows of the query around is a join with them, which reads both.
    if (!scope.in_exists || scope.around < 0) return false;
    const auto& outer = scopes[static_cast<std::size_t>(scope.around)];
    return std::ranges::none_of(outer.where, [](const sql::Term& term) { return term.fixed; });
  }
  if (total <= 1) return !is_extreme(seat, scope) && !ends_early(seat, scope);
  const bool restricted = std::ranges::any_of(seats, [&](const RangeTableEntry& other) {
    return other.relation != seat.relation && index_usable(other, scope.where);
  });
  if ((restricted || scope.others > 0 || scope.limited) && index_usable(seat, joins_of(seat, scope.where)))
    return false;
  return true;
}

std::optional<bool> is_updatable(const pg::Relation& view, const pg::Catalog& catalog) {
  if (view.definition.empty()) return std::nullopt;
  const auto scopes = sql::row_scopes(view.definition);
  if (scopes.empty()) return std::nullopt;
  const auto& query = scopes.front();
  const bool plain = query.from.size() == 1 && query.others == 0 && !query.gathers && !query.limited &&
                     !query.offset && !query.from.front().sampled && !query.has_with;
  if (!plain) return false;
  // What is written to a view over a view goes on to that; its triggers and rules may take it.
  const auto* below = find_relation(query.from.front().name, catalog);
  const bool goes_on = below && below->name != view.name && below->kind == pg::RelationKind::view &&
                       below->triggers.empty() && below->rules.empty();
  return !goes_on || is_updatable(*below, catalog).value_or(true);
}

// What a view's query reads in full where nothing from outside narrows it.
static void read_view(EffectsBuilder& builder, const pg::Relation& view, LockMode mode, bool scanned,
                      const std::vector<sql::Term>& where) {
  std::vector<pg::Name> whole;
  if (scanned && !view.definition.empty()) {
    const auto scopes = sql::row_scopes(view.definition);
    for (const auto& scope : scopes) {
      std::vector<RangeTableEntry> seats;
      for (const auto& item : scope.from) {
        if (const auto* below = builder.find(item.name)) seats.push_back({below, item.alias});
      }
      for (const auto& seat : seats) {
        auto terms = where;
        for (auto& term : terms) term.table.clear();
        if (reads_all(seat, seats, scope, scopes) && !index_usable({seat.relation, ""}, terms))
          whole.push_back(seat.relation->name);
      }
    }
  }
  for (const auto& name : view.reads) {
    const auto* below = find_relation(name, builder.catalog);
    if (below) read_relation(builder, *below, mode, std::ranges::count(whole, name) > 0, false, {});
  }
}

void read_relation(EffectsBuilder& builder, const pg::Relation& relation, LockMode mode, bool scanned, bool only,
                   const std::vector<sql::Term>& where) {
  builder.lock(relation.name, mode);
  if (relation.kind == pg::RelationKind::view) return read_view(builder, relation, mode, scanned, where);
  const auto out = relation.kind == pg::RelationKind::partitioned_table
                       ? pruned_partitions(relation, where, builder.catalog)
                       : std::set<pg::Name>{};
  const auto has_file = [](const pg::Relation& each) {
    return each.kind == pg::RelationKind::table || each.kind == pg::RelationKind::materialized_view;
  };
  if (!only) {
    for (const auto* below : descendants(relation.name, builder.catalog)) {
      if (out.contains(below->name)) continue;
      builder.lock(below->name, mode);
      if (scanned && has_file(*below) && !index_usable({below, ""}, where))
        builder.scan(*below, "the query reads it");
    }
  }
  if (scanned && has_file(relation)) builder.scan(relation, "the query reads it");
}

void read_scope(EffectsBuilder& builder, const sql::QueryBlock& scope, bool scans) {
  // A batch that is deleted is not found again.
  const bool removes = std::ranges::find(builder.scopes(), sql::QueryBlock::Kind::remove, &sql::QueryBlock::kind) !=
                       builder.scopes().end();
  if (builder.repeats() && scope.limited && (scope.has_where || removes)) {
    auto whole = scope;
    whole.limited = false;
    return read_scope(builder, whole, scans);
  }
  std::vector<RangeTableEntry> seats;
  for (const auto& item : scope.from) {
    if (const auto* relation = builder.find(item.name)) seats.push_back({relation, item.alias});
  }
  if (const auto* target = scope.target.name.empty() ? nullptr : builder.find(scope.target);
      target && scope.kind != sql::QueryBlock::Kind::insert)
    seats.push_back({target, scope.target_alias});
  for (const auto& item : scope.from) {
    const auto* relation = builder.find(item.name);
    if (!relation) continue;
    const RangeTableEntry seat{relation, item.alias};
    auto own = own_terms(seat, seats, scope.where);
    for (auto& term : own) term.table.clear();
    const bool partitioned = relation->kind == pg::RelationKind::partitioned_table;
    const bool scanned =
        scans && !item.sampled &&
        (partitioned ? !scope.never && !scope.limited : reads_all(seat, seats, scope, builder.scopes()));
    read_relation(builder, *relation, item.locked ? LockMode::row_share : LockMode::access_share, scanned, item.only,
                  own);
  }
}

}  // namespace impact
