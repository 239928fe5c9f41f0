#include "impact/errors/refusals_of_objects.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/refusals_of_columns.h"
#include "impact/errors/refusals_of_options.h"
#include "impact/errors/refusals_of_routines.h"
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

static void refuse_routines(const sql::ObjectFacts& facts, Gathering& gathering) {
  for (const auto& wanted : facts.routines) {
    if (is_system(wanted.name)) continue;
    const auto word = base::to_lower(wanted.object);
    const auto named = routines_named(wanted.name, gathering.catalog);
    if (named.empty() && gathering.statement.as<sql::Grant>()) continue;  // the server's own have no entry
    std::vector<const pg::Routine*> fitting;
    for (const auto* routine : named) {
      if (!wanted.listed || same_arguments(*routine, wanted.arguments)) fitting.push_back(routine);
    }
    if (fitting.empty()) {
      if (!facts.missing_ok)
        gathering.fails(fmt::format("the {} {} does not exist{}", word, wanted.name.text(),
                                    named.empty() ? "" : " with these arguments"));
      continue;
    }
    const auto right =
        std::ranges::count_if(fitting, [&](const auto* each) { return fits_word(*each, wanted.object); });
    if (right == 0) gathering.fails(fmt::format("{} is no {}", wanted.name.text(), word));
    if (right > 1)
      gathering.fails(fmt::format("there are several {}s {}: list the arguments", word, wanted.name.text()));
  }
}

static bool has_role(const std::string& name, const pg::Catalog& catalog) {
  return std::ranges::any_of(catalog.roles, [&](const pg::Role& role) { return role.name == name; });
}

static void refuse_roles(const sql::ObjectFacts& facts, Gathering& gathering) {
  if (gathering.catalog.roles.empty()) return;
  for (const auto& name : facts.roles) {
    if (!name.starts_with("pg_") && !has_role(name, gathering.catalog))
      gathering.fails(fmt::format("the role {} does not exist", name));
  }
  for (const auto& name : facts.new_roles) {
    if (name.starts_with("pg_")) gathering.fails(fmt::format("{}: names with pg_ are the server's own", name));
    if (has_role(name, gathering.catalog)) gathering.fails(fmt::format("the role {} is there already", name));
  }
}

static void refuse_columns(const sql::ObjectFacts& facts, Gathering& gathering) {
  for (const auto& [table, column] : facts.columns) {
    const auto* relation = gathering.find(table);
    if (!relation || relation->columns.empty() || relation->column(column) || is_system_column(column)) continue;
    gathering.fails(fmt::format("{} does not exist", shown(relation->name, column)));
  }
  for (const auto& [table, expression] : facts.expressions) {
    const auto* relation = gathering.find(table);
    if (!relation || relation->columns.empty()) continue;
    for (const auto& column : expression.columns) {
      if (!relation->column(column) && !is_system_column(column) && column != relation->name.name)
        gathering.fails(fmt::format("{} does not exist", shown(relation->name, column)));
    }
  }
}

// COMMENT ON TRIGGER x ON t and its like.
static void refuse_parts(const sql::ObjectFacts& facts, Gathering& gathering) {
  for (const auto& [table, part] : facts.parts) {
    const auto* relation = gathering.find(table);
    if (!relation) continue;
    if (part.empty()) {
      if (word_of(relation->kind) != facts.object)
        gathering.fails(fmt::format("{} is no {}", shown(relation->name), base::to_lower(facts.object)));
      continue;
    }
    const auto named = [&](const auto& each) { return each.name == part; };
    const bool there = facts.object == "TRIGGER"  ? std::ranges::any_of(relation->triggers, named)
                       : facts.object == "POLICY" ? std::ranges::count(relation->policies, part) > 0
                       : facts.object == "RULE"   ? part == "_RETURN" || std::ranges::any_of(relation->rules, named)
                                                  : find_constraint(*relation, part) != nullptr;
    if (!there)
      gathering.fails(fmt::format("{} has no {} {}", shown(relation->name),
                                  facts.object == "TABCONSTRAINT" ? "constraint" : base::to_lower(facts.object),
                                  part));
  }
}

static void refuse_function(const sql::QualifiedName& name, const std::string& result, Gathering& gathering) {
  if (is_system(name) || name.name.starts_with("tsvector_update") || name.name.starts_with("suppress_redundant") ||
      name.name.starts_with("RI_FKey"))
    return;
  const auto found = routines_named(name, gathering.catalog);
  if (found.empty()) {
    const bool known = std::ranges::any_of(gathering.catalog.functions,
                                           [&](const pg::Name& function) { return function.name == name.name; });
    if (!known) gathering.fails(fmt::format("the function {}() does not exist", name.text()));
    return;
  }
  if (std::ranges::none_of(found, [&](const pg::Routine* each) { return base::to_lower(each->result) == result; }))
    gathering.fails(fmt::format("the function {} does not return {}", name.text(), result));
}

// WHEN (OLD.status = 'new') of a trigger for INSERT. Source: CreateTriggerFiringOn in PostgreSQL 15's trigger.c.
static void refuse_condition(const sql::TriggerFacts& trigger, Gathering& gathering) {
  const auto text = base::to_lower(gathering.statement.text);
  const auto begin = text.find(" when ");
  const auto end = text.rfind(" execute ");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return;
  const auto events = std::string_view(text).substr(0, text.find(" on "));
  const auto condition = std::string_view(text).substr(begin, end - begin);
  for (const auto& [row, event] : {std::pair{"old", "insert"}, {"new", "delete"}}) {
    if (!mentions(condition, row)) continue;
    if (!trigger.row) gathering.fails("WHEN of a statement's trigger names no row: it has none");
    if (has_words(events, event)) gathering.fails(fmt::format("a trigger for {} sees no {} row", event, row));
  }
}

static void refuse_trigger(const sql::TriggerFacts& trigger, const sql::QualifiedName& table, Gathering& gathering) {
  refuse_function(trigger.function, "trigger", gathering);
  refuse_condition(trigger, gathering);
  const auto* relation = gathering.find(table);
  if (!relation) return;
  using Timing = sql::TriggerFacts::Timing;
  const auto name = shown(relation->name);
  switch (relation->kind) {
    case pg::RelationKind::table:
    case pg::RelationKind::partitioned_table:
      if (trigger.timing == Timing::instead)
        gathering.fails(fmt::format("{} is a table: INSTEAD OF is for views", name));
      if (relation->kind == pg::RelationKind::partitioned_table && trigger.row && trigger.transitions)
        gathering.fails(fmt::format("{} is partitioned: its row triggers have no transition tables", name));
      return;
    case pg::RelationKind::view:
      if (trigger.row != (trigger.timing == Timing::instead))
        gathering.fails(fmt::format("{} is a view: its row triggers are INSTEAD OF", name));
      if (trigger.truncate) gathering.fails(fmt::format("{} is a view and is never truncated", name));
      return;
    case pg::RelationKind::foreign_table:
      if (trigger.timing == Timing::instead) gathering.fails(fmt::format("{} is a foreign table", name));
      return;
    default:
      gathering.fails(fmt::format("{} cannot have triggers", name));
  }
}

static void refuse_policy(const sql::ObjectFacts& facts, const sql::Policy& policy, Gathering& gathering) {
  const auto* relation = gathering.find(policy.table);
  if (relation && relation->kind != pg::RelationKind::table && relation->kind != pg::RelationKind::partitioned_table)
    gathering.fails(fmt::format("{} is not a table", shown(relation->name)));
  if (facts.policy_command == "insert" && facts.policy_using)
    gathering.fails("a policy for INSERT has WITH CHECK alone");
  if ((facts.policy_command == "select" || facts.policy_command == "delete") && facts.policy_check)
    gathering.fails("a policy for SELECT or DELETE has no WITH CHECK");
}

static void refuse_publication(const sql::ObjectFacts& facts, Gathering& gathering) {
  if (facts.publication.empty()) return;
  const auto& all = gathering.catalog.publications;
  const auto found = std::ranges::find(all, facts.publication, &pg::Publication::name);
  const bool creates = facts.publication_action == "CREATE";
  if (creates && found != all.end())
    gathering.fails(fmt::format("the publication {} is there already", facts.publication));
  if (!creates && found == all.end())
    return gathering.fails(fmt::format("the publication {} does not exist", facts.publication));
  for (const auto& name : facts.published) {
    const auto* relation = gathering.find(name);
    if (!relation) continue;
    if (relation->kind != pg::RelationKind::table && relation->kind != pg::RelationKind::partitioned_table)
      gathering.fails(fmt::format("{} is not a table, so it is not published", shown(relation->name)));
    if (relation->persistence != 'p' && facts.publication_action != "DROP")
      gathering.fails(fmt::format("{} is not logged, so it is not published", shown(relation->name)));
    if (creates) continue;
    const bool member = std::ranges::count(found->tables, relation->name) > 0;
    if (facts.publication_action == "ADD" && member)
      gathering.fails(fmt::format("{} is published by {} already", shown(relation->name), facts.publication));
    if (facts.publication_action == "DROP" && !member)
      gathering.fails(fmt::format("{} is not published by {}", shown(relation->name), facts.publication));
  }
}

static void refuse_statistics(const sql::ObjectFacts& facts, const sql::Other& create, Gathering& gathering) {
  if (facts.statistics_parts == 1) gathering.fails("extended statistics are over two columns or more");
  if (!create.names.empty() && !facts.missing_ok) {
    const auto name = created_name(create.names.front(), gathering.catalog);
    if (std::ranges::any_of(gathering.catalog.statistics, [&](const auto& each) { return each.name == name; }))
      gathering.fails(fmt::format("the statistics object {} is there already", create.names.front().text()));
  }
  for (const auto& use : gathering.statement.uses) {
    const auto* relation = gathering.find(use.name);
    if (relation && (relation->kind == pg::RelationKind::view || relation->kind == pg::RelationKind::sequence))
      gathering.fails(fmt::format("{} has no rows of its own to have statistics", shown(relation->name)));
  }
}

// nextval('orders'): the sequences that constants name.
static void refuse_sequence_calls(Gathering& gathering) {
  const auto lower = base::to_lower(gathering.statement.text);
  for (const std::string_view call : {"nextval(", "setval(", "currval("}) {
    for (auto at = lower.find(call); at != std::string::npos; at = lower.find(call, at + 1)) {
      const auto rest = base::trim(gathering.statement.text.substr(at + call.size()));
      const auto end = rest.find('\'', 1);
      if (!rest.starts_with("'") || end == rest.npos || rest.substr(1, end - 1).find('"') != rest.npos) continue;
      const auto written = base::to_lower(rest.substr(1, end - 1));
      const auto dot = written.find('.');
      const sql::QualifiedName name{dot == std::string::npos ? "" : written.substr(0, dot),
                                    dot == std::string::npos ? written : written.substr(dot + 1)};
      const auto* relation = gathering.find(name);
      if (relation && relation->kind != pg::RelationKind::sequence)
        gathering.fails(fmt::format("{} is not a sequence", written));
      if (!relation && !find_index(name, gathering.catalog))
        gathering.fails(fmt::format("{} does not exist", written));
    }
  }
}

// ALTER SEQUENCE of what is none, and OWNED BY for that of an identity column.
static void refuse_sequence(Gathering& gathering) {
  const auto& uses = gathering.statement.uses;
  const auto* sequence = uses.empty() ? nullptr : gathering.find(uses.front().name);
  if (!sequence) return;
  if (sequence->kind != pg::RelationKind::sequence)
    return gathering.fails(fmt::format("{} is not a sequence", shown(sequence->name)));
  for (const auto& use : uses) {
    const auto* table = gathering.find(use.name);
    if (!table || table == sequence || !has_words(gathering.statement.text, "owned by")) continue;
    if (table->name.schema != sequence->name.schema)
      gathering.fails(fmt::format("{} is in another schema than {}", shown(sequence->name), shown(table->name)));
    if (!table->owner.empty() && !sequence->owner.empty() && table->owner != sequence->owner)
      gathering.fails(fmt::format("{} belongs to {}, and {} to {}", shown(sequence->name), sequence->owner,
                                  shown(table->name), table->owner));
  }
  const auto* owner = sequence->owned_by ? find_relation(*sequence->owned_by, gathering.catalog) : nullptr;
  if (!owner || !has_words(gathering.statement.text, "owned by")) return;
  const bool named = std::ranges::any_of(owner->columns, [&](const pg::Column& column) {
    return column.default_expression && mentions(*column.default_expression, sequence->name.name);
  });
  if (!named && std::ranges::any_of(owner->columns, [](const pg::Column& column) { return column.identity; }))
    gathering.fails(fmt::format("{} belongs to an identity column", shown(sequence->name)));
}

static void refuse_rule(Gathering& gathering) {
  const auto& uses = gathering.statement.uses;
  const auto* relation = uses.empty() ? nullptr : gathering.find(uses.front().name);
  if (!relation || relation->kind == pg::RelationKind::table ||
      relation->kind == pg::RelationKind::partitioned_table || relation->kind == pg::RelationKind::view)
    return;
  gathering.fails(fmt::format("{} has no rules: they are for tables and views", shown(relation->name)));
}

static void refuse_others(const sql::ObjectFacts& facts, const sql::Other& other, Gathering& gathering) {
  const auto& catalog = gathering.catalog;
  if (other.tag == "AlterSeqStmt") refuse_sequence(gathering);
  if (base::starts_with_ignoring_case(gathering.statement.text, "create tablespace pg_"))
    gathering.fails("names of tablespaces with pg_ are the server's own");
  if (other.tag == "SecLabelStmt") gathering.fails("no provider of security labels is known to be loaded");
  if (other.tag == "CreateStatsStmt") refuse_statistics(facts, other, gathering);
  if (other.tag == "RuleStmt") refuse_rule(gathering);
  if (!facts.event_function.name.empty()) {
    refuse_function(facts.event_function, "event_trigger", gathering);
    if (facts.event != "ddl_command_start" && facts.event != "ddl_command_end" && facts.event != "table_rewrite" &&
        facts.event != "sql_drop" && facts.event != "login")
      gathering.fails(fmt::format("there is no event {}", facts.event));
  }
  if (other.tag == "AlterStatsStmt" && !other.names.empty() && !has_words(gathering.statement.text, "if exists")) {
    if (std::ranges::none_of(catalog.statistics,
                             [&](const auto& each) { return each.name.name == other.names.front().name; }))
      gathering.fails(fmt::format("the statistics object {} does not exist", other.names.front().text()));
  }
  const auto has_server = [&] {
    return std::ranges::any_of(catalog.servers, [&](const auto& each) { return each.name == facts.server; });
  };
  if (other.tag == "CreateForeignServerStmt" && !facts.missing_ok && has_server())
    gathering.fails(fmt::format("the server {} is there already", facts.server));
}

static void refuse_lock(const sql::Lock& lock, Gathering& gathering) {
  for (const auto& name : lock.tables) {
    const auto* relation = gathering.find(name);
    if (relation && relation->kind != pg::RelationKind::table &&
        relation->kind != pg::RelationKind::partitioned_table && relation->kind != pg::RelationKind::view)
      gathering.fails(fmt::format("{} is not a table", shown(relation->name)));
  }
}

static void refuse_cluster(const sql::ObjectFacts& facts, const sql::Cluster& cluster, Gathering& gathering) {
  const auto* table = cluster.table ? gathering.find(*cluster.table) : nullptr;
  if (!table || facts.index.empty()) return;
  const auto* index = table->index(facts.index);
  if (!index) return gathering.fails(fmt::format("{} has no index {}", shown(table->name), facts.index));
  refuse_order(gathering, *index);
}

static void refuse_vacuum(const sql::ObjectFacts& facts, const sql::Vacuum& vacuum, Gathering& gathering) {
  const auto text = gathering.statement.text;
  if (!facts.columns.empty() && !vacuum.analyze_only && !has_words(text, "analyze"))
    gathering.fails("VACUUM takes columns with ANALYZE only");
  if (vacuum.full && has_words(text, "disable_page_skipping") && !has_words(text, "disable_page_skipping false"))
    gathering.fails("VACUUM FULL reads every page: DISABLE_PAGE_SKIPPING does not go with it");
  if (vacuum.full && has_words(text, "parallel") && !has_words(text, "parallel 0"))
    gathering.fails("VACUUM FULL does not work in parallel");
}

static void refuse_reindex(const sql::Reindex& reindex, Gathering& gathering) {
  const auto& catalog = gathering.catalog;
  const auto* relation = gathering.find(reindex.name);
  if (reindex.object == "INDEX") {
    if (!find_index(reindex.name, catalog))
      gathering.fails(relation ? fmt::format("{} is not an index", reindex.name.text())
                               : fmt::format("the index {} does not exist", reindex.name.text()));
  } else if (reindex.object == "TABLE") {
    const bool rows = relation && (relation->kind == pg::RelationKind::table ||
                                   relation->kind == pg::RelationKind::partitioned_table ||
                                   relation->kind == pg::RelationKind::materialized_view);
    if (!rows && (relation || find_index(reindex.name, catalog)))
      gathering.fails(fmt::format("{} is not a table", reindex.name.text()));
  } else if (reindex.object == "SCHEMA") {
    if (std::ranges::count(catalog.schemas, reindex.name.name) == 0 && !is_system(reindex.name))
      gathering.fails(fmt::format("the schema {} does not exist", reindex.name.name));
  } else if (!reindex.name.name.empty() && !catalog.database.empty() && reindex.name.name != catalog.database) {
    gathering.fails("REINDEX takes only the database it is connected to");
  }
}

static void refuse_new_function(const sql::CreateFunction& create, Gathering& gathering) {
  const auto& catalog = gathering.catalog;
  const auto name = created_name(create.name, catalog);
  for (const auto& routine : catalog.routines) {
    if (routine.name != name) continue;
    std::vector<std::string> arguments;
    for (const auto& argument : create.arguments) arguments.push_back(argument);
    if (!same_arguments(routine, arguments)) continue;
    if (!create.replace) {
      gathering.fails(fmt::format("{} is there already with these arguments", create.name.text()));
    } else {
      refuse_replacement(gathering, create, routine);
    }
  }
  static constexpr std::array built_in{"sql", "c", "internal", "plpgsql"};
  const auto language = base::to_lower(create.language);
  const bool known = std::ranges::find(built_in, language) != built_in.end() ||
                     std::ranges::any_of(catalog.extensions, [&](const pg::Extension& extension) {
                       return std::ranges::count(extension.languages, language) > 0;
                     });
  if (!known) gathering.fails(fmt::format("the language {} does not exist", create.language));
}

static void refuse_type(const sql::CreateType& create, Gathering& gathering) {
  auto labels = create.labels;
  std::ranges::sort(labels);
  if (std::ranges::adjacent_find(labels) != labels.end())
    gathering.fails(fmt::format("{} has a value twice", create.name.text()));
}

static void refuse_label(const sql::ObjectFacts& facts, const sql::AlterEnum& alter, Gathering& gathering) {
  if (facts.neighbour.empty()) return;
  for (const auto& [name, labels] : gathering.catalog.enums) {
    if (name.name != alter.name.name || (!alter.name.schema.empty() && name.schema != alter.name.schema)) continue;
    if (std::ranges::count(labels, facts.neighbour) == 0 &&
        !(alter.if_not_exists && std::ranges::count(labels, alter.value) > 0))
      gathering.fails(fmt::format("{} has no value {}", alter.name.text(), facts.neighbour));
  }
}

static void refuse_dropped_role(const sql::ObjectFacts& facts, Gathering& gathering) {
  for (const auto& [name, relation] : gathering.catalog.relations) {
    if (std::ranges::count(facts.roles, relation.owner) > 0)
      return gathering.fails(fmt::format("the role {} owns {}", relation.owner, shown(name)));
  }
}

static void refuse_rename(const sql::Rename& rename, Gathering& gathering) {
  if (rename.object != "TYPE" && rename.object != "DOMAIN") return;
  const auto& catalog = gathering.catalog;
  const auto path = search_path(catalog);
  const auto taken = [&](const pg::Name& name) {
    return name.name == rename.to && (rename.relation.schema.empty() ? !path.empty() && name.schema == path.front()
                                                                     : name.schema == rename.relation.schema);
  };
  if (std::ranges::any_of(catalog.types, taken) ||
      std::ranges::any_of(catalog.enums, [&](const auto& each) { return taken(each.first); }) ||
      std::ranges::any_of(catalog.relations, [&](const auto& each) { return taken(each.first); }))
    gathering.fails(fmt::format("the type {} is there already", rename.to));
}

static void refuse_setting(const sql::Set& set, const sql::ObjectFacts& facts, Gathering& gathering) {
  if (gathering.catalog.roles.empty() || (set.name != "role" && set.name != "session_authorization")) return;
  for (const auto& name : facts.set_values) {
    if (name != "none" && !name.starts_with("pg_") && !has_role(name, gathering.catalog))
      gathering.fails(fmt::format("the role {} does not exist", name));
  }
}

static void refuse_drop(const sql::Drop& drop, Gathering& gathering) {
  for (const auto& name : drop.names) {
    const auto& spaces = gathering.catalog.tablespaces;
    if (drop.object == "TABLESPACE" && !drop.if_exists && !spaces.empty() &&
        std::ranges::count(spaces, name.name) == 0)
      gathering.fails(fmt::format("the tablespace {} does not exist", name.name));
    if (drop.object == "DATABASE" && !gathering.catalog.database.empty() && name.name == gathering.catalog.database)
      gathering.fails("the session is connected to this database");
  }
}

void refuse_objects(Gathering& gathering) {
  const auto& statement = gathering.statement;
  if (statement.as<sql::Grant>() && has_words(statement.text, "to public with grant option"))
    gathering.fails("GRANT OPTION goes to roles, not to PUBLIC");
  if (const auto* lock = statement.as<sql::Lock>()) return refuse_lock(*lock, gathering);
  if (statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Update>()) {
    if (!statement.calls.empty()) refuse_sequence_calls(gathering);
    return;
  }
  if (statement.as<sql::Delete>() || statement.as<sql::AlterTable>() || statement.as<sql::CreateTable>() ||
      statement.as<sql::TransactionControl>() || statement.as<sql::DoBlock>())
    return;
  if (statement.as<sql::CreateIndex>()) {  // INCLUDE; its keys have been looked at
    if (has_words(statement.text, "include")) refuse_columns(sql::object_facts(statement.text), gathering);
    return;
  }
  if (const auto* create = statement.as<sql::CreateFunction>()) return refuse_new_function(*create, gathering);
  const auto facts = sql::object_facts(statement.text);
  refuse_routines(facts, gathering);
  refuse_roles(facts, gathering);
  refuse_columns(facts, gathering);
  refuse_parts(facts, gathering);
  refuse_publication(facts, gathering);
  if (const auto* trigger = statement.as<sql::CreateTrigger>(); trigger && !facts.triggers.empty())
    refuse_trigger(facts.triggers.front(), trigger->table, gathering);
  if (const auto* policy = statement.as<sql::Policy>()) refuse_policy(facts, *policy, gathering);
  if (const auto* other = statement.as<sql::Other>()) refuse_others(facts, *other, gathering);
  if (const auto* other = statement.as<sql::Other>(); other && other->tag == "DropRoleStmt")
    refuse_dropped_role(facts, gathering);
  if (const auto* rename = statement.as<sql::Rename>()) refuse_rename(*rename, gathering);
  if (const auto* set = statement.as<sql::Set>()) refuse_setting(*set, facts, gathering);
  if (const auto* drop = statement.as<sql::Drop>()) refuse_drop(*drop, gathering);
  if (const auto* cluster = statement.as<sql::Cluster>()) refuse_cluster(facts, *cluster, gathering);
  if (const auto* vacuum = statement.as<sql::Vacuum>()) refuse_vacuum(facts, *vacuum, gathering);
  if (const auto* reindex = statement.as<sql::Reindex>()) refuse_reindex(*reindex, gathering);
  if (const auto* type = statement.as<sql::CreateType>()) refuse_type(*type, gathering);
  if (const auto* label = statement.as<sql::AlterEnum>()) refuse_label(facts, *label, gathering);
}

}  // namespace impact
