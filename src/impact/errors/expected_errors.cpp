#include "impact/errors/expected_errors.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/alter_passes.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_alter.h"
#include "impact/errors/expected_errors_columns.h"
#include "impact/errors/expected_errors_expressions.h"
#include "impact/errors/expected_errors_objects.h"
#include "impact/errors/expected_errors_options.h"
#include "impact/errors/expected_errors_rows.h"
#include "impact/errors/expected_errors_tables.h"
#include "impact/errors/rights.h"
#include "impact/impact.h"
#include "impact/kinds.h"
#include "impact/simulate/schema.h"
#include "impact/types/functions.h"

namespace impact {

// What a statement about tables looks a name up with says first that the schema is not there, a query does not.
static ExpectedError missing_relation(const sql::QualifiedName& name, const EffectsBuilder& builder) {
  const auto& statement = builder.statement;
  const auto* create = statement.as<sql::CreateTable>();
  const bool query = statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Update>() ||
                     statement.as<sql::Delete>() || statement.as<sql::CreateView>() || (create && create->as_query);
  const auto& schemas = builder.catalog.schemas;
  if (!query && !name.schema.empty() && !schemas.empty() && std::ranges::count(schemas, name.schema) == 0)
    return is_missing("schema", name.schema);
  const auto* drop = statement.as<sql::Drop>();
  const bool of_relation = !drop || drop->object == "TRIGGER" || drop->object == "POLICY" || drop->object == "RULE";
  return is_missing(of_relation ? "relation" : base::to_lower(drop->object), name);
}

// Every relation that has to be there. Names of other things (types, indexes) count as found.
static void note_missing_relations(EffectsBuilder& builder) {
  if (builder.statement.as<sql::CreateSchema>()) return;  // its elements may use one another
  const auto* create = builder.statement.as<sql::CreateTable>();
  for (const auto& use : builder.statement.uses) {
    if (!use.must_exist || is_system(use.name) || exists(use.name, builder.catalog)) continue;
    if (create && refers_to_itself(*create, use.name, builder.catalog)) continue;
    builder.fails(missing_relation(use.name, builder));
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

// "a materialized view"
static std::string with_article(std::string_view noun) {
  return fmt::format("{} {}", noun.starts_with("i") || noun.starts_with("a") ? "an" : "a", noun);
}

static void refuse(const sql::Drop& drop, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto object = base::to_lower(drop.object);
  const auto missing = [&](std::string_view kind, const sql::QualifiedName& name, bool there) {
    if (!there && !drop.if_exists) builder.fails(is_missing(kind, name));
  };
  for (const auto& name : drop.names) {
    const auto* relation = builder.find(name);
    const bool on_relation = drop.object == "TRIGGER" || drop.object == "POLICY" || drop.object == "RULE";
    if (on_relation && relation) {
      const auto named = [&](const auto& each) { return each.name == drop.name; };
      const bool there = drop.object == "TRIGGER"  ? std::ranges::any_of(relation->triggers, named)
                         : drop.object == "POLICY" ? std::ranges::count(relation->policies, drop.name) > 0
                                                   : std::ranges::any_of(relation->rules, named);
      if (!there && !drop.if_exists) builder.fails(lacks_part(*relation, object, drop.name));
    } else if (relation &&
               (drop.object.ends_with("TABLE") || drop.object.ends_with("VIEW") || drop.object == "SEQUENCE")) {
      if (word_of(relation->kind) != drop.object) builder.fails(is_not(*relation, with_article(object)));
    } else if (drop.object == "TYPE" || drop.object == "DOMAIN") {
      missing("type", name, is_system(name) || has_type(name, catalog));
      if (relation && relation->kind != pg::RelationKind::composite_type)
        builder.fails(error_of(sqlstate::dependent_objects_still_exist, object_named("type", relation->name),
                               "cannot drop type {} because {} requires it", shown(relation->name),
                               description(object_of(*relation)))
                          .about(object_of(*relation)));
    } else if (drop.object == "SCHEMA") {
      missing(object, name, std::ranges::count(catalog.schemas, name.name) > 0);
    } else if (drop.object == "FUNCTION" || drop.object == "PROCEDURE" || drop.object == "ROUTINE") {
      missing(object, name, is_system(name) || std::ranges::any_of(catalog.functions, [&](const pg::Name& function) {
                              return function.name == name.name &&
                                     (name.schema.empty() || name.schema == function.schema);
                            }));
    } else if (drop.object == "SERVER") {
      missing(object, name,
              std::ranges::any_of(catalog.servers, [&](const auto& each) { return each.name == name.name; }));
    }
  }
}

static void refuse(const sql::CreateIndex& create, EffectsBuilder& builder) {
  const auto* table = builder.find(create.table);
  if (!table) return;
  if (table->kind == pg::RelationKind::view || table->kind == pg::RelationKind::foreign_table ||
      table->kind == pg::RelationKind::sequence)
    builder.fails(
        error_of(sqlstate::wrong_object_type, object_of(*table), R"(cannot create index on relation "{}")",
                 table->name.name)
            .with(fmt::format("this operation is not supported for {}s", base::to_lower(word_of(table->kind)))));
  for (const auto& column : create.columns) {
    if (!column.starts_with("(") && !table->columns.empty() && !table->column(column))
      builder.fails(lacks_column_used(object_of(*table), column));
    if (const auto* known = table->column(column); known && known->generated && !known->stored)
      builder.fails(error_of(sqlstate::feature_not_supported, column_of(*table, column),
                             "indexes on virtual generated columns are not supported"));
  }
  for (const auto& call : builder.statement.calls) {
    for (const auto* routine : routines_called(call, builder.catalog)) {
      if (routine->volatility != pg::Volatility::immutable)
        builder.fails(
            error_of(sqlstate::invalid_object_definition, object_named("function", routine->name),
                     "functions in index {} must be marked IMMUTABLE",
                     create.expression.volatile_calls.empty() && create.partial ? "predicate" : "expression")
                .with(fmt::format("{} is not", shown(routine->name))));
    }
  }
  refuse_index(builder, *table, create);
  const sql::QualifiedName whole{table->name.schema, create.name};  // a type may have the same name
  if (!create.if_not_exists && !create.name.empty() && !table->index(create.name) &&
      (find_relation(whole, builder.catalog) || find_index(whole, builder.catalog)))
    builder.fails(exists_already("relation", create.name));
}

static ExpectedError temporary_only(const sql::CreateTable& create) {
  return error_of(sqlstate::invalid_table_definition, object_named("table", create.table),
                  "constraints on temporary tables may reference only temporary tables");
}

static void refuse(const sql::CreateTable& create, EffectsBuilder& builder) {
  refuse_table(builder, create);
  const auto permanent = [&](const std::optional<sql::QualifiedName>& parent) {
    const auto* relation = parent ? builder.find(*parent) : nullptr;
    return relation && relation->persistence != 't' && relation->name.schema != "pg_temp";
  };
  if (!create.temporary) return;
  for (const auto& column : create.columns) {
    if (permanent(column.references)) builder.fails(temporary_only(create));
  }
  for (const auto& constraint : create.constraints) {
    if (permanent(constraint.references)) builder.fails(temporary_only(create));
  }
}

static void refuse(const sql::CreateSchema& create, EffectsBuilder& builder) {
  if (!create.if_not_exists && std::ranges::count(builder.catalog.schemas, create.name) > 0)
    builder.fails(exists_already("schema", create.name));
}

static void refuse(const sql::CreateSequence& create, EffectsBuilder& builder) {
  if (!create.if_not_exists && find_relation(created_name(create.name, builder.catalog), builder.catalog))
    builder.fails(exists_already("relation", create.name.name));
  for (const auto& use : builder.statement.uses) {  // OWNED BY
    const auto* table = use.name == create.name ? nullptr : builder.find(use.name);
    if (table) refuse_sequence_of(builder, *table, created_name(create.name, builder.catalog), builder.catalog.role);
  }
}

static void refuse(const sql::CreateType& create, EffectsBuilder& builder) {
  const auto name = created_name(create.name, builder.catalog);
  if (has_type({name.schema, name.name}, builder.catalog)) builder.fails(exists_already("type", create.name.name));
}

static void refuse(const sql::CreateExtension& create, EffectsBuilder& builder) {
  const auto& extensions = builder.catalog.extensions;
  if (!create.if_not_exists && std::ranges::find(extensions, create.name, &pg::Extension::name) != extensions.end())
    builder.fails(exists_already("extension", create.name));
}

static void refuse(const sql::AlterEnum& alter, EffectsBuilder& builder) {
  for (const auto& [name, labels] : builder.catalog.enums) {
    if (name.name != alter.name.name || (!alter.name.schema.empty() && name.schema != alter.name.schema)) continue;
    const auto has = [&](const std::string& label) { return std::ranges::count(labels, label) > 0; };
    if (!alter.renamed_from.empty() && !has(alter.renamed_from))
      builder.fails(lacks_label(alter.name, alter.renamed_from));
    if (!alter.if_not_exists && has(alter.value))
      builder.fails(error_of(sqlstate::duplicate_object, object_named("type", alter.name),
                             R"(enum label "{}" already exists)", alter.value));
    return;
  }
  if (!is_system(alter.name)) builder.fails(is_missing("type", alter.name));
}

static void refuse(const sql::CreateTrigger& create, EffectsBuilder& builder) {
  const auto* relation = builder.find(create.table);
  if (!relation || create.replace) return;
  if (std::ranges::find(relation->triggers, create.name, &pg::Trigger::name) != relation->triggers.end())
    builder.fails(error_of(sqlstate::duplicate_object, part_of(*relation, "trigger", create.name),
                           R"(trigger "{}" for relation "{}" already exists)", create.name, relation->name.name));
}

static void refuse(const sql::Policy& policy, EffectsBuilder& builder) {
  const auto* relation = builder.find(policy.table);
  if (!relation) return;
  const bool there = std::ranges::count(relation->policies, policy.name) > 0;
  if (policy.creates && there)
    builder.fails(error_of(sqlstate::duplicate_object, part_of(*relation, "policy", policy.name),
                           R"(policy "{}" for table "{}" already exists)", policy.name, relation->name.name));
  if (!policy.creates && !there) builder.fails(lacks_part(*relation, "policy", policy.name));
}

// Source: RangeVarCallbackMaintainsTable, then RefreshMatViewByOid, in PostgreSQL.
static ExpectedError not_materialized(const pg::Relation& relation) {
  const bool table = relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::partitioned_table;
  if (!table) return is_not(relation, "a table or materialized view");
  return error_of(sqlstate::feature_not_supported, object_of(relation), R"("{}" is not a materialized view)",
                  relation.name.name);
}

static void refuse(const sql::RefreshView& refresh, EffectsBuilder& builder) {
  const auto* view = builder.find(refresh.name);
  if (view && view->kind != pg::RelationKind::materialized_view) builder.fails(not_materialized(*view));
}

static void refuse(const sql::Truncate& truncate, EffectsBuilder& builder) {
  for (const auto& name : truncate.tables) {
    const auto* relation = builder.find(name);
    if (relation &&
        (relation->kind == pg::RelationKind::view || relation->kind == pg::RelationKind::materialized_view ||
         relation->kind == pg::RelationKind::sequence))
      builder.fails(is_not(*relation, "a table"));
    if (std::ranges::count(truncate.only, name) > 0 && relation &&
        relation->kind == pg::RelationKind::partitioned_table)
      builder.fails(
          error_of(sqlstate::wrong_object_type, object_of(*relation), "cannot truncate only a partitioned table"));
  }
}

static void refuse(const sql::Update& update, EffectsBuilder& builder) {
  const auto* relation = builder.find(update.table);
  if (!relation || relation->columns.empty()) return;
  for (const auto& column : update.columns) {
    const auto* found = relation->column(column);
    if (!found) builder.fails(lacks_column(*relation, column));
  }
}

static void refuse(const sql::Copy& copy, EffectsBuilder& builder) {
  const auto* relation = copy.table ? builder.find(*copy.table) : nullptr;
  if (!relation || copy.from) return;
  if (relation->kind == pg::RelationKind::partitioned_table || relation->kind == pg::RelationKind::view)
    builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation), R"(cannot copy from {} "{}")",
                           relation->kind == pg::RelationKind::view ? "view" : "partitioned table",
                           relation->name.name)
                      .with("COPY (SELECT …) can"));
}

static void refuse(const sql::Rename& rename, EffectsBuilder& builder) {
  const auto* relation = builder.find(rename.relation);
  const auto& catalog = builder.catalog;
  if (rename.object == "SCHEMA") {
    const auto& from = rename.from.empty() ? rename.relation.name : rename.from;
    if (std::ranges::count(catalog.schemas, from) == 0) builder.fails(is_missing("schema", from));
    if (std::ranges::count(catalog.schemas, rename.to) > 0) builder.fails(exists_already("schema", rename.to));
    return;
  }
  if ((rename.object == "TYPE" || rename.object == "DOMAIN") && !is_system(rename.relation) &&
      !has_type(rename.relation, catalog))
    builder.fails(is_missing("type", rename.relation));
  if (rename.object == "DOMAIN CONSTRAINT" || !relation) return;
  if (auto error = rename.object == "INDEX" || rename.object == "ATTRIBUTE" ? std::nullopt
                                                                            : wrong_word(*relation, rename.object))
    return builder.fails(std::move(*error));
  const bool only_one = rename.only && !descendants(relation->name, catalog).empty();
  if (rename.object == "COLUMN") {
    if (relation->columns.empty()) return;
    const auto* column = relation->column(rename.from);
    if (!column) return builder.fails(lacks_column_used(object_of(*relation), rename.from));
    if (relation->column(rename.to)) builder.fails(column_exists(*relation, rename.to));
    if (column->inherited)
      builder.fails(error_of(sqlstate::invalid_table_definition, column_of(*relation, rename.from),
                             R"(cannot rename inherited column "{}")", rename.from));
    if (only_one)
      builder.fails(error_of(sqlstate::invalid_table_definition, column_of(*relation, rename.from),
                             R"(inherited column "{}" must be renamed in child tables too)", rename.from));
    if (is_system_column(rename.to))
      builder.fails(error_of(sqlstate::duplicate_column, column_of(*relation, rename.to),
                             R"(column name "{}" conflicts with a system column name)", rename.to));
    if (!relation->of_type.name.empty())
      builder.fails(
          error_of(sqlstate::wrong_object_type, object_of(*relation), "cannot rename column of typed table"));
  } else if (rename.object == "CONSTRAINT") {
    const auto* constraint = find_constraint(*relation, rename.from);
    if (!constraint) return builder.fails(lacks_part(*relation, "constraint", rename.from));
    if (constraint->inherited)
      builder.fails(error_of(sqlstate::invalid_table_definition, part_of(*relation, "constraint", rename.from),
                             R"(cannot rename inherited constraint "{}")", rename.from));
    if (only_one && constraint->kind == pg::ConstraintKind::check && !has_words(constraint->definition, "no inherit"))
      builder.fails(error_of(sqlstate::invalid_table_definition, part_of(*relation, "constraint", rename.from),
                             R"(inherited constraint "{}" must be renamed in child tables too)", rename.from));
    if (find_constraint(*relation, rename.to))
      builder.fails(relation->index(rename.to) ? exists_already("relation", rename.to)
                                               : constraint_exists(*relation, rename.to));
  } else if (rename.object == "TRIGGER") {
    if (std::ranges::find(relation->triggers, rename.from, &pg::Trigger::name) == relation->triggers.end())
      builder.fails(lacks_part(*relation, "trigger", rename.from));
  } else if (rename.from.empty() && exists({relation->name.schema, rename.to}, builder.catalog)) {
    builder.fails(exists_already("relation", rename.to));
  }
}

static ExpectedError exists_in_schema(const std::string& name, const std::string& schema) {
  return error_of(sqlstate::duplicate_table, object_named("relation", pg::Name{schema, name}),
                  R"(relation "{}" already exists in schema "{}")", name, schema);
}

static void refuse(const sql::SetSchema& move, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  if (std::ranges::count(catalog.schemas, move.schema) == 0 && move.schema != "pg_temp")
    builder.fails(is_missing("schema", move.schema));
  const auto* relation = builder.find(move.name);
  if (!relation) return;
  if (auto error = wrong_word(*relation, move.object)) return builder.fails(std::move(*error));
  if (relation->name.schema != move.schema && exists({move.schema, relation->name.name}, catalog))
    builder.fails(exists_in_schema(relation->name.name, move.schema));
  for (const auto& index : relation->indexes) {  // they go along
    if (relation->name.schema != move.schema && exists({move.schema, index.name}, catalog))
      builder.fails(exists_in_schema(index.name, move.schema));
  }
  if (relation->kind == pg::RelationKind::sequence && relation->owned_by)
    builder.fails(
        error_of(sqlstate::feature_not_supported, object_of(*relation),
                 "cannot move an owned sequence into another schema")
            .with(fmt::format("sequence {} is linked to table {}", relation->name.name, shown(*relation->owned_by))));
}

// Those that are dropped count for the server as well.
static bool adds_too_many(const pg::Relation& relation, const sql::AlterTable& alter) {
  const auto added = std::ranges::count_if(alter.commands, [&](const sql::AlterTableCommand& command) {
    return command.action == sql::AlterAction::add_column && !command.if_exists;
  });
  return relation.columns.size() + static_cast<std::size_t>(added) > most_columns;
}

static void refuse(const sql::AlterTable& alter, EffectsBuilder& builder) {
  const auto* relation = builder.find(alter.table);
  if (!relation) return;
  if (auto error = wrong_word(*relation, alter.object)) return builder.fails(std::move(*error));
  if (adds_too_many(*relation, alter)) return builder.fails(too_many_columns(object_of(*relation)));
  AlterPasses passes(*relation, alter);
  for (const auto& command : alter.commands) refuse_action(builder, passes.found_by(command), alter, command);
}

template <class Statement>
static void refuse(const Statement&, EffectsBuilder&) {}

// What the server's grammar does not know.
static void note_needs(EffectsBuilder& builder) {
  const auto& needs = builder.statement.needs;
  const auto major = builder.catalog.server_major();
  if (major && *major < needs.major)
    builder.fails(error_of(sqlstate::syntax_error, {}, "syntax error")
                      .with(fmt::format("{} came with PostgreSQL {}, and the server's version is {}", needs.what,
                                        needs.major, *major)));
}

void note_refusals(EffectsBuilder& builder) {
  if (builder.statement.too_deep)
    builder.unknown("it nests so deep that the server's stack (max_stack_depth) may not take it");
  if (!builder.catalog.has_server()) return;
  note_needs(builder);
  note_missing_relations(builder);
  refuse_rights(builder);
  refuse_rows(builder);
  std::visit([&](const auto& node) { refuse(node, builder); }, builder.statement.node);
  refuse_expressions(builder);
  refuse_objects(builder);
}

}  // namespace impact
