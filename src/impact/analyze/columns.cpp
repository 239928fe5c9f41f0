// Columns added, dropped, retyped, made NOT NULL: which of it reads or rewrites the table, and what is lost.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "impact/analyze/analyzers.h"
#include "impact/analyze/breaks.h"
#include "impact/analyze/constraint_implication.h"
#include "impact/errors/errors_of_alter.h"
#include "impact/errors/expected_errors_routines.h"
#include "impact/simulate/catalog_update.h"
#include "impact/types/functions.h"
#include "impact/types/types.h"

namespace impact {

// An array of a domain is not a domain: its values are not looked at when the column has none.
static const pg::Domain* domain_of(const std::string& type, const pg::Catalog& catalog) {
  const auto read = read_type(type);
  if (read.array) return nullptr;
  for (const auto& [name, domain] : catalog.domains) {
    if (read.base == name.name || read.base == name.text()) return &domain;
  }
  return nullptr;
}

// Whether a domain, or one that it is made over, looks at values.
static bool is_constrained(const pg::Domain* domain, const pg::Catalog& catalog) {
  for (int depth = 0; domain && depth < 10; ++depth) {
    if (domain->constrained) return true;
    domain = domain_of(domain->base, catalog);
  }
  return false;
}

// The default that a column of the domain gets where it has none of its own, or empty.
static std::string default_of(const pg::Domain* domain, const pg::Catalog& catalog) {
  for (int depth = 0; domain && depth < 10; ++depth) {
    if (domain->default_expression) return *domain->default_expression;
    domain = domain_of(domain->base, catalog);
  }
  return {};
}

static bool may_differ(const std::string& expression, const pg::Catalog& catalog) {
  try {
    const auto text = fmt::format("ALTER TABLE t ALTER c SET DEFAULT {}", expression);
    const auto statements = sql::parse(text, "default");
    const auto* alter = statements.size() == 1 ? statements.front().as<sql::AlterTable>() : nullptr;
    return alter && !alter->commands.empty() && alter->commands.front().column &&
           gives_each_row_its_own(*alter->commands.front().column, catalog);
  } catch (const base::Error&) {
    return true;
  }
}

// Why existing rows have to be written to get the new column, or empty.
static std::string why_rewritten(const sql::ColumnDefinition& column, const pg::Catalog& catalog) {
  if (column.generated_stored) return "a stored generated column is computed for every row";
  if (column.serial) return "every row gets a number from the sequence";
  if (column.identity) return "every row gets a number from the identity's sequence";
  const auto* domain = domain_of(column.type, catalog);
  if (is_constrained(domain, catalog))
    return "the domain's constraints are checked row by row, which PostgreSQL does by writing the table anew";
  if (gives_each_row_its_own(column, catalog))
    return fmt::format("the default {} may differ from row to row, so each row is written",
                       column.default_text.empty() ? "expression" : column.default_text);
  if (const auto own = default_of(domain, catalog); !column.has_default && !own.empty() && may_differ(own, catalog))
    return fmt::format("the domain's default {} may differ from row to row, so each row is written", own);
  return {};
}

// A table whose row type is a column's elsewhere is not written anew.
static void refuse_rewrite(EffectsBuilder& builder, const pg::Relation& relation) {
  for (const auto& [user, column] : users_of_type(relation.name, builder.catalog).columns) {
    const bool stored = user->kind != pg::RelationKind::view && user->kind != pg::RelationKind::composite_type;
    if (stored)
      builder.fails(error_of(sqlstate::feature_not_supported, object_of(relation),
                             R"(cannot alter table "{}" because column "{}.{}" uses its row type)",
                             relation.name.name, user->name.name, column)
                        .about(column_of(*user, column)));
  }
}

void add_column(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.command.column) return;
  const auto& column = *alteration.command.column;
  const auto& table = alteration.relation;
  if (table.column(column.name)) {
    if (!alteration.command.if_exists) builder.fails(column_exists(table, column.name));
    return;
  }
  if (alteration.statement.only && !descendants(table.name, builder.catalog).empty())
    builder.fails(invalid_table(object_of(table), "column must be added to child tables too"));
  const auto why = why_rewritten(column, builder.catalog);
  const bool foreign = table.kind == pg::RelationKind::foreign_table;
  if (!foreign) {
    for (const auto* relation : alteration.reached) {
      if (relation->kind == pg::RelationKind::partitioned_table) continue;  // its partitions have the rows
      if (relation->column(column.name)) continue;  // an heir has it already: the two become one
      if (!why.empty()) builder.rewrite(*relation, why);
      if (!why.empty()) refuse_rewrite(builder, *relation);
      if (column.has_check && !column.check_unenforced && why.empty())
        builder.scan(*relation, "the new column's CHECK is tried on every row");
      if (column.generated_virtual && column.not_null)
        builder.scan(*relation, "the new column is computed for every row, to see that it is not null");
      // Heirs take the column over, not its key.
      if ((column.unique || column.primary_key) && (relation == &table || relation->partition_of))
        builder.build_index(*relation,
                            "builds the index of the new column's constraint, which blocks reads and writes");
    }
  }
  if (column.references) {
    // Without a value in the old rows there is nothing to look up, and PostgreSQL knows it.
    add_foreign_key(builder, alteration, *column.references, column.has_default && !column.references_unenforced);
  }
  const bool filled =
      column.has_default || column.identity || column.serial || column.generated_stored || column.generated_virtual;
  if ((column.not_null || column.primary_key) && !filled && !builder.made_here(table.name)) {
    const auto added = shown(table.name, column.name);
    if (!builder.catalog.has_server())  // nobody was asked
      builder.warn(fmt::format("fails if {} has rows: {} is NOT NULL without a default", shown(table.name), added));
    else if (builder.has_rows(table))
      builder.fails(contains_nulls(table, column.name).with("it gets no default, and the table has rows"));
    builder.breaks(fmt::format("{} is required and has no default: an INSERT that leaves it out fails",
                               shown(table.name, column.name)),
                   {Broken::What::required, table.name, column.name});
  }
  break_copies(builder, table);
}

static Loss loss_of(Loss::Kind kind, const pg::Relation& table, const pg::Column& column,
                    const pg::Catalog& catalog) {
  Loss loss{.kind = kind, .object = column_of(table, column.name), .filled = 1 - column.null_fraction};
  const auto rows = rows_of(table, catalog);
  loss.never_counted = rows != 0 && !is_counted(table, catalog);
  if (rows != 0 && !loss.never_counted) loss.rows = rows;
  return loss;
}

static bool has_column(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

// A foreign key of the table itself goes with a column that it is over: the one at hand, or one dropped before it.
static bool goes_with(const pg::Constraint& key, const Alteration& alteration) {
  for (const auto& command : alteration.statement.commands) {
    if (command.action == sql::AlterAction::drop_column && has_column(key.columns, command.name)) return true;
    if (&command == &alteration.command) break;
  }
  return false;
}

// A view that DROP COLUMN … CASCADE of the same statement takes along, before this action's turn.
static bool goes_before(const pg::Relation& view, const Alteration& alteration, const pg::Catalog& catalog) {
  for (const auto& command : alteration.statement.commands) {
    if (&command == &alteration.command && command.action == sql::AlterAction::drop_column) return false;
    if (command.action != sql::AlterAction::drop_column || !command.cascade) continue;
    for (const auto* relation : alteration.reached) {
      const auto gone = views_using(relation->name, command.name, catalog);
      if (std::ranges::find(gone, &view) != gone.end()) return true;
    }
  }
  return false;
}

// Generated columns go with the one that they are computed from, and what stands on them with them.
static void drop_computed_from(EffectsBuilder& builder, const pg::Relation& table, const std::string& name) {
  for (const auto& other : table.columns) {
    const bool goes = other.generated && other.name != name && other.default_expression &&
                      mentions(*other.default_expression, name);
    if (!goes) continue;
    builder.breaks(fmt::format("drops the generated column {}", shown(table.name, other.name)));
    for (const auto& index : table.indexes) {
      if (index_uses(index, other.name)) builder.lock_index(table, index.name, LockMode::access_exclusive);
    }
    for (const auto* view : views_using(table.name, other.name, builder.catalog)) {
      builder.lock(view->name, LockMode::access_exclusive, "the view goes with the column");
      builder.breaks(fmt::format("drops the view {}", shown(view->name)), {Broken::What::view, view->name});
    }
  }
}

void drop_column(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& name = alteration.command.name;
  const auto& table = alteration.relation;
  const auto* column = table.column(name);
  if (!column) {
    if (!alteration.command.if_exists && !table.columns.empty()) builder.fails(lacks_column(table, name));
    return;
  }
  lock_heirs(builder, alteration);
  for (const auto* relation : alteration.reached) {
    for (const auto& index : relation->indexes) {
      if (index_uses(index, name)) builder.lock_index(*relation, index.name, LockMode::access_exclusive);
    }
    for (const auto& constraint : relation->constraints) {
      if (constraint.kind == pg::ConstraintKind::foreign_key && has_column(constraint.columns, name))
        drop_foreign_key(builder, *relation, constraint);
    }
  }
  for (const auto& reference : references_to(table.name, builder.catalog)) {
    if (!has_column(reference.constraint->referenced_columns, name)) continue;
    const bool goes_along = reference.child->name == table.name && goes_with(*reference.constraint, alteration);
    if (alteration.command.cascade) {
      drop_foreign_key(builder, *reference.child, *reference.constraint);
    } else if (!goes_along) {
      builder.fails(is_depended_on(column_of(table, name),
                                   part_of(*reference.child, "constraint", reference.constraint->name)));
    }
  }
  for (const auto* relation : alteration.reached) {
    for (const auto* view : views_using(relation->name, name, builder.catalog)) {
      if (alteration.command.cascade) {
        builder.lock(view->name, LockMode::access_exclusive, "the view goes with the column");
        builder.breaks(fmt::format("drops the view {}", shown(view->name)), {Broken::What::view, view->name});
      } else if (!goes_before(*view, alteration, builder.catalog)) {
        builder.fails(is_depended_on(column_of(*relation, name), object_of(*view)));
      }
    }
  }
  for (const auto& [sequence, other] : builder.catalog.relations) {
    if (other.owned_by == table.name && column->default_expression &&
        mentions(*column->default_expression, sequence.name))
      builder.lock(sequence, LockMode::access_exclusive);
  }
  if (builder.made_here(table.name)) return;
  builder.breaks(fmt::format("drops the column {}", shown(table.name, name)));
  drop_computed_from(builder, table, name);
  break_triggers(builder, table, name);
  if (builder.has_rows(table) && column->null_fraction < 1 && !column->copied && !column->filled_here)
    builder.lose(loss_of(Loss::Kind::dropped, table, *column, builder.catalog));
}

// The operator class by default of a B-tree over the type: where it stays, an index over equal bytes does.
// Source: CheckIndexCompatible in PostgreSQL 15's indexcmds.c; types that share one are those whose values are the
// same to it.
static std::string order_of(const std::string& type, const pg::Catalog& catalog, int depth = 0) {
  const auto read = read_type(type);
  if (read.array) return "array of " + read.base;
  if (read.base == "character varying") return "text";
  if (read.base == "cidr") return "inet";
  if (const auto* domain = domain_of(type, catalog); domain && depth < 10) {
    // Enums, ranges and the like share a class that goes by the type itself.
    const auto under = order_of(domain->base, catalog, depth + 1);
    const bool by_type =
        under.ends_with("range") || under.starts_with("array of ") ||
        std::ranges::any_of(catalog.enums, [&](const auto& each) { return each.first.name == under; });
    return by_type ? read.base : under;
  }
  return read.base;
}

// Whether an index over the column can stay when the values' bytes do.
static bool keeps_order(const pg::Column& column, const sql::ColumnDefinition& to, const pg::Catalog& catalog) {
  if (order_of(column.type, catalog) != order_of(to.type, catalog)) return false;
  const auto collation = to.collation == "default" ? std::string{} : to.collation;
  return collation == column.collation;
}

static bool only_included(const pg::Index& index, const std::string& column) {
  auto text = index.definition;
  const auto include = text.find(" INCLUDE (");
  const auto bracket = text.find('(');
  if (include == std::string::npos || bracket == std::string::npos || bracket > include) return false;
  const auto end = text.find(')', include);
  if (end != std::string::npos) text.erase(include, end + 1 - include);
  return !mentions(std::string_view(text).substr(bracket), column);
}

static Loss what_is_lost(const Alteration& alteration, const pg::Column& column, const pg::Catalog& catalog) {
  const auto& expression = alteration.command.using_text;
  const bool named = has_column(alteration.command.using_expression.columns, column.name);
  const auto kind = expression.empty() ? Loss::Kind::narrowed
                    : named            ? Loss::Kind::perhaps_cut
                                       : Loss::Kind::overwritten;
  auto loss = loss_of(kind, alteration.relation, column, catalog);
  loss.text = expression.empty() ? canonical_type(alteration.command.column->type) : expression;
  return loss;
}

void alter_type(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.command.column) return;
  const auto& to = alteration.command.column->type;
  const auto& name = alteration.command.name.empty() ? alteration.command.column->name : alteration.command.name;
  const auto& table = alteration.relation;
  const auto* column = table.column(name);
  if (!column) {
    if (!table.columns.empty()) builder.fails(lacks_column(table, name));
    return;
  }
  if (column->generated && !column->stored)  // it has no values: the table's rows stay as they are
    return builder.lock(table.name, LockMode::access_exclusive, "a virtual column is computed when it is read");
  const auto change =
      type_change(column->type, to, alteration.command.using_text, name, builder.catalog, column->not_null);
  for (const auto* relation : alteration.reached) {
    const bool rows = relation->kind != pg::RelationKind::partitioned_table;  // its partitions have them
    if (change.cost == TypeCost::rewrite && rows) builder.rewrite(*relation, change.why);
    refuse_rewrite(builder, *relation);  // for the server any new type counts as one
    if (change.cost == TypeCost::none) builder.lock(relation->name, LockMode::access_exclusive, change.why);
    for (const auto& index : relation->indexes) {
      const bool key = has_column(index.columns, name);
      if (!index_uses(index, name)) continue;
      builder.lock_index(*relation, index.name, LockMode::access_exclusive);
      if (!rows || change.cost == TypeCost::rewrite) continue;
      // What INCLUDE carries along has no order. Plain keys stay as they are while the values' order does; an index
      // with an expression or a condition is always computed anew.
      const bool shared = index.partition_of.has_value();  // made anew with the parent's, which has no file to keep
      if (!shared && !key && only_included(index, name)) continue;
      const bool plain = !shared && index.definition.find(" WHERE ") == std::string::npos &&
                         std::ranges::all_of(index.columns, [&](const std::string& each) {
                           return relation->column(each) != nullptr;
                         });
      if (!plain || !keeps_order(*column, *alteration.command.column, builder.catalog)) {
        builder.rebuild_index(*relation, index.name);
        builder.scan(*relation, fmt::format("the index {} is computed from the column and built anew", index.name));
      }
    }
    for (const auto& constraint : relation->constraints) {
      const bool check = constraint.kind == pg::ConstraintKind::check &&
                         (has_column(constraint.columns, name) || mentions(constraint.definition, name));
      if (check && constraint.validated && rows && change.cost != TypeCost::rewrite)
        builder.scan(*relation, fmt::format("the CHECK {} is tried on every row again", constraint.name));
      if (constraint.kind == pg::ConstraintKind::foreign_key && has_column(constraint.columns, name))
        drop_foreign_key(builder, *relation, constraint);
    }
  }
  for (const auto& reference : references_to(table.name, builder.catalog)) {
    if (!has_column(reference.constraint->referenced_columns, name)) continue;
    drop_foreign_key(builder, *reference.child, *reference.constraint);
    if (change.cost == TypeCost::rewrite && reference.constraint->validated)
      builder.scan(*reference.child, fmt::format("its foreign key {} is checked again", reference.constraint->name));
  }
  const auto using_it = views_using(table.name, name, builder.catalog);
  for (const auto* relation : alteration.reached) {
    for (const auto* view : views_using(relation->name, name, builder.catalog)) {
      if (!goes_before(*view, alteration, builder.catalog))
        builder.fails(keeps_type(column_of(*relation, name), object_of(*view), builder.catalog.server_version));
    }
  }
  for (const auto* view : views_using(table.name, name, builder.catalog, true)) {
    if (std::find(using_it.begin(), using_it.end(), view) == using_it.end())
      builder.warn(
          fmt::format("PostgreSQL refuses if the view {} uses {}", shown(view->name), shown(table.name, name)));
  }
  if (builder.made_here(table.name)) return;
  if (change.loses_values && builder.has_rows(table) && !column->copied && !column->filled_here)
    builder.lose(what_is_lost(alteration, *column, builder.catalog));
  if (!change.doubt.empty() && builder.has_rows(table))
    builder.warn(fmt::format("{}: {}", shown(table.name, name), change.doubt));
  if (change.may_fail && builder.has_rows(table))
    builder.warn(fmt::format("fails if a value of {} does not fit {}", shown(table.name, name), canonical_type(to)));
  if (!change.compatible)
    builder.breaks(
        fmt::format("{} changes from {} to {}", shown(table.name, name), column->type, canonical_type(to)));
}

void set_not_null(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& name = alteration.command.name;
  const auto& table = alteration.relation;
  const auto* column = table.column(name);
  if (!column) {
    if (!table.columns.empty()) builder.fails(lacks_column(table, name));
    return;
  }
  for (const auto* relation : alteration.reached) {
    const auto* own = relation->column(name);
    if (!own || own->not_null || relation->kind == pg::RelationKind::partitioned_table) continue;
    if (not_null_proven(*relation, name, builder.catalog)) {
      builder.lock(relation->name, LockMode::access_exclusive, "a validated CHECK proves it, so no row is read");
      continue;
    }
    builder.scan(*relation, fmt::format("every row is scanned to see that {} is not null", name));
  }
  if (column->not_null || builder.made_here(table.name)) return;
  if (column->null_fraction > 0 && column->null_fraction < 1 && builder.has_rows(table))
    builder.warn(fmt::format("fails while rows hold no value in {} (about {:.0f} % when last analysed)",
                             shown(table.name, name), column->null_fraction * 100));
  if (!column->default_expression && !column->identity)
    builder.breaks(fmt::format("{} becomes required and has no default: an INSERT that leaves it out fails",
                               shown(table.name, name)),
                   {Broken::What::required, table.name, name});
}

void drop_default(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& table = alteration.relation;
  const auto* column = table.column(alteration.command.name);
  if (!column || builder.made_here(table.name)) return;
  if (column->default_expression || column->identity)
    builder.breaks(fmt::format("{} loses its default{}", shown(table.name, column->name),
                               column->not_null ? ": an INSERT that leaves it out fails" : ""),
                   {Broken::What::standard, table.name, column->name});
}

}  // namespace impact
