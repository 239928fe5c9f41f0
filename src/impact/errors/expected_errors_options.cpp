// Source: reloptions.c, DefineIndex and the operator classes of PostgreSQL 15 without extensions.
#include "impact/errors/expected_errors_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_partitions.h"
#include "impact/simulate/schema.h"
#include "impact/types/stability.h"
#include "impact/types/type_ways.h"
#include "impact/types/types.h"

namespace impact {

using Names = std::set<std::string_view>;

static const Names& options_of(pg::RelationKind kind) {
  static const Names tables{"fillfactor",
                            "toast_tuple_target",
                            "parallel_workers",
                            "user_catalog_table",
                            "vacuum_index_cleanup",
                            "vacuum_truncate",
                            "log_autovacuum_min_duration",
                            "autovacuum_enabled",
                            "autovacuum_vacuum_threshold",
                            "autovacuum_vacuum_scale_factor",
                            "autovacuum_vacuum_insert_threshold",
                            "autovacuum_vacuum_insert_scale_factor",
                            "autovacuum_vacuum_max_threshold",
                            "vacuum_max_eager_freeze_failure_rate",
                            "autovacuum_analyze_threshold",
                            "autovacuum_analyze_scale_factor",
                            "autovacuum_vacuum_cost_delay",
                            "autovacuum_vacuum_cost_limit",
                            "autovacuum_freeze_min_age",
                            "autovacuum_freeze_max_age",
                            "autovacuum_freeze_table_age",
                            "autovacuum_multixact_freeze_min_age",
                            "autovacuum_multixact_freeze_max_age",
                            "autovacuum_multixact_freeze_table_age"};
  static const Names views{"security_barrier", "security_invoker", "check_option"};
  return kind == pg::RelationKind::view ? views : tables;
}

static const Names& options_of(std::string_view method) {
  static const Names btree{"fillfactor", "deduplicate_items"};
  static const Names gist{"fillfactor", "buffering"};
  static const Names gin{"fastupdate", "gin_pending_list_limit"};
  static const Names brin{"pages_per_range", "autosummarize"};
  static const Names others{"fillfactor"};
  if (method == "btree") return btree;
  if (method == "gist") return gist;
  if (method == "gin") return gin;
  return method == "brin" ? brin : others;
}

// The whole number behind "word =" or "word".
static std::optional<long> number_after(std::string_view text, std::string_view word) {
  const auto lower = base::to_lower(text);
  const auto at = lower.find(word);
  if (at == std::string::npos) return std::nullopt;
  auto rest = base::trim(text.substr(at + word.size()));
  if (rest.starts_with("=")) rest = base::trim(rest.substr(1));
  long value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

static void refuse_names(EffectsBuilder& builder, const std::vector<std::string>& options, const Names& known) {
  const auto fill = number_after(builder.statement.text, "fillfactor");
  if (fill && (*fill < 10 || *fill > 100))
    builder.fails(
        error_of(sqlstate::invalid_parameter_value, {}, R"(value {} out of bounds for option "fillfactor")", *fill)
            .with("valid values are between 10 and 100"));
  for (const auto& name : options) {
    if (!known.contains(name))
      builder.fails(error_of(sqlstate::invalid_parameter_value, {}, R"(unrecognized parameter "{}")", name));
  }
}

void refuse_options(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTableCommand& command) {
  static const Names columns{"n_distinct", "n_distinct_inherited"};
  const bool resets = command.subtype.starts_with("Reset");
  if (command.subtype == "SetOptions") return refuse_names(builder, command.options, columns);
  if (command.subtype != "SetRelOptions" || resets) return;
  if (has_words(builder.statement.text, "toast.")) return;  // their names are read without the "toast."
  if (!relation.access_method.empty() && relation.access_method != "heap") return;
  refuse_names(builder, command.options, options_of(relation.kind));
}

void refuse_index_options(EffectsBuilder& builder, const pg::Index& index, const sql::AlterTableCommand& command) {
  const bool plain = command.action == sql::AlterAction::set_statistics && index.columns.size() == 1 &&
                     index.definition.find("((") == std::string::npos && !index.columns.front().ends_with(")");
  if (plain)
    builder.fails(error_of(sqlstate::feature_not_supported, object_named("index", index.name),
                           R"(cannot alter statistics on non-expression column "{}" of index "{}")",
                           index.columns.front(), index.name));
  if (command.subtype != "SetRelOptions" || index.method.empty()) return;
  refuse_names(builder, command.options, options_of(index.method));
}

static bool has_fixed_length(const pg::Column& column, const pg::Catalog& catalog) {
  const auto read = to_base(read_type(column.type), catalog);
  static const Names fixed{"smallint", "integer", "bigint", "real",     "double precision",
                           "boolean",  "date",    "uuid",   "oid",      "money",
                           "interval", "macaddr", "point",  "\"char\"", "name"};
  return !read.array && (fixed.contains(read.base) || read.base.starts_with("time") || is_enum_type(read, catalog));
}

void refuse_storage(EffectsBuilder& builder, const pg::Relation& relation, const pg::Column& column,
                    const sql::AlterTableCommand& command) {
  const auto text = builder.statement.text;
  const auto object = column_of(relation, column.name);
  const auto word = [&](std::string_view before) {
    const auto at = base::to_lower(text).find(before);
    const auto rest = at == std::string::npos ? std::string_view{} : base::trim(text.substr(at + before.size()));
    return base::to_lower(rest.substr(0, rest.find_first_of(" \n\t;,")));
  };
  static const Names storages{"plain", "external", "extended", "main", "default"};
  static const Names methods{"pglz", "lz4", "default"};
  if (command.subtype == "SetStorage") {
    const auto wanted = word("set storage ");
    if (!wanted.empty() && !storages.contains(wanted))
      builder.fails(error_of(sqlstate::invalid_parameter_value, object, R"(invalid storage type "{}")", wanted));
    if (wanted != "plain" && wanted != "default" && has_fixed_length(column, builder.catalog))
      builder.fails(error_of(sqlstate::feature_not_supported, object,
                             "column data type {} can only have storage PLAIN", type_name(column.type)));
  } else if (command.subtype == "SetCompression") {
    const auto wanted = word("set compression ");
    if (!wanted.empty() && !methods.contains(wanted))
      builder.fails(
          error_of(sqlstate::invalid_parameter_value, object, R"(invalid compression method "{}")", wanted));
    if (wanted != "default" && has_fixed_length(column, builder.catalog))
      builder.fails(error_of(sqlstate::feature_not_supported, object,
                             "column data type {} does not support compression", type_name(column.type)));
  } else if (command.subtype == "SetStatistics") {
    const auto target = number_after(text, "set statistics");
    if (target && *target < -1)
      builder.fails(error_of(sqlstate::invalid_parameter_value, object, "statistics target {} is too low", *target));
  }
}

bool lacks_class(std::string_view method, const TypeName& type, const pg::Catalog& catalog) {
  const auto read = to_base(type, catalog);
  if (is_enum_type(read, catalog) && !read.array) return method == "gist" || method == "gin" || method == "spgist";
  static const Names unordered{"json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "xid"};
  static const Names plain{"smallint",  "integer",
                           "bigint",    "numeric",
                           "real",      "double precision",
                           "text",      "character varying",
                           "character", "boolean",
                           "date",      "uuid",
                           "bytea",     "json",
                           "xml"};
  const bool scalar = plain.contains(read.base) || read.base.starts_with("time");
  if (method == "gin" && read.array) return false;
  if (read.array) return method == "gist" || method == "spgist";
  if (method == "btree") return unordered.contains(read.base);
  if (method == "hash") return unordered.contains(read.base) && read.base != "xid";
  if (method == "gist") return scalar || read.base == "jsonb" || read.base == "inet" || read.base == "cidr";
  if (method == "gin") return scalar;
  if (method == "spgist") return scalar && read.base != "text";
  return false;
}

// An extension may bring the classes that are missing: btree_gist, pg_trgm.
static bool has_classes(const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.extensions, [](const pg::Extension& each) {
    return !each.operator_classes.empty() || each.version.empty();
  });
}

namespace {

struct OperatorClass {
  std::string_view name;
  std::string_view method;
  std::string_view extension;  // that brings it; empty: the server
};

}  // namespace

static ExpectedError no_operator_class(std::string_view name, std::string_view method) {
  return error_of(sqlstate::undefined_object, object_named("operator class", name),
                  R"(operator class "{}" does not exist for access method "{}")", name, method);
}

// Operator classes that are written out, of those that come to mind.
static void refuse_classes(EffectsBuilder& builder, std::string_view method) {
  static constexpr std::array classes{
      OperatorClass{"gin_trgm_ops", "gin", "pg_trgm"},
      OperatorClass{"gist_trgm_ops", "gist", "pg_trgm"},
      OperatorClass{"gin_bigm_ops", "gin", "pg_bigm"},
      OperatorClass{"gin__int_ops", "gin", "intarray"},
      OperatorClass{"gist__int_ops", "gist", "intarray"},
      OperatorClass{"gin_hstore_ops", "gin", "hstore"},
      OperatorClass{"gist_hstore_ops", "gist", "hstore"},
      OperatorClass{"gist_ltree_ops", "gist", "ltree"},
      OperatorClass{"vector_l2_ops", "", "vector"},
      OperatorClass{"vector_ip_ops", "", "vector"},
      OperatorClass{"vector_cosine_ops", "", "vector"},
      OperatorClass{"citext_pattern_ops", "btree", "citext"},
      OperatorClass{"jsonb_path_ops", "gin", ""},
      OperatorClass{"jsonb_ops", "", ""},
      OperatorClass{"range_ops", "", ""},
      OperatorClass{"inet_ops", "", ""},
  };
  const auto& catalog = builder.catalog;
  for (const auto& each : classes) {
    if (!mentions(builder.statement.text, each.name)) continue;
    const bool there =
        each.extension.empty() || std::ranges::any_of(catalog.extensions, [&](const pg::Extension& extension) {
          return extension.name == each.extension;
        });
    if (!there && catalog.has_server())
      builder.fails(
          no_operator_class(each.name, method).with(fmt::format("it comes with the extension {}", each.extension)));
    if (!each.method.empty() && each.method != method) builder.fails(no_operator_class(each.name, method));
  }
}

static ExpectedError unsupported_index(const pg::Relation& table, fmt::format_string<const std::string&> message,
                                       const std::string& method) {
  return error_of(sqlstate::feature_not_supported, object_of(table), fmt::format(message, method));
}

void refuse_index(EffectsBuilder& builder, const pg::Relation& table, const sql::CreateIndex& create) {
  const auto text = builder.statement.text;
  const auto& catalog = builder.catalog;
  const std::string method = create.method.empty() ? "btree" : create.method;
  if (!catalog.access_methods.empty() && std::ranges::count(catalog.access_methods, method) == 0)
    return builder.fails(is_missing("access method", method));
  static const Names own{"btree", "hash", "gist", "gin", "spgist", "brin"};
  if (create.unique && own.contains(method) && method != "btree")
    builder.fails(unsupported_index(table, R"(access method "{}" does not support unique indexes)", method));
  if (create.columns.size() > 1 && (method == "hash" || method == "spgist"))
    builder.fails(unsupported_index(table, R"(access method "{}" does not support multicolumn indexes)", method));
  const bool has_expression =
      std::ranges::any_of(create.columns, [](const auto& each) { return each.starts_with("("); });
  const std::string_view place = has_expression ? "expression" : "predicate";
  if (create.expression.subquery)
    builder.fails(
        error_of(sqlstate::feature_not_supported, object_of(table), "cannot use subquery in index {}", place));
  static const Names aggregates{"count", "sum", "avg", "min", "max", "array_agg", "string_agg"};
  for (const auto& call : create.expression.volatile_calls) {
    if (aggregates.contains(call.name.name))
      builder.fails(error_of(sqlstate::grouping_error, object_of(table),
                             "aggregate functions are not allowed in index {}s", place));
  }
  if ((has_expression || create.partial) && is_unstable(text, builder, create.expression))
    builder.fails(error_of(sqlstate::invalid_object_definition, object_of(table),
                           "functions in index {} must be marked IMMUTABLE", place));
  if (!table.columns.empty()) {
    for (const auto& name : create.expression.columns) {
      if (!table.column(name) && name != table.name.name) builder.fails(lacks_column_used(object_of(table), name));
    }
  }
  if (const auto include = base::to_lower(text).find("include"); include != std::string::npos) {
    static const Names carrying{"btree", "gist", "spgist"};
    const auto rest = base::trim(text.substr(include + 7));
    if (rest.starts_with("(") && own.contains(method) && !carrying.contains(method))
      builder.fails(unsupported_index(table, R"(access method "{}" does not support included columns)", method));
    if (method == "spgist" && catalog.has_server() && catalog.server_version < 140000)
      builder.fails(unsupported_index(table, R"(access method "{}" does not support included columns)", method)
                        .with("it does from PostgreSQL 14 on"));
    if (rest.starts_with("(") && base::trim(rest.substr(1)).starts_with("("))
      builder.fails(error_of(sqlstate::feature_not_supported, object_of(table),
                             "expressions are not supported in included columns"));
  }
  refuse_classes(builder, method);
  const bool bare = text.find("_ops") == std::string_view::npos;
  for (const auto& name : create.columns) {
    const auto* column = table.column(name);
    if (bare && column && own.contains(method) && lacks_class(method, read_type(column->type), catalog) &&
        !has_classes(catalog))
      builder.fails(lacks_operator_class(column_of(table, name), column->type, method));
    const bool patterns =
        has_words(text, name + " text_pattern_ops") || has_words(text, name + " varchar_pattern_ops");
    if (column && patterns) {
      const auto base = read_type(column->type).base;
      if (base == "integer" || base == "bigint" || base == "numeric" || base == "boolean" || base == "date")
        builder.fails(
            error_of(sqlstate::datatype_mismatch, column_of(table, name),
                     R"(operator class "{}" does not accept data type {})",
                     has_words(text, name + " text_pattern_ops") ? "text_pattern_ops" : "varchar_pattern_ops",
                     type_name(column->type)));
    }
  }
  if (create.unique && table.kind == pg::RelationKind::partitioned_table) {
    std::vector<std::string> all;
    for (const auto& column : table.columns) all.push_back(column.name);
    refuse_key(builder, object_of(table), table.partition_key, all, create.columns);
  }
  const auto with = base::to_lower(text).find(" with (");
  if (with == std::string::npos || !own.contains(method)) return;
  std::vector<std::string> options;
  const auto rest = text.substr(with + 7);
  for (const auto part : base::split(rest.substr(0, rest.find(')')), ','))
    options.push_back(base::to_lower(base::trim(part.substr(0, part.find('=')))));
  refuse_names(builder, options, options_of(method));
}

void refuse_exclusion(EffectsBuilder& builder, const pg::Relation& table, const sql::TableConstraint& constraint) {
  const auto text = base::to_lower(constraint.text);
  if (text.find("_ops") != std::string::npos || has_classes(builder.catalog)) return;
  for (const std::string_view method : {"gist", "spgist"}) {
    if (!has_words(text, fmt::format("using {}", method))) continue;
    for (const auto& name : constraint.columns) {
      const auto* column = table.column(name);
      if (column && lacks_class(method, read_type(column->type), builder.catalog))
        builder.fails(lacks_operator_class(column_of(table, name), column->type, method));
    }
  }
}

bool is_partial(const pg::Index& index) {
  return index.definition.find(" WHERE ") != std::string::npos;
}

static ExpectedError not_clustered_on(const pg::Index& index, fmt::format_string<const std::string&> message) {
  return error_of(sqlstate::feature_not_supported, object_named("index", index.name),
                  fmt::format(message, index.name));
}

void refuse_order(EffectsBuilder& builder, const pg::Index& index) {
  if (is_partial(index)) builder.fails(not_clustered_on(index, R"(cannot cluster on partial index "{}")"));
  if (index.method == "hash" || index.method == "gin" || index.method == "brin" || index.method == "spgist")
    builder.fails(
        not_clustered_on(index, R"(cannot cluster on index "{}" because access method does not support clustering)"));
  if (!index.valid) builder.fails(not_clustered_on(index, R"(cannot cluster on invalid index "{}")"));
}

}  // namespace impact
