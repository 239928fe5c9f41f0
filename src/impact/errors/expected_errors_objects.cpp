#include "impact/errors/expected_errors_objects.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/errors.h"
#include "impact/errors/expected_errors_columns.h"
#include "impact/errors/expected_errors_options.h"
#include "impact/errors/expected_errors_routines.h"
#include "impact/errors/expected_errors_triggers.h"
#include "impact/kinds.h"
#include "impact/simulate/schema.h"
#include "impact/types/functions.h"
#include "impact/types/types.h"
#include "sql/objects.h"

namespace impact {

static bool same_arguments(const pg::Routine& routine, const std::vector<std::string>& arguments) {
  if (routine.arguments.size() != arguments.size()) return false;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const auto plain = [](const std::string& type) {
      auto read = read_type(type);
      const auto dot = read.base.rfind('.');
      return (dot == std::string::npos ? read.base : read.base.substr(dot + 1)) + (read.array ? "[]" : "");
    };
    if (plain(routine.arguments[at]) != plain(canonical_type(arguments[at]))) return false;
  }
  return true;
}

static bool fits_word(const pg::Routine& routine, const std::string& object) {
  if (object == "ROUTINE") return true;
  if (object == "PROCEDURE") return routine.kind == pg::RoutineKind::procedure;
  if (object == "AGGREGATE") return routine.kind == pg::RoutineKind::aggregate;
  return routine.kind == pg::RoutineKind::function || routine.kind == pg::RoutineKind::window;
}

// Source: LookupFuncWithArgs in PostgreSQL's parse_func.c.
static ExpectedError no_routine(const sql::RoutineName& wanted, bool others) {
  const auto word = wanted.object == "ROUTINE" ? "function" : base::to_lower(wanted.object);
  const auto object = object_named(word, wanted.name);
  if (wanted.listed)
    return error_of(sqlstate::undefined_function, object, "{} {} does not exist", word,
                    signature(wanted.name.name, wanted.arguments))
        .with(others ? "one with other arguments does" : "");
  return error_of(sqlstate::undefined_function, object, R"(could not find a {} named "{}")", word, wanted.name.name);
}

static void refuse_routines(const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  for (const auto& wanted : facts.routines) {
    if (is_system(wanted.name)) continue;
    const auto word = base::to_lower(wanted.object);
    const auto named = routines_named(wanted.name, builder.catalog);
    if (named.empty() && builder.statement.as<sql::Grant>()) continue;  // the server's own have no entry
    std::vector<const pg::Routine*> fitting;
    for (const auto* routine : named) {
      if (!wanted.listed || same_arguments(*routine, wanted.arguments)) fitting.push_back(routine);
    }
    if (fitting.empty()) {
      if (!facts.missing_ok) builder.fails(no_routine(wanted, !named.empty()));
      continue;
    }
    const auto right =
        std::ranges::count_if(fitting, [&](const auto* each) { return fits_word(*each, wanted.object); });
    if (right == 0)
      builder.fails(error_of(sqlstate::wrong_object_type, object_named(word, wanted.name), "{} is not a{} {}",
                             signature(wanted.name.name, wanted.arguments), word.starts_with('a') ? "n" : "", word));
    if (right > 1)
      builder.fails(error_of(sqlstate::ambiguous_function, object_named(word, wanted.name),
                             R"({} name "{}" is not unique)", word, wanted.name.name)
                        .with("list the arguments"));
  }
}

static bool has_role(const std::string& name, const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.roles, [&](const pg::Role& role) { return role.name == name; });
}

static void refuse_roles(const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  if (builder.catalog.roles.empty()) return;
  for (const auto& name : facts.roles) {
    if (!name.starts_with("pg_") && !has_role(name, builder.catalog)) builder.fails(is_missing("role", name));
  }
  for (const auto& name : facts.new_roles) {
    if (name.starts_with("pg_"))
      builder.fails(
          error_of(sqlstate::reserved_name, object_named("role", name), R"(role name "{}" is reserved)", name));
    if (has_role(name, builder.catalog)) builder.fails(exists_already("role", name));
  }
}

static void refuse_columns(const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  const auto* other = builder.statement.as<sql::Other>();
  const bool is_query = builder.statement.as<sql::CreateIndex>() || (other && other->tag == "CreateStatsStmt");
  for (const auto& [table, column] : facts.columns) {
    const auto* relation = builder.find(table);
    if (!relation || relation->columns.empty() || relation->column(column) || is_system_column(column)) continue;
    builder.fails(is_query ? lacks_column_used(object_of(*relation), column) : lacks_column(*relation, column));
  }
  for (const auto& [table, expression] : facts.expressions) {
    const auto* relation = builder.find(table);
    if (!relation || relation->columns.empty()) continue;
    for (const auto& column : expression.columns) {
      if (!relation->column(column) && !is_system_column(column) && column != relation->name.name)
        builder.fails(lacks_column_used(object_of(*relation), column));
    }
  }
}

// COMMENT ON TRIGGER x ON t and its like.
static void refuse_parts(const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  for (const auto& [table, part] : facts.parts) {
    const auto* relation = builder.find(table);
    if (!relation) continue;
    if (part.empty()) {
      if (word_of(relation->kind) != facts.object)
        builder.fails(is_not(*relation, fmt::format("a {}", base::to_lower(facts.object))));
      continue;
    }
    const auto named = [&](const auto& each) { return each.name == part; };
    const bool there = facts.object == "TRIGGER"  ? std::ranges::any_of(relation->triggers, named)
                       : facts.object == "POLICY" ? std::ranges::count(relation->policies, part) > 0
                       : facts.object == "RULE"   ? part == "_RETURN" || std::ranges::any_of(relation->rules, named)
                                                  : find_constraint(*relation, part) != nullptr;
    if (!there)
      builder.fails(
          lacks_part(*relation, facts.object == "TABCONSTRAINT" ? "constraint" : base::to_lower(facts.object), part));
  }
}

static ExpectedError not_published(const pg::Relation& relation, std::string why) {
  return error_of(sqlstate::invalid_parameter_value, object_of(relation),
                  R"(cannot add relation "{}" to publication)", relation.name.name)
      .with(std::move(why));
}

static void refuse_publication(const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  if (facts.publication.empty()) return;
  const auto& all = builder.catalog.publications;
  const auto found = std::ranges::find(all, facts.publication, &pg::Publication::name);
  const bool creates = facts.publication_action == "CREATE";
  if (creates && found != all.end()) builder.fails(exists_already("publication", facts.publication));
  if (!creates && found == all.end()) return builder.fails(is_missing("publication", facts.publication));
  for (const auto& name : facts.published) {
    const auto* relation = builder.find(name);
    if (!relation) continue;
    if (relation->kind != pg::RelationKind::table && relation->kind != pg::RelationKind::partitioned_table)
      builder.fails(not_published(*relation, "this operation is not supported for it"));
    if (relation->persistence != 'p' && facts.publication_action != "DROP")
      builder.fails(not_published(*relation, relation->persistence == 't'
                                                 ? "this operation is not supported for temporary tables"
                                                 : "this operation is not supported for unlogged tables"));
    if (creates) continue;
    const bool member = std::ranges::count(found->tables, relation->name) > 0;
    if (facts.publication_action == "ADD" && member)
      builder.fails(error_of(sqlstate::duplicate_object, object_of(*relation),
                             R"(relation "{}" is already member of publication "{}")", relation->name.name,
                             facts.publication)
                        .about(object_named("publication", facts.publication)));
    if (facts.publication_action == "DROP" && !member)
      builder.fails(error_of(sqlstate::undefined_object, object_of(*relation),
                             R"(relation "{}" is not part of the publication)", relation->name.name)
                        .about(object_named("publication", facts.publication)));
  }
}

static void refuse_statistics(const sql::ObjectFacts& facts, const sql::Other& create, EffectsBuilder& builder) {
  if (facts.single_column)
    builder.fails(
        error_of(sqlstate::invalid_object_definition, {}, "extended statistics require at least 2 columns"));
  if (!create.names.empty() && !facts.missing_ok) {
    const auto name = created_name(create.names.front(), builder.catalog);
    if (std::ranges::any_of(builder.catalog.statistics, [&](const auto& each) { return each.name == name; }))
      builder.fails(exists_already("statistics object", create.names.front().name));
  }
  for (const auto& use : builder.statement.uses) {
    const auto* relation = builder.find(use.name);
    if (relation && (relation->kind == pg::RelationKind::view || relation->kind == pg::RelationKind::sequence))
      builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation),
                             R"(cannot define statistics for relation "{}")", relation->name.name));
  }
}

// nextval('orders'): the sequences that constants name.
static void refuse_sequence_calls(EffectsBuilder& builder) {
  const auto lower = base::to_lower(builder.statement.text);
  for (const std::string_view call : {"nextval(", "setval(", "currval("}) {
    for (auto at = lower.find(call); at != std::string::npos; at = lower.find(call, at + 1)) {
      const auto rest = base::trim(builder.statement.text.substr(at + call.size()));
      const auto end = rest.find('\'', 1);
      if (!rest.starts_with("'") || end == rest.npos || rest.substr(1, end - 1).find('"') != rest.npos) continue;
      const auto written = base::to_lower(rest.substr(1, end - 1));
      const auto dot = written.find('.');
      const sql::QualifiedName name{dot == std::string::npos ? "" : written.substr(0, dot),
                                    dot == std::string::npos ? written : written.substr(dot + 1)};
      const auto* relation = builder.find(name);
      if (relation && relation->kind != pg::RelationKind::sequence) builder.fails(is_not(*relation, "a sequence"));
      if (!relation && !find_index(name, builder.catalog)) builder.fails(is_missing("relation", name));
    }
  }
}

static ExpectedError sequence_and_table(std::string message, const pg::Relation& sequence,
                                        const pg::Relation& table) {
  return error_of(sqlstate::object_not_in_prerequisite_state, object_of(sequence), std::move(message))
      .about(object_of(table));
}

// ALTER SEQUENCE of what is none, and OWNED BY for that of an identity column.
static void refuse_sequence(EffectsBuilder& builder) {
  const auto& uses = builder.statement.uses;
  const auto* sequence = uses.empty() ? nullptr : builder.find(uses.front().name);
  if (!sequence) return;
  if (sequence->kind != pg::RelationKind::sequence) return builder.fails(is_not(*sequence, "a sequence"));
  for (const auto& use : uses) {
    const auto* table = builder.find(use.name);
    if (!table || table == sequence || !has_words(builder.statement.text, "owned by")) continue;
    if (table->name.schema != sequence->name.schema)
      builder.fails(
          sequence_and_table("sequence must be in same schema as table it is linked to", *sequence, *table));
    if (!table->owner.empty() && !sequence->owner.empty() && table->owner != sequence->owner)
      builder.fails(sequence_and_table("sequence must have same owner as table it is linked to", *sequence, *table));
  }
  const auto* owner = sequence->owned_by ? find_relation(*sequence->owned_by, builder.catalog) : nullptr;
  if (!owner || !has_words(builder.statement.text, "owned by")) return;
  const bool named = std::ranges::any_of(owner->columns, [&](const pg::Column& column) {
    return column.default_expression && mentions(*column.default_expression, sequence->name.name);
  });
  if (!named && std::ranges::any_of(owner->columns, [](const pg::Column& column) { return column.identity; }))
    builder.fails(error_of(sqlstate::feature_not_supported, object_of(*sequence),
                           "cannot change ownership of identity sequence"));
}

// CREATE TABLESPACE pg_fast: the first word behind.
static ExpectedError reserved_tablespace(std::string_view statement) {
  const auto rest = base::trim(statement.substr(std::string_view("create tablespace").size()));
  const auto name = rest.substr(0, rest.find_first_of(" \n\t;"));
  return error_of(sqlstate::reserved_name, object_named("tablespace", name), R"(unacceptable tablespace name "{}")",
                  name)
      .with("names that begin with pg_ are the server's own");
}

static void refuse_rule(EffectsBuilder& builder) {
  const auto& uses = builder.statement.uses;
  const auto* relation = uses.empty() ? nullptr : builder.find(uses.front().name);
  if (!relation || relation->kind == pg::RelationKind::table ||
      relation->kind == pg::RelationKind::partitioned_table || relation->kind == pg::RelationKind::view)
    return;
  if (relation->kind == pg::RelationKind::materialized_view)
    return builder.fails(error_of(sqlstate::feature_not_supported, object_of(*relation),
                                  std::string("rules on materialized views are not supported")));
  builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation), R"(relation "{}" cannot have rules)",
                         relation->name.name));
}

static void refuse_others(const sql::ObjectFacts& facts, const sql::Other& other, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  if (other.tag == "AlterSeqStmt") refuse_sequence(builder);
  if (base::starts_with_ignoring_case(builder.statement.text, "create tablespace pg_"))
    builder.fails(reserved_tablespace(builder.statement.text));
  if (other.tag == "SecLabelStmt")
    builder.fails(error_of(sqlstate::invalid_parameter_value, {}, "no security label providers have been loaded"));
  if (other.tag == "CreateStatsStmt") refuse_statistics(facts, other, builder);
  if (other.tag == "RuleStmt") refuse_rule(builder);
  if (!facts.event_function.name.empty()) {
    refuse_function(facts.event_function, "event_trigger", builder);
    if (facts.event != "ddl_command_start" && facts.event != "ddl_command_end" && facts.event != "table_rewrite" &&
        facts.event != "sql_drop" && facts.event != "login")
      builder.fails(error_of(sqlstate::syntax_error, {}, R"(unrecognized event name "{}")", facts.event));
  }
  if (other.tag == "AlterStatsStmt" && !other.names.empty() && !has_words(builder.statement.text, "if exists")) {
    if (std::ranges::none_of(catalog.statistics,
                             [&](const auto& each) { return each.name.name == other.names.front().name; }))
      builder.fails(is_missing("statistics object", other.names.front()));
  }
  const auto has_server = [&] {
    return std::ranges::any_of(catalog.servers, [&](const auto& each) { return each.name == facts.server; });
  };
  if (other.tag == "CreateForeignServerStmt" && !facts.missing_ok && has_server())
    builder.fails(exists_already("server", facts.server));
}

static void refuse_lock(const sql::Lock& lock, EffectsBuilder& builder) {
  for (const auto& name : lock.tables) {
    const auto* relation = builder.find(name);
    if (relation && relation->kind != pg::RelationKind::table &&
        relation->kind != pg::RelationKind::partitioned_table && relation->kind != pg::RelationKind::view)
      builder.fails(error_of(sqlstate::wrong_object_type, object_of(*relation), R"(cannot lock relation "{}")",
                             relation->name.name));
  }
}

static void refuse_cluster(const sql::ObjectFacts& facts, const sql::Cluster& cluster, EffectsBuilder& builder) {
  const auto* table = cluster.table ? builder.find(*cluster.table) : nullptr;
  if (!table || facts.index.empty()) return;
  const auto* index = table->index(facts.index);
  if (!index) return builder.fails(lacks_index(*table, facts.index));
  refuse_order(builder, *index);
}

static void refuse_vacuum(const sql::ObjectFacts& facts, const sql::Vacuum& vacuum, EffectsBuilder& builder) {
  const auto text = builder.statement.text;
  if (!facts.columns.empty() && !vacuum.analyze)
    builder.fails(error_of(sqlstate::feature_not_supported, {},
                           "ANALYZE option must be specified when a column list is provided"));
  if (vacuum.full && has_words(text, "disable_page_skipping") && !has_words(text, "disable_page_skipping false"))
    builder.fails(error_of(sqlstate::feature_not_supported, {},
                           "VACUUM option DISABLE_PAGE_SKIPPING cannot be used with FULL"));
  if (vacuum.full && has_words(text, "parallel") && !has_words(text, "parallel 0"))
    builder.fails(error_of(sqlstate::feature_not_supported, {}, "VACUUM FULL cannot be performed in parallel"));
}

static void refuse_reindex(const sql::Reindex& reindex, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto* relation = builder.find(reindex.name);
  if (reindex.object == "INDEX") {
    if (!find_index(reindex.name, catalog))
      builder.fails(relation ? is_not(*relation, "an index") : is_missing("relation", reindex.name));
  } else if (reindex.object == "TABLE") {
    const bool rows = relation && (relation->kind == pg::RelationKind::table ||
                                   relation->kind == pg::RelationKind::partitioned_table ||
                                   relation->kind == pg::RelationKind::materialized_view);
    if (!rows && (relation || find_index(reindex.name, catalog)))
      builder.fails(is_not(reindex.name.name, "a table or materialized view"));
  } else if (reindex.object == "SCHEMA") {
    if (std::ranges::count(catalog.schemas, reindex.name.name) == 0 && !is_system(reindex.name))
      builder.fails(is_missing("schema", reindex.name));
  } else if (!reindex.name.name.empty() && !catalog.database.empty() && reindex.name.name != catalog.database) {
    builder.fails(error_of(sqlstate::feature_not_supported, object_named("database", reindex.name),
                           "can only reindex the currently open database"));
  }
}

static void refuse_new_function(const sql::CreateFunction& create, EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  const auto name = created_name(create.name, catalog);
  for (const auto& routine : catalog.routines) {
    if (routine.name != name) continue;
    std::vector<std::string> arguments;
    for (const auto& argument : create.arguments) arguments.push_back(argument);
    if (!same_arguments(routine, arguments)) continue;
    if (!create.replace) {
      builder.fails(error_of(sqlstate::duplicate_function, object_named("function", name),
                             R"(function "{}" already exists with same argument types)", name.name));
    } else {
      refuse_replacement(builder, create, routine);
    }
  }
  static constexpr std::array built_in{"sql", "c", "internal", "plpgsql"};
  const auto language = base::to_lower(create.language);
  const bool known = std::ranges::find(built_in, language) != built_in.end() ||
                     std::ranges::any_of(catalog.extensions, [&](const pg::Extension& extension) {
                       return std::ranges::count(extension.languages, language) > 0;
                     });
  if (!known) builder.fails(is_missing("language", create.language));
}

static void refuse_type(const sql::CreateType& create, EffectsBuilder& builder) {
  auto labels = create.labels;
  std::ranges::sort(labels);
  if (std::ranges::adjacent_find(labels) != labels.end())
    builder.fails(error_of(sqlstate::unique_violation, object_named("type", create.name),
                           R"(duplicate key value violates unique constraint "pg_enum_typid_label_index")")
                      .with(fmt::format("{} would have a label twice", create.name.text())));
}

static void refuse_label(const sql::ObjectFacts& facts, const sql::AlterEnum& alter, EffectsBuilder& builder) {
  if (facts.neighbour.empty()) return;
  for (const auto& [name, labels] : builder.catalog.enums) {
    if (name.name != alter.name.name || (!alter.name.schema.empty() && name.schema != alter.name.schema)) continue;
    if (std::ranges::count(labels, facts.neighbour) == 0 &&
        !(alter.if_not_exists && std::ranges::count(labels, alter.value) > 0))
      builder.fails(lacks_label(alter.name, facts.neighbour));
  }
}

static void refuse_dropped_role(const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  for (const auto& [name, relation] : builder.catalog.relations) {
    if (std::ranges::count(facts.roles, relation.owner) > 0)
      return builder.fails(error_of(sqlstate::dependent_objects_still_exist, object_named("role", relation.owner),
                                    R"(role "{}" cannot be dropped because some objects depend on it)",
                                    relation.owner)
                               .with(fmt::format("owner of {}", description(object_of(relation))))
                               .about(object_of(relation)));
  }
}

static void refuse_rename(const sql::Rename& rename, EffectsBuilder& builder) {
  if (rename.object != "TYPE" && rename.object != "DOMAIN") return;
  const auto& catalog = builder.catalog;
  const auto path = search_path(catalog);
  const auto taken = [&](const pg::Name& name) {
    return name.name == rename.to && (rename.relation.schema.empty() ? !path.empty() && name.schema == path.front()
                                                                     : name.schema == rename.relation.schema);
  };
  if (std::ranges::any_of(catalog.types, taken) ||
      std::ranges::any_of(catalog.enums, [&](const auto& each) { return taken(each.first); }) ||
      std::ranges::any_of(catalog.relations, [&](const auto& each) { return taken(each.first); }))
    builder.fails(exists_already("type", rename.to));
}

static void refuse_setting(const sql::Set& set, const sql::ObjectFacts& facts, EffectsBuilder& builder) {
  if (builder.catalog.roles.empty() || (set.name != "role" && set.name != "session_authorization")) return;
  for (const auto& name : facts.set_values) {
    if (name != "none" && !name.starts_with("pg_") && !has_role(name, builder.catalog))
      builder.fails(error_of(sqlstate::invalid_parameter_value, object_named("role", name),
                             R"(role "{}" does not exist)", name));
  }
}

static void refuse_drop(const sql::Drop& drop, EffectsBuilder& builder) {
  for (const auto& name : drop.names) {
    const auto& spaces = builder.catalog.tablespaces;
    if (drop.object == "TABLESPACE" && !drop.if_exists && !spaces.empty() &&
        std::ranges::count(spaces, name.name) == 0)
      builder.fails(is_missing("tablespace", name));
    if (drop.object == "DATABASE" && !builder.catalog.database.empty() && name.name == builder.catalog.database)
      builder.fails(error_of(sqlstate::object_in_use, object_named("database", name),
                             "cannot drop the currently open database"));
  }
}

void refuse_objects(EffectsBuilder& builder) {
  const auto& statement = builder.statement;
  if (statement.as<sql::Grant>() && has_words(statement.text, "to public with grant option"))
    builder.fails(error_of(sqlstate::invalid_grant_operation, {}, "grant options can only be granted to roles"));
  if (const auto* lock = statement.as<sql::Lock>()) return refuse_lock(*lock, builder);
  if (statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Update>()) {
    if (!statement.calls.empty()) refuse_sequence_calls(builder);
    return;
  }
  if (statement.as<sql::Delete>() || statement.as<sql::AlterTable>() || statement.as<sql::CreateTable>() ||
      statement.as<sql::TransactionControl>() || statement.as<sql::DoBlock>())
    return;
  if (statement.as<sql::CreateIndex>()) {  // INCLUDE; its keys have been looked at
    if (has_words(statement.text, "include")) refuse_columns(sql::object_facts(statement.text), builder);
    return;
  }
  if (const auto* create = statement.as<sql::CreateFunction>()) return refuse_new_function(*create, builder);
  const auto facts = sql::object_facts(statement.text);
  refuse_routines(facts, builder);
  refuse_roles(facts, builder);
  refuse_columns(facts, builder);
  refuse_parts(facts, builder);
  refuse_publication(facts, builder);
  if (const auto* trigger = statement.as<sql::CreateTrigger>(); trigger && !facts.triggers.empty())
    refuse_trigger(facts.triggers.front(), trigger->table, builder);
  if (const auto* policy = statement.as<sql::Policy>()) refuse_policy(facts, *policy, builder);
  if (const auto* other = statement.as<sql::Other>()) refuse_others(facts, *other, builder);
  if (const auto* other = statement.as<sql::Other>(); other && other->tag == "DropRoleStmt")
    refuse_dropped_role(facts, builder);
  if (const auto* rename = statement.as<sql::Rename>()) refuse_rename(*rename, builder);
  if (const auto* set = statement.as<sql::Set>()) refuse_setting(*set, facts, builder);
  if (const auto* drop = statement.as<sql::Drop>()) refuse_drop(*drop, builder);
  if (const auto* cluster = statement.as<sql::Cluster>()) refuse_cluster(facts, *cluster, builder);
  if (const auto* vacuum = statement.as<sql::Vacuum>()) refuse_vacuum(facts, *vacuum, builder);
  if (const auto* reindex = statement.as<sql::Reindex>()) refuse_reindex(*reindex, builder);
  if (const auto* type = statement.as<sql::CreateType>()) refuse_type(*type, builder);
  if (const auto* label = statement.as<sql::AlterEnum>()) refuse_label(facts, *label, builder);
}

}  // namespace impact
