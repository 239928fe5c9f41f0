#include "impact/errors/refusals.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/passes.h"
#include "impact/errors/refusals_of_alter.h"
#include "impact/errors/refusals_of_columns.h"
#include "impact/errors/refusals_of_expressions.h"
#include "impact/errors/refusals_of_objects.h"
#include "impact/errors/refusals_of_options.h"
#include "impact/errors/refusals_of_rows.h"
#include "impact/errors/refusals_of_tables.h"
#include "impact/errors/rights.h"
#include "impact/impact.h"
#include "impact/kinds.h"
#include "impact/simulate/schema.h"
#include "impact/types/functions.h"

namespace impact {

// Every relation that has to be there. Names of other things (types, indexes) count as found.
static void note_missing_relations(Gathering& gathering) {
  if (gathering.statement.as<sql::CreateSchema>()) return;  // its elements may use one another
  const auto* create = gathering.statement.as<sql::CreateTable>();
  for (const auto& use : gathering.statement.uses) {
    if (!use.must_exist || is_system(use.name) || exists(use.name, gathering.catalog)) continue;
    if (create && refers_to_itself(*create, use.name, gathering.catalog)) continue;
    gathering.fails(fmt::format("{} does not exist", use.name.text()));
  }
}

static bool has_type(const sql::QualifiedName& name, const pg::Catalog& catalog) {
  const auto same = [&](const pg::Name& type) {
    return type.name == name.name && (name.schema.empty() || type.schema == name.schema);
  };
  return std::ranges::any_of(catalog.types, same) ||
         std::ranges::any_of(catalog.enums, [&](const auto& each) { return same(each.first); }) ||
         std::ranges::any_of(catalog.relations, [&](const auto& each) {
           // From 14 on sequences have no row type.
           const bool typed = each.second.kind != pg::RelationKind::sequence || catalog.server_version < 140000;
           return typed && same(each.first);
         });
}

static void refuse(const sql::Drop& drop, Gathering& gathering) {
  const auto& catalog = gathering.catalog;
  const auto missing = [&](const sql::QualifiedName& name, bool there) {
    if (!there && !drop.if_exists)
      gathering.fails(fmt::format("the {} {} does not exist", base::to_lower(drop.object), name.text()));
  };
  for (const auto& name : drop.names) {
    const auto* relation = gathering.find(name);
    const bool on_relation = drop.object == "TRIGGER" || drop.object == "POLICY" || drop.object == "RULE";
    if (on_relation && relation) {
      const auto named = [&](const auto& each) { return each.name == drop.name; };
      missing({"", drop.name}, drop.object == "TRIGGER"  ? std::ranges::any_of(relation->triggers, named)
                               : drop.object == "POLICY" ? std::ranges::count(relation->policies, drop.name) > 0
                                                         : std::ranges::any_of(relation->rules, named));
    } else if (relation &&
               (drop.object.ends_with("TABLE") || drop.object.ends_with("VIEW") || drop.object == "SEQUENCE")) {
      if (word_of(relation->kind) != drop.object)
        gathering.fails(fmt::format("{} is no {}", name.text(), base::to_lower(drop.object)));
    } else if (drop.object == "TYPE" || drop.object == "DOMAIN") {
      missing(name, is_system(name) || has_type(name, catalog));
      if (relation && relation->kind != pg::RelationKind::composite_type)
        gathering.fails(fmt::format("{} is the row type of a relation", name.text()));
    } else if (drop.object == "SCHEMA") {
      missing(name, std::ranges::count(catalog.schemas, name.name) > 0);
    } else if (drop.object == "FUNCTION" || drop.object == "PROCEDURE" || drop.object == "ROUTINE") {
      missing(name, is_system(name) || std::ranges::any_of(catalog.functions, [&](const pg::Name& function) {
                      return function.name == name.name && (name.schema.empty() || name.schema == function.schema);
                    }));
    } else if (drop.object == "SERVER") {
      missing(name, std::ranges::any_of(catalog.servers, [&](const auto& each) { return each.name == name.name; }));
    }
  }
}

static void refuse(const sql::CreateIndex& create, Gathering& gathering) {
  const auto* table = gathering.find(create.table);
  if (!table) return;
  if (table->kind == pg::RelationKind::view || table->kind == pg::RelationKind::foreign_table ||
      table->kind == pg::RelationKind::sequence)
    gathering.fails(fmt::format("{} holds no rows of its own: it has no indexes", shown(table->name)));
  for (const auto& column : create.columns) {
    if (!column.starts_with("(") && !table->columns.empty() && !table->column(column))
      gathering.fails(fmt::format("{} does not exist", shown(table->name, column)));
    if (const auto* known = table->column(column); known && known->generated && !known->stored)
      gathering.fails(fmt::format("{} is virtual: it can be in no index", shown(table->name, column)));
  }
  for (const auto& call : gathering.statement.calls) {
    for (const auto* routine : routines_called(call, gathering.catalog)) {
      if (routine->volatility != pg::Volatility::immutable)
        gathering.fails(fmt::format("the function {} is not IMMUTABLE, which an index needs", shown(routine->name)));
    }
  }
  refuse_index(gathering, *table, create);
  const sql::QualifiedName whole{table->name.schema, create.name};  // a type may have the same name
  if (!create.if_not_exists && !create.name.empty() && !table->index(create.name) &&
      (find_relation(whole, gathering.catalog) || find_index(whole, gathering.catalog)))
    gathering.fails(fmt::format("{} is there already", create.name));
}

static void refuse(const sql::CreateTable& create, Gathering& gathering) {
  refuse_table(gathering, create);
  const auto permanent = [&](const std::optional<sql::QualifiedName>& parent) {
    const auto* relation = parent ? gathering.find(*parent) : nullptr;
    return relation && relation->persistence != 't' && relation->name.schema != "pg_temp";
  };
  if (!create.temporary) return;
  for (const auto& column : create.columns) {
    if (permanent(column.references)) gathering.fails("a temporary table refers only to temporary ones");
  }
  for (const auto& constraint : create.constraints) {
    if (permanent(constraint.references)) gathering.fails("a temporary table refers only to temporary ones");
  }
}

static void refuse(const sql::CreateSchema& create, Gathering& gathering) {
  if (!create.if_not_exists && std::ranges::count(gathering.catalog.schemas, create.name) > 0)
    gathering.fails(fmt::format("the schema {} is there already", create.name));
}

static void refuse(const sql::CreateSequence& create, Gathering& gathering) {
  if (!create.if_not_exists && find_relation(created_name(create.name, gathering.catalog), gathering.catalog))
    gathering.fails(fmt::format("{} is there already", create.name.text()));
  for (const auto& use : gathering.statement.uses) {  // OWNED BY
    const auto* table = use.name == create.name ? nullptr : gathering.find(use.name);
    if (table)
      refuse_sequence_of(gathering, *table, created_name(create.name, gathering.catalog), gathering.catalog.role);
  }
}

static void refuse(const sql::CreateType& create, Gathering& gathering) {
  const auto name = created_name(create.name, gathering.catalog);
  if (has_type({name.schema, name.name}, gathering.catalog))
    gathering.fails(fmt::format("the type {} is there already", create.name.text()));
}

static void refuse(const sql::CreateExtension& create, Gathering& gathering) {
  const auto& extensions = gathering.catalog.extensions;
  if (!create.if_not_exists && std::ranges::find(extensions, create.name, &pg::Extension::name) != extensions.end())
    gathering.fails(fmt::format("the extension {} is there already", create.name));
}

static void refuse(const sql::AlterEnum& alter, Gathering& gathering) {
  for (const auto& [name, labels] : gathering.catalog.enums) {
    if (name.name != alter.name.name || (!alter.name.schema.empty() && name.schema != alter.name.schema)) continue;
    const auto has = [&](const std::string& label) { return std::ranges::count(labels, label) > 0; };
    if (!alter.renamed_from.empty() && !has(alter.renamed_from))
      gathering.fails(fmt::format("{} has no value {}", alter.name.text(), alter.renamed_from));
    if (!alter.if_not_exists && has(alter.value))
      gathering.fails(fmt::format("{} has the value {} already", alter.name.text(), alter.value));
    return;
  }
  if (!is_system(alter.name)) gathering.fails(fmt::format("the type {} does not exist", alter.name.text()));
}

static void refuse(const sql::CreateTrigger& create, Gathering& gathering) {
  const auto* relation = gathering.find(create.table);
  if (!relation || has_words(gathering.statement.text, "or replace")) return;
  if (std::ranges::find(relation->triggers, create.name, &pg::Trigger::name) != relation->triggers.end())
    gathering.fails(fmt::format("{} has a trigger {} already", shown(relation->name), create.name));
}

static void refuse(const sql::Policy& policy, Gathering& gathering) {
  const auto* relation = gathering.find(policy.table);
  if (!relation) return;
  const bool there = std::ranges::count(relation->policies, policy.name) > 0;
  const bool creates = has_words(gathering.statement.text.substr(0, 40), "create policy");
  if (creates && there)
    gathering.fails(fmt::format("{} has a policy {} already", shown(relation->name), policy.name));
  if (!creates && !there) gathering.fails(fmt::format("{} has no policy {}", shown(relation->name), policy.name));
}

static void refuse(const sql::RefreshView& refresh, Gathering& gathering) {
  const auto* view = gathering.find(refresh.name);
  if (view && view->kind != pg::RelationKind::materialized_view)
    gathering.fails(fmt::format("{} is not a materialized view", refresh.name.text()));
}

static void refuse(const sql::Truncate& truncate, Gathering& gathering) {
  const bool only = has_words(gathering.statement.text, "only");
  for (const auto& name : truncate.tables) {
    const auto* relation = gathering.find(name);
    if (relation &&
        (relation->kind == pg::RelationKind::view || relation->kind == pg::RelationKind::materialized_view ||
         relation->kind == pg::RelationKind::sequence))
      gathering.fails(fmt::format("{} is not a table", name.text()));
    if (only && relation && relation->kind == pg::RelationKind::partitioned_table)
      gathering.fails(fmt::format("{} is partitioned: ONLY would empty nothing", name.text()));
  }
}

static void refuse(const sql::Update& update, Gathering& gathering) {
  const auto* relation = gathering.find(update.table);
  if (!relation || relation->columns.empty()) return;
  for (const auto& column : update.columns) {
    const auto* found = relation->column(column);
    if (!found) gathering.fails(fmt::format("{} does not exist", shown(relation->name, column)));
  }
}

static void refuse(const sql::Copy& copy, Gathering& gathering) {
  const auto* relation = copy.table ? gathering.find(*copy.table) : nullptr;
  if (!relation || copy.from) return;
  if (relation->kind == pg::RelationKind::partitioned_table || relation->kind == pg::RelationKind::view)
    gathering.fails(fmt::format("{} cannot be copied from: COPY (SELECT …) can", copy.table->text()));
}

static void refuse(const sql::Rename& rename, Gathering& gathering) {
  const auto* relation = gathering.find(rename.relation);
  const auto& catalog = gathering.catalog;
  if (rename.object == "SCHEMA") {
    const auto& from = rename.from.empty() ? rename.relation.name : rename.from;
    if (std::ranges::count(catalog.schemas, from) == 0)
      gathering.fails(fmt::format("the schema {} does not exist", from));
    if (std::ranges::count(catalog.schemas, rename.to) > 0)
      gathering.fails(fmt::format("the schema {} is there already", rename.to));
    return;
  }
  if ((rename.object == "TYPE" || rename.object == "DOMAIN") && !is_system(rename.relation) &&
      !has_type(rename.relation, catalog))
    gathering.fails(fmt::format("the type {} does not exist", rename.relation.text()));
  if (rename.object == "DOMAIN CONSTRAINT" || !relation) return;
  if (auto why = rename.object == "INDEX" || rename.object == "ATTRIBUTE" ? std::nullopt
                                                                          : wrong_word(*relation, rename.object))
    return gathering.fails(std::move(*why));
  const bool only_one = has_words(gathering.statement.text, "only") && !descendants(relation->name, catalog).empty();
  if (rename.object == "COLUMN") {
    if (relation->columns.empty()) return;
    const auto* column = relation->column(rename.from);
    if (!column) return gathering.fails(fmt::format("{} does not exist", shown(relation->name, rename.from)));
    if (relation->column(rename.to))
      gathering.fails(fmt::format("{} is there already", shown(relation->name, rename.to)));
    if (column->inherited)
      gathering.fails(fmt::format("{} is inherited: rename it in the parent", shown(relation->name, rename.from)));
    if (only_one) gathering.fails(fmt::format("tables inherit from {}: ONLY is refused", shown(relation->name)));
    if (is_system_column(rename.to)) gathering.fails(fmt::format("{} is the name of a system column", rename.to));
    if (!relation->of_type.name.empty()) gathering.fails(fmt::format("{} is a typed table", shown(relation->name)));
  } else if (rename.object == "CONSTRAINT") {
    const auto* constraint = find_constraint(*relation, rename.from);
    if (!constraint)
      return gathering.fails(fmt::format("{} has no constraint {}", shown(relation->name), rename.from));
    if (constraint->inherited)
      gathering.fails(fmt::format("the constraint {} is inherited: rename it in the parent", rename.from));
    if (only_one && constraint->kind == pg::ConstraintKind::check && !has_words(constraint->definition, "no inherit"))
      gathering.fails(fmt::format("tables inherit from {}: ONLY is refused", shown(relation->name)));
    if (find_constraint(*relation, rename.to))
      gathering.fails(fmt::format("{} has a constraint {} already", shown(relation->name), rename.to));
  } else if (rename.object == "TRIGGER") {
    if (std::ranges::find(relation->triggers, rename.from, &pg::Trigger::name) == relation->triggers.end())
      gathering.fails(fmt::format("{} has no trigger {}", shown(relation->name), rename.from));
  } else if (rename.from.empty() && exists({relation->name.schema, rename.to}, gathering.catalog)) {
    gathering.fails(fmt::format("{} is there already", rename.to));
  }
}

static void refuse(const sql::SetSchema& move, Gathering& gathering) {
  const auto& catalog = gathering.catalog;
  if (std::ranges::count(catalog.schemas, move.schema) == 0 && move.schema != "pg_temp")
    gathering.fails(fmt::format("the schema {} does not exist", move.schema));
  const auto* relation = gathering.find(move.name);
  if (!relation) return;
  if (auto why = wrong_word(*relation, move.object)) return gathering.fails(std::move(*why));
  if (relation->name.schema != move.schema && exists({move.schema, relation->name.name}, catalog))
    gathering.fails(fmt::format("{} is in {} already", relation->name.name, move.schema));
  for (const auto& index : relation->indexes) {  // they go along
    if (relation->name.schema != move.schema && exists({move.schema, index.name}, catalog))
      gathering.fails(fmt::format("{} is in {} already", index.name, move.schema));
  }
  if (relation->kind == pg::RelationKind::sequence && relation->owned_by)
    gathering.fails(
        fmt::format("{} belongs to {} and goes where it goes", shown(relation->name), shown(*relation->owned_by)));
}

static void refuse(const sql::AlterTable& alter, Gathering& gathering) {
  const auto* relation = gathering.find(alter.table);
  if (!relation) return;
  for (const auto& command : alter.commands) {
    const auto found = as_found_by(command, *relation, alter);
    refuse_action(gathering, found ? *found : *relation, alter, command);
  }
}

template <class Statement>
static void refuse(const Statement&, Gathering&) {}

// What the server's grammar does not know.
static void note_needs(Gathering& gathering) {
  const auto& needs = gathering.statement.needs;
  const auto major = gathering.catalog.server_version / 10000;
  if (major < needs.major)
    gathering.fails(fmt::format("{} came with PostgreSQL {}: version {} refuses it as a syntax error", needs.what,
                                needs.major, major));
}

void note_refusals(Gathering& gathering) {
  if (gathering.statement.too_deep)
    gathering.unknown("it nests so deep that the server's stack (max_stack_depth) may not take it");
  if (gathering.catalog.server_version == 0) return;
  note_needs(gathering);
  note_missing_relations(gathering);
  refuse_rights(gathering);
  refuse_rows(gathering);
  refuse_expressions(gathering);
  refuse_objects(gathering);
  std::visit([&](const auto& node) { refuse(node, gathering); }, gathering.statement.node);
}

}  // namespace impact
