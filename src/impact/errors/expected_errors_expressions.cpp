#include "impact/errors/expected_errors_expressions.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "impact/errors/alter_passes.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_options.h"
#include "impact/simulate/schema.h"
#include "impact/types/expression_types.h"
#include "impact/types/functions.h"
#include "impact/types/server_objects.h"
#include "impact/types/type_ways.h"

namespace impact {

using Place = sql::PlacedTree::Place;
using Types = std::map<std::string, std::string, std::less<>>;  // by column

static void add_columns(Types& types, const pg::Relation& relation) {
  for (const auto& column : relation.columns) types[column.name] = column.type;
}

// Of the table as the statement leaves it: what it adds and retypes included.
static Types types_after(const pg::Relation& relation, const sql::AlterTable& alter) {
  Types types;
  add_columns(types, relation);
  for (const auto& command : alter.commands) {
    const bool typed =
        command.action == sql::AlterAction::add_column || command.action == sql::AlterAction::alter_type;
    if (!typed || !command.column) continue;
    if (command.action == sql::AlterAction::add_column && types.contains(command.column->name)) continue;
    types[command.name] = canonical_type(command.column->type);
  }
  return types;
}

static Types types_made_by(const sql::CreateTable& create, const EffectsBuilder& builder) {
  Types types;
  auto sources = create.like;
  sources.insert(sources.end(), create.inherits.begin(), create.inherits.end());
  if (create.partition_of) sources.push_back(*create.partition_of);
  if (create.of_type) sources.push_back(*create.of_type);
  for (const auto& source : sources) {
    if (const auto* relation = builder.find(source)) add_columns(types, *relation);
  }
  for (const auto& column : create.columns) {
    if (!column.type.empty()) types[column.name] = canonical_type(column.type);
  }
  return types;
}

static ColumnTypes looking_up(const Types& types) {
  return [&types](std::string_view name) {
    const auto found = types.find(name);
    return found == types.end() ? std::nullopt : std::optional(found->second);
  };
}

// Extensions bring operators for types that they did not make: btree_gist, pg_trgm, citext.
static bool brings_classes(const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.extensions, [](const pg::Extension& each) {
    return !each.operator_classes.empty() || each.version.empty();
  });
}

bool has_no_class(std::string_view method, std::string_view written, const pg::Catalog& catalog) {
  static const std::set<std::string, std::less<>> unordered{"json", "xml",  "point",   "line",   "lseg",
                                                            "box",  "path", "polygon", "circle", "xid"};
  static const std::set<std::string, std::less<>> no_hash{"json",        "xml",   "point",    "line",   "lseg",
                                                          "box",         "path",  "polygon",  "circle", "bit",
                                                          "bit varying", "money", "tsvector", "tsquery"};
  const auto type = to_base(read_type(written), catalog);
  if (brings_classes(catalog)) return false;
  const bool ordered = method.empty() || method == "btree";
  const bool built_in = method == "gin" || method == "gist" || method == "spgist" || method == "brin";
  if (type.array) return built_in && method != "gin";
  if (is_enum_type(type, catalog)) return built_in;
  if (is_row_type(type, catalog)) {
    const bool hashed = catalog.server_version == 0 || catalog.server_version >= 140000;
    return built_in || (method == "hash" && !hashed);
  }
  if (!server_type(type.base)) return false;
  if (ordered) return unordered.contains(type.base);
  if (method == "hash") return no_hash.contains(type.base);
  return lacks_class(method, type, catalog);
}

// "text_pattern_ops": what an operator class that is written out takes.
static bool class_takes(std::string_view operator_class, const TypeName& type, const pg::Catalog& catalog) {
  static const std::map<std::string, std::set<std::string, std::less<>>, std::less<>> classes{
      {"text_pattern_ops", {"text", "character varying", "name"}},
      {"varchar_pattern_ops", {"text", "character varying", "name"}},
      {"bpchar_pattern_ops", {"character"}},
      {"text_ops", {"text", "character varying", "name"}},
      {"varchar_ops", {"text", "character varying", "name"}},
      {"int4_ops", {"integer"}},
      {"int8_ops", {"bigint"}},
      {"jsonb_path_ops", {"jsonb"}},
      {"jsonb_ops", {"jsonb"}},
      {"inet_ops", {"inet", "cidr"}},
      {"gin_trgm_ops", {"text", "character varying", "name"}},
      {"gist_trgm_ops", {"text", "character varying", "name"}},
  };
  const auto found = classes.find(operator_class);
  if (found == classes.end()) return true;
  const bool domain = std::ranges::any_of(catalog.domains, [&](const auto& each) {
    return type.base == each.first.name || type.base == each.first.text();
  });
  return domain || (!type.array && (found->second.contains(type.base) || !server_type(type.base)));
}

static ObjectAddress object_of(const sql::PlacedTree& placed, const ObjectAddress& relation) {
  const auto part = [&](std::string kind, std::string name) {
    return ObjectAddress{
        .kind = std::move(kind), .name = relation.name, .part = std::move(name), .of = relation.kind};
  };
  switch (placed.place) {
    case Place::check:
      return placed.constraint.empty() ? relation : part("constraint", placed.constraint);
    case Place::standard:
    case Place::generated:
    case Place::retyped:
      return part("column", placed.column);
    default:
      return relation;
  }
}

// What has to be the same whenever it is computed, and is not.
static Misfit changing(const sql::PlacedTree& placed) {
  if (placed.place == Place::generated)
    return {sqlstate::invalid_object_definition, "generation expression is not immutable"};
  return {sqlstate::invalid_object_definition, fmt::format("functions in index {} must be marked IMMUTABLE",
                                                           placed.place == Place::key ? "expression" : "predicate")};
}

static Misfit misfit_of_key(const sql::PlacedTree& placed, const Typed& value, const pg::Catalog& catalog) {
  const std::string method = placed.method.empty() ? "btree" : placed.method;
  const auto type = type_name(value.type);
  if (placed.operator_class.empty() && has_no_class(placed.method, type, catalog))
    return {sqlstate::undefined_object,
            fmt::format(R"(data type {} has no default operator class for access method "{}")", type, method)};
  if (!class_takes(placed.operator_class, value.type, catalog))
    return {sqlstate::datatype_mismatch,
            fmt::format(R"(operator class "{}" does not accept data type {})", placed.operator_class, type)};
  static const std::set<std::string, std::less<>> orderless{"hash", "gin", "gist", "spgist", "brin"};
  if (placed.ordered && orderless.contains(placed.method))
    return {sqlstate::feature_not_supported,
            fmt::format(R"(access method "{}" does not support ASC/DESC options)", method)};
  return {};
}

// One expression where it stands.
static Misfit misfit_of(const sql::PlacedTree& placed, const Typed& value, std::string_view type,
                        const pg::Catalog& catalog) {
  if (!value.refused.empty()) return value.refused;
  const bool fixed =
      placed.place == Place::key || placed.place == Place::condition || placed.place == Place::generated;
  if (fixed && !value.unstable.empty()) return changing(placed);
  if ((placed.place == Place::condition || placed.place == Place::check) && is_no_condition(value, catalog))
    return {sqlstate::datatype_mismatch,
            fmt::format("argument of {} must be type boolean, not type {}",
                        placed.place == Place::check ? "CHECK" : "WHERE", type_name(value.type))};
  const bool stored = placed.place == Place::generated || placed.place == Place::standard;
  if ((stored || placed.place == Place::retyped) && !type.empty() &&
      cannot_be_assigned(value, read_type(type), catalog))
    return {sqlstate::datatype_mismatch,
            stored ? fmt::format(R"(column "{}" is of type {} but default expression is of type {})", placed.column,
                                 type, type_name(value.type))
                   : fmt::format(R"(result of USING clause for column "{}" cannot be cast automatically to type {})",
                                 placed.column, type)};
  if (value.known != Typed::Known::yes) return {};
  if (placed.place == Place::statistics && has_no_class("btree", value.type.base, catalog))
    return {sqlstate::feature_not_supported,
            fmt::format("{} because its type {} has no default btree operator class",
                        placed.tree.kind == sql::ExpressionTree::Kind::column
                            ? fmt::format(R"(column "{}" cannot be used in statistics)", placed.tree.name)
                            : "expression cannot be used in multivariate statistics",
                        type_name(value.type))};
  return placed.place == Place::key ? misfit_of_key(placed, value, catalog) : Misfit{};
}

static std::optional<ExpectedError> refusal_of(const sql::PlacedTree& placed, const Types& types,
                                               std::string_view type, const ObjectAddress& relation,
                                               const pg::Catalog& catalog) {
  const auto value = type_of(placed.tree, looking_up(types), catalog);
  auto misfit = misfit_of(placed, value, type, catalog);
  if (misfit.empty()) return std::nullopt;
  auto error = error_of(misfit.state, object_of(placed, relation), std::move(misfit.message));
  if (error.sqlstate == sqlstate::invalid_object_definition.code)
    error.detail = fmt::format("{} is not IMMUTABLE", value.unstable);
  return error;
}

static bool is_known_function(const sql::FunctionCall& call, const pg::Catalog& catalog) {
  const auto& name = call.name;
  if (name.schema == "pg_catalog" || name.schema == "information_schema") return true;
  const auto is_meant = [&](const pg::Name& each) {
    return each.name == name.name && (name.schema.empty() || each.schema == name.schema);
  };
  if (name.schema.empty() && is_server_function(name.name)) return true;
  if (std::ranges::any_of(catalog.functions, is_meant)) return true;
  if (std::ranges::any_of(catalog.routines, [&](const pg::Routine& each) { return is_meant(each.name); }))
    return true;
  for (const auto& extension : catalog.extensions) {
    if (extension.version.empty() || std::ranges::any_of(extension.functions, is_meant)) return true;
  }
  // A cast written as a call, a column written as one.
  if (name.schema.empty() && server_type(read_type(name.name).base)) return true;
  if (std::ranges::any_of(catalog.types, is_meant) || std::ranges::any_of(catalog.other_types, is_meant) ||
      std::ranges::any_of(catalog.enums, [&](const auto& each) { return is_meant(each.first); }))
    return true;
  return std::ranges::any_of(catalog.relations, [&](const auto& each) {
    return is_meant(each.first) || each.second.column(name.name) != nullptr;
  });
}

static void refuse_calls(EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto& statement = builder.statement;
  // Inside code another branch may be taken; a body is not run yet.
  if (builder.depth() > 0 || catalog.access_methods.empty() || statement.as<sql::CreateFunction>() ||
      statement.as<sql::Drop>() || statement.as<sql::CreateSchema>())
    return;
  const auto* other = statement.as<sql::Other>();
  if (other && other->tag != "MergeStmt" && other->tag != "RuleStmt" && other->tag != "ExplainStmt") return;
  for (const auto& call : statement.calls) {
    if (!is_known_function(call, catalog))
      builder.fails(error_of(sqlstate::undefined_function, object_named("function", call.name),
                             "function {} does not exist",
                             call.name.text()));  // its arguments' types are not known
  }
}

void refuse_expressions(EffectsBuilder& builder) {
  refuse_calls(builder);
  const auto& statement = builder.statement;
  const auto* alter = statement.as<sql::AlterTable>();
  const auto* create = statement.as<sql::CreateTable>();
  const auto* index = statement.as<sql::CreateIndex>();
  const auto* other = statement.as<sql::Other>();
  const bool statistics = other && other->tag == "CreateStatsStmt" && !statement.uses.empty();
  if (!alter && !index && !statistics && (!create || create->as_query)) return;
  const auto* relation = alter        ? builder.find(alter->table)
                         : index      ? builder.find(index->table)
                         : statistics ? builder.find(statement.uses.front().name)
                                      : nullptr;
  if (!create && (!relation || relation->columns.empty())) return;
  if (create && create->if_not_exists && builder.find(create->table)) return;
  Types before;
  if (relation) add_columns(before, *relation);
  const auto after = create ? types_made_by(*create, builder) : alter ? types_after(*relation, *alter) : before;
  const auto object = relation ? object_of(*relation) : object_named("table", create->table);
  for (const auto& placed : sql::trees_in(statement.text)) {
    if (alter && placed.place == Place::generated && before.contains(placed.column)) continue;  // IF NOT EXISTS
    if (alter && placed.place == Place::standard && !placed.type.empty() && before.contains(placed.column)) continue;
    const auto& types = placed.place == Place::retyped ? before : after;
    const auto written = types.find(placed.column);
    const auto type = !placed.type.empty()     ? canonical_type(placed.type)
                      : written != types.end() ? written->second
                                               : std::string{};
    if (auto error = refusal_of(placed, types, type, object, builder.catalog)) builder.fails(std::move(*error));
  }
}

static bool mentions_column(const sql::ExpressionTree& tree, std::string_view column) {
  if (tree.kind == sql::ExpressionTree::Kind::column && tree.name == column) return true;
  return std::ranges::any_of(tree.parts, [&](const auto& part) { return mentions_column(part, column); });
}

// What is made anew from its definition, for a column of another type.
static void refuse_definition_of(EffectsBuilder& builder, const ObjectAddress& object, const std::string& definition,
                                 const Types& types, const std::string& column) {
  const auto trees = sql::trees_in(definition);
  const bool concerned =
      std::ranges::any_of(trees, [&](const auto& placed) { return mentions_column(placed.tree, column); });
  if (!concerned) return;
  for (const auto& placed : trees) {
    auto error = refusal_of(placed, types, {}, object, builder.catalog);
    if (!error) continue;
    error->object = object;
    error->detail = fmt::format("{} is made anew for the new type of {}", description(object), column);
    return builder.fails(std::move(*error));
  }
}

void refuse_dependents(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                       const pg::Column& column, const std::string& type) {
  if (read_type(type) == read_type(column.type)) return;
  const auto types = types_after(relation, alter);
  // Indexes first. Source: AT_PASS_OLD_INDEX and AT_PASS_OLD_CONSTR in PostgreSQL's tablecmds.c.
  for (const auto& index : relation.indexes)
    refuse_definition_of(builder, object_named("index", pg::Name{relation.name.schema, index.name}), index.definition,
                         types, column.name);
  for (const auto& statistics : builder.catalog.statistics) {
    if (statistics.table == relation.name)
      refuse_definition_of(builder, object_named("statistics object", statistics.name), statistics.definition, types,
                           column.name);
  }
  for (const auto& constraint : relation.constraints) {
    if (constraint.kind == pg::ConstraintKind::check)
      refuse_definition_of(builder, part_of(relation, "constraint", constraint.name),
                           fmt::format("ALTER TABLE t ADD {}", constraint.definition), types, column.name);
  }
}

}  // namespace impact
