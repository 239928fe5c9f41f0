#include "impact/errors/expected_errors_rows.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/constraint_implication.h"
#include "impact/analyze/reads.h"
#include "impact/analyze/writes.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_columns.h"
#include "impact/kinds.h"
#include "impact/simulate/schema.h"

namespace impact {

using Kind = sql::QueryBlock::Kind;

static bool is_known(const pg::Relation* relation) {
  return relation && !relation->columns.empty();
}

// Whether all tables of a scope are known, so that a name none of them has is nowhere.
static bool is_closed(const sql::QueryBlock& scope, const EffectsBuilder& builder) {
  if (scope.others > 0) return false;
  if (!scope.target.name.empty() && !is_known(builder.find(scope.target))) return false;
  return std::ranges::all_of(scope.from,
                             [&](const sql::FromItem& item) { return is_known(builder.find(item.name)); });
}

static std::vector<RangeTableEntry> seats_of(const sql::QueryBlock& scope, const EffectsBuilder& builder) {
  std::vector<RangeTableEntry> seats;
  for (const auto& item : scope.from) {
    if (const auto* relation = builder.find(item.name)) seats.push_back({relation, item.alias});
  }
  if (const auto* target = scope.target.name.empty() ? nullptr : builder.find(scope.target)) {
    seats.push_back({target, scope.target_alias});
    if (scope.kind == Kind::insert) seats.push_back({target, "excluded"});
  }
  return seats;
}

static bool has(const RangeTableEntry& seat, const std::string& column) {
  return seat.relation->column(column) || is_system_column(column) || column == seat.alias;
}

// A column that no table of the query and of those around it has.
static void refuse_columns(EffectsBuilder& builder, const sql::QueryBlock& scope) {
  for (const auto& use : scope.columns_used) {
    bool found = false;
    bool open = false;
    for (const auto* at = &scope; at && !found && !open;) {
      for (const auto& seat : seats_of(*at, builder)) {
        if (!use.table.empty() && seat.alias != use.table) continue;
        if (has(seat, use.column) || !is_known(seat.relation)) {
          found = true;
        } else if (!use.table.empty()) {
          return builder.fails(error_of(sqlstate::undefined_column, column_of(*seat.relation, use.column),
                                        "column {}.{} does not exist", use.table, use.column));
        }
      }
      open = !is_closed(*at, builder);
      at = at->around < 0 ? nullptr : &builder.scopes()[static_cast<std::size_t>(at->around)];
    }
    // Tables written with their schema, whole rows and fields of composite columns are left alone.
    if (!found && !open && use.table.empty())
      return builder.fails(error_of(sqlstate::undefined_column, object_named("column", use.column),
                                    R"(column "{}" does not exist)", use.column));
  }
}

static std::vector<std::string> columns_given(const sql::QueryBlock& scope, const pg::Relation& relation) {
  if (!scope.columns.empty() || scope.standard_values) return scope.columns;
  std::vector<std::string> names;
  const bool all = scope.rows.empty() || std::ranges::count(scope.shown, "*") > 0;  // * stands for any number
  const auto width = all ? relation.columns.size() : scope.rows.front().size();
  for (std::size_t at = 0; at < relation.columns.size() && at < width; ++at)
    names.push_back(relation.columns[at].name);
  return names;
}

static bool may_fill_in(const pg::Relation& relation, std::string_view event) {
  return std::ranges::any_of(relation.triggers, [&](const pg::Trigger& trigger) {
    const auto head = trigger.definition.substr(0, trigger.definition.find(" ON "));
    return trigger.enabled && has_words(head, "before") && has_words(head, event);
  });
}

static ExpectedError null_value(const pg::Relation& relation, const std::string& column) {
  return error_of(sqlstate::not_null_violation, column_of(relation, column),
                  R"(null value in column "{}" of relation "{}" violates not-null constraint)", column,
                  relation.name.name);
}

// PostgreSQL 13 has other words.
static ExpectedError not_default(const pg::Relation& relation, const pg::Column& column,
                                 std::optional<int> server_version) {
  if (server_version < 140000)
    return error_of(column.generated ? sqlstate::syntax_error : sqlstate::generated_always,
                    column_of(relation, column.name), R"(cannot insert into column "{}")", column.name);
  return error_of(sqlstate::generated_always, column_of(relation, column.name),
                  R"(cannot insert a non-DEFAULT value into column "{}")", column.name)
      .with(column.generated ? "it is a generated column" : "it is an identity column defined as GENERATED ALWAYS");
}

// NOT NULL columns without a value. Rows from a query may be none.
static void refuse_missing(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation) {
  if (scope.from_query || may_fill_in(relation, "insert")) return;
  if (scope.rows.empty() && !scope.standard_values) return;
  const auto given = columns_given(scope, relation);
  for (const auto& column : relation.columns) {
    if (!column.not_null || column.identity || column.generated) continue;
    const auto at = std::ranges::find(given, column.name);
    const auto position = static_cast<std::size_t>(at - given.begin());
    bool missing = at == given.end() && !column.default_expression;
    for (const auto& row : scope.rows) {
      if (at == given.end() || position >= row.size()) continue;
      const auto kind = row[position].kind;
      missing = missing || kind == sql::RowValue::Kind::null ||
                (kind == sql::RowValue::Kind::standard && !column.default_expression);
    }
    const bool domain = std::ranges::any_of(builder.catalog.domains, [&](const auto& each) {
      return column.type == each.first.name || column.type == each.first.text();
    });
    if (missing && !domain) return builder.fails(null_value(relation, column.name));
  }
}

// A label that the column's enum does not have.
static void refuse_label(EffectsBuilder& builder, const pg::Relation& relation, const pg::Column& column,
                         const sql::RowValue& value) {
  if (value.kind != sql::RowValue::Kind::constant) return;
  for (const auto& [name, labels] : builder.catalog.enums) {
    if (column.type != name.name && column.type != name.text()) continue;
    if (std::ranges::count(labels, value.text) == 0)
      builder.fails(error_of(sqlstate::invalid_text_representation, column_of(relation, column.name),
                             R"(invalid input value for enum {}: "{}")", column.type, value.text));
    return;
  }
}

// Values for columns that take none.
static void refuse_values(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation) {
  const auto refused = [&](const pg::Column& column) {
    return column.generated || (column.always && !scope.overrides);
  };
  if (scope.kind == Kind::insert && !scope.standard_values) {
    const auto given = columns_given(scope, relation);
    for (std::size_t at = 0; at < given.size(); ++at) {
      const auto* column = relation.column(given[at]);
      if (!column) continue;
      for (const auto& row : scope.rows) {
        if (at < row.size()) refuse_label(builder, relation, *column, row[at]);
      }
      if (!refused(*column)) continue;
      const bool all = std::ranges::all_of(scope.rows, [&](const auto& row) {
        return at < row.size() && row[at].kind == sql::RowValue::Kind::standard;
      });
      // INSERT INTO t SELECT * FROM t gives the column a value of its own.
      const auto* source = scope.star.name.empty() ? nullptr : builder.find(scope.star);
      const bool copied = scope.from_query && scope.columns.empty() && source && at < source->columns.size();
      if (copied) {
        builder.fails(not_default(relation, *column, builder.catalog.server_version));
        continue;
      }
      if ((!all && !scope.rows.empty() && std::ranges::count(scope.shown, "*") == 0) ||
          (scope.from_query && !scope.columns.empty()))
        builder.fails(not_default(relation, *column, builder.catalog.server_version));
    }
  }
  for (const auto& [name, value] : scope.set) {
    const auto* column = relation.column(name);
    if (column) refuse_label(builder, relation, *column, value);
    if (column && (column->generated || column->always) && value.kind != sql::RowValue::Kind::standard)
      builder.fails(error_of(sqlstate::generated_always, column_of(relation, name),
                             R"(column "{}" can only be updated to DEFAULT)", name));
  }
}

static void refuse_conflict(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation) {
  if (relation.kind != pg::RelationKind::table && relation.kind != pg::RelationKind::partitioned_table) return;
  if (!scope.conflict_constraint.empty()) {
    if (!find_constraint(relation, scope.conflict_constraint))
      builder.fails(lacks_part(relation, "constraint", scope.conflict_constraint));
    return;
  }
  const std::set<std::string> wanted(scope.conflict_columns.begin(), scope.conflict_columns.end());
  if (wanted.empty() || std::ranges::any_of(wanted, [](const std::string& each) { return each.starts_with("("); }))
    return;
  const bool fits = std::ranges::any_of(relation.indexes, [&](const pg::Index& index) {
    const std::set<std::string> columns(index.columns.begin(), index.columns.end());
    return index.unique && index.valid && columns == wanted &&
           (scope.conflict_partial || !has_words(index.definition, "where"));
  });
  const bool keyed = std::ranges::any_of(relation.constraints, [&](const pg::Constraint& constraint) {
    return (constraint.kind == pg::ConstraintKind::primary_key || constraint.kind == pg::ConstraintKind::unique) &&
           std::set<std::string>(constraint.columns.begin(), constraint.columns.end()) == wanted;
  });
  if (!fits && !keyed)
    builder.fails(error_of(sqlstate::invalid_column_reference, object_of(relation),
                           "there is no unique or exclusion constraint matching the ON CONFLICT specification"));
}

// SET column = NULL in every row of a table that has some.
static void refuse_nulls(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation) {
  if (scope.kind != Kind::update || scope.has_where || !scope.from.empty() || scope.others > 0 ||
      relation.kind != pg::RelationKind::table || !builder.has_rows(relation) || may_fill_in(relation, "update"))
    return;
  for (const auto& [name, value] : scope.set) {
    const auto* column = relation.column(name);
    if (column && column->not_null && value.kind == sql::RowValue::Kind::null)
      builder.fails(null_value(relation, name));
  }
}

static std::string_view event_of(Kind kind) {
  return kind == Kind::insert ? "insert" : kind == Kind::remove ? "delete" : "update";
}

// Views that cannot be written, and what is not a table at all.
static bool refuse_target(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation) {
  if (relation.kind == pg::RelationKind::materialized_view || relation.kind == pg::RelationKind::sequence) {
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation), R"(cannot change {} "{}")",
                           relation.kind == pg::RelationKind::sequence ? "sequence" : "materialized view",
                           relation.name.name));
    return true;
  }
  if (relation.kind != pg::RelationKind::view) return false;
  if (scope.kind == Kind::merge && builder.catalog.server_version < 170000) {
    builder.fails(error_of(sqlstate::feature_not_supported, object_of(relation),
                           R"(cannot execute MERGE on relation "{}")", relation.name.name)
                      .with("MERGE into views is from PostgreSQL 17 on"));
    return true;
  }
  const auto event = event_of(scope.kind);
  const bool ruled = std::ranges::any_of(relation.rules, [&](const pg::Rule& rule) {
    return has_words(rule.definition, fmt::format("on {} to", event));
  });
  if (ruled || has_instead_trigger(relation, event)) return true;
  const auto updatable = is_updatable(relation, builder.catalog);
  if (updatable && !*updatable) {
    builder.fails(error_of(sqlstate::object_not_in_prerequisite_state, object_of(relation), R"(cannot {} view "{}")",
                           scope.kind == Kind::insert   ? "insert into"
                           : scope.kind == Kind::remove ? "delete from"
                                                        : "update",
                           relation.name.name)
                      .with("it is not a view over one plain table"));
    return true;
  }
  return false;
}

static bool is_identified(const pg::Relation& relation) {
  if (relation.replica_identity == 'f') return true;
  if (relation.replica_identity == 'n') return false;
  return std::ranges::any_of(relation.indexes, [&](const pg::Index& index) {
    return index.valid && (relation.replica_identity == 'i' ? index.replica_identity : index.primary);
  });
}

// What is published says which row it was. Source: CheckCmdReplicaIdentity in PostgreSQL 15's execReplication.c.
static void refuse_unidentified(EffectsBuilder& builder, const sql::QueryBlock& scope, const pg::Relation& relation) {
  const bool updates = scope.kind == Kind::update || scope.updates;
  const bool removes = scope.kind == Kind::remove || scope.removes;
  if (relation.kind != pg::RelationKind::table || relation.persistence != 'p' || is_identified(relation)) return;
  for (const auto& publication : builder.catalog.publications) {
    const bool published = std::ranges::count(publication.tables, relation.name) > 0;
    if (published && ((updates && publication.updates) || (removes && publication.deletes)))
      return builder.fails(
          error_of(sqlstate::object_not_in_prerequisite_state, object_of(relation),
                   R"(cannot {} table "{}" because it does not have a replica identity and publishes {})",
                   removes && !updates ? "delete from" : "update", relation.name.name,
                   removes && !updates ? "deletes" : "updates")
              .about(object_named("publication", publication.name)));
  }
}

static void refuse_write(EffectsBuilder& builder, const sql::QueryBlock& scope) {
  const auto* relation = builder.find(scope.target);
  if (!relation || refuse_target(builder, scope, *relation)) return;
  if (scope.kind != Kind::merge && is_replaced_by_rule(*relation, event_of(scope.kind))) return;
  refuse_unidentified(builder, scope, *relation);
  if (relation->columns.empty()) return;
  for (const auto& column : scope.columns) {
    if (!relation->column(column)) builder.fails(lacks_column(*relation, column));
  }
  for (const auto& [column, value] : scope.set) {
    if (!relation->column(column)) builder.fails(lacks_column(*relation, column));
  }
  refuse_values(builder, scope, *relation);
  refuse_nulls(builder, scope, *relation);
  if (scope.kind != Kind::insert) return;
  const auto width = scope.columns.empty() ? relation->columns.size() : scope.columns.size();
  if (!scope.rows.empty() && std::ranges::count(scope.shown, "*") == 0 && !scope.standard_values) {
    const auto values = scope.rows.front().size();
    if (values > width || (!scope.columns.empty() && values < width && values > 0))
      builder.fails(error_of(sqlstate::syntax_error, object_of(*relation),
                             values > width ? "INSERT has more expressions than target columns"
                                            : "INSERT has more target columns than expressions")
                        .with(fmt::format("{} values for {} columns", values, width)));
  }
  refuse_missing(builder, scope, *relation);
  if (relation->kind == pg::RelationKind::view && relation->reads.size() == 1) {
    const auto* below = find_relation(relation->reads.front(), builder.catalog);
    auto named = scope;
    named.columns = columns_given(scope, *relation);
    if (is_known(below)) refuse_missing(builder, named, *below);
  }
  if (scope.conflict != sql::QueryBlock::Conflict::none) refuse_conflict(builder, scope, *relation);
}

static void refuse_locking(EffectsBuilder& builder, const sql::QueryBlock& scope) {
  if (!scope.locks_rows) return;
  if (scope.gathers)
    return builder.fails(error_of(sqlstate::feature_not_supported, {},
                                  "FOR UPDATE is not allowed with GROUP BY, DISTINCT or aggregate functions"));
  for (const auto& item : scope.from) {
    const auto* relation = builder.find(item.name);
    if (relation && item.locked &&
        (relation->kind == pg::RelationKind::materialized_view || relation->kind == pg::RelationKind::sequence))
      builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation), R"(cannot lock rows in {} "{}")",
                             relation->kind == pg::RelationKind::sequence ? "sequence" : "materialized view",
                             relation->name.name));
  }
}

static void refuse_copy(EffectsBuilder& builder, const sql::Copy& copy) {
  const auto* relation = copy.table ? builder.find(*copy.table) : nullptr;
  if (!relation) return;
  const bool rows = relation->kind == pg::RelationKind::table ||
                    relation->kind == pg::RelationKind::partitioned_table ||
                    relation->kind == pg::RelationKind::foreign_table;
  if (copy.from && !rows && !has_instead_trigger(*relation, "insert"))
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation), R"(cannot copy to {} "{}")",
                           base::to_lower(word_of(relation->kind)), relation->name.name));
  if (!copy.from && relation->kind == pg::RelationKind::materialized_view && builder.catalog.server_version < 180000)
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation),
                           R"(cannot copy from materialized view "{}")", relation->name.name)
                      .with("COPY (SELECT …) can"));
  if (copy.from && copy.freeze && !builder.made_here(relation->name))
    builder.fails(error_of(
        sqlstate::object_not_in_prerequisite_state, object_of(*relation),
        "cannot perform COPY FREEZE because the table was not created or truncated in the current subtransaction"));
}

void refuse_rows(EffectsBuilder& builder) {
  const auto& statement = builder.statement;
  if (const auto* copy = statement.as<sql::Copy>()) refuse_copy(builder, *copy);
  const auto* create = statement.as<sql::CreateTable>();
  const auto* view = statement.as<sql::CreateView>();
  const auto* other = statement.as<sql::Other>();
  const bool reads =
      statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Update>() ||
      statement.as<sql::Delete>() || statement.as<sql::Copy>() || view || (create && create->as_query) ||
      (other && (other->tag == "MergeStmt" || other->tag == "DeclareCursorStmt" || other->tag == "PrepareStmt"));
  if (!reads) return;
  for (const auto& scope : builder.scopes()) {
    refuse_locking(builder, scope);
    // Inside code a name may be a variable.
    if (builder.depth() == 0) refuse_columns(builder, scope);
    if (scope.kind != Kind::select) refuse_write(builder, scope);
  }
}

}  // namespace impact
